package io.partnercenter.users.internal;

import io.partnercenter.users.PartnerCall;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.RequestOptions;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PartnerCall} on top of Retrofit. Retrofit makes the request, and {@link RetryingCall}
 * executes it.
 */
final class ServiceCall<T> implements PartnerCall<T> {
  private final retrofit2.Call<?> template;
  private final ResponseReader<T> reader;
  private final RequestOptions options;
  private final @Nullable PagePosition page;

  /**
   * Makes a call without options.
   *
   * @param template only cloned, never executed
   */
  ServiceCall(retrofit2.Call<T> template, ResponseReader<T> reader) {
    this(template, reader, RequestOptions.none(), null);
  }

  private ServiceCall(
      retrofit2.Call<?> template,
      ResponseReader<T> reader,
      RequestOptions options,
      @Nullable PagePosition page) {
    this.template = template;
    this.reader = reader;
    this.options = options;
    this.page = page;
  }

  /** Returns this call for another page of its list. */
  ServiceCall<T> forPage(PagePosition page) {
    return new ServiceCall<>(template, reader, options, page);
  }

  /**
   * Returns this call with another value.
   *
   * @param function makes the new value from the value of this call. If it throws, the response
   *     breaks the contract
   */
  <R> ServiceCall<R> map(Function<T, R> function) {
    return new ServiceCall<>(template, reader.map(function), options, page);
  }

  /** Returns the request that would be sent. Sends nothing. */
  Request request() {
    return newCall().request();
  }

  @Override
  public PartnerCall<T> with(RequestOptions options) {
    return new ServiceCall<>(template, reader, Objects.requireNonNull(options, "options"), page);
  }

  @Override
  public T execute() {
    return executeWithResponse().value();
  }

  @Override
  public PartnerResponse<T> executeWithResponse() {
    RetryingCall call = newCall();
    return reader.read(call, call.run());
  }

  @Override
  public CompletableFuture<T> executeAsync() {
    return enqueue(PartnerResponse::value);
  }

  @Override
  public CompletableFuture<PartnerResponse<T>> executeWithResponseAsync() {
    return enqueue(Function.identity());
  }

  private <R> CompletableFuture<R> enqueue(Function<PartnerResponse<T>, R> result) {
    RetryingCall call;
    try {
      call = newCall();
    } catch (RuntimeException e) { // the client is closed, or a body can't be converted
      return CompletableFuture.failedFuture(e);
    }
    CallFuture<T, R> future = new CallFuture<>(call, reader, result);
    call.runAsync(future);
    return future;
  }

  private RetryingCall newCall() {
    RetryingCall call = RetryingCall.of(template.clone().request());
    if (page != null) {
      return call.factory().newCall(page.applyTo(call.request()), options);
    }
    return options.equals(RequestOptions.none()) ? call : call.withOptions(options);
  }

  private static final class CallFuture<T, R> extends CompletableFuture<R>
      implements AsyncDriver.Listener {
    private final RetryingCall call;
    private final ResponseReader<T> reader;
    private final Function<PartnerResponse<T>, R> result;
    private volatile boolean callEnded;

    CallFuture(
        RetryingCall call, ResponseReader<T> reader, Function<PartnerResponse<T>, R> result) {
      this.call = call;
      this.reader = reader;
      this.result = result;
      // the caller may end it by cancel, complete, orTimeout and others
      whenComplete((value, failure) -> cancelUnlessCallEnded());
    }

    /**
     * Cancels the call on the executor. This thread may be one that others wait for, such as the
     * JDK's timer.
     */
    private void cancelUnlessCallEnded() {
      if (!callEnded) {
        call.factory().executor.execute(call::cancel);
      }
    }

    @Override
    public void responded(Response response) {
      callEnded = true;
      if (isDone()) { // the caller has ended the future
        response.close();
        return;
      }
      try {
        if (!complete(result.apply(reader.read(call, response)))) {
          response.close(); // the caller has just ended the future
        }
      } catch (Throwable e) {
        completeExceptionally(e);
      }
    }

    @Override
    public void failed(Throwable failure) {
      callEnded = true;
      completeExceptionally(failure);
    }
  }
}
