package io.partnercenter.users.internal;

import io.partnercenter.users.PartnerCall;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.RequestOptions;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

/**
 * A {@link PartnerCall} on top of Retrofit: Retrofit makes the request, {@link RetryingCall} runs.
 */
final class ServiceCall<T> implements PartnerCall<T> {
  private final retrofit2.Call<T> template;
  private final ResponseReader<T> reader;
  private final RequestOptions options;

  /**
   * @param template only cloned, never executed
   */
  ServiceCall(retrofit2.Call<T> template, ResponseReader<T> reader) {
    this(template, reader, RequestOptions.none());
  }

  private ServiceCall(
      retrofit2.Call<T> template, ResponseReader<T> reader, RequestOptions options) {
    this.template = template;
    this.reader = reader;
    this.options = options;
  }

  @Override
  public PartnerCall<T> with(RequestOptions options) {
    return new ServiceCall<>(template, reader, Objects.requireNonNull(options, "options"));
  }

  @Override
  public T execute() {
    return executeWithResponse().value();
  }

  @Override
  public PartnerResponse<T> executeWithResponse() {
    RetryingCall call = newCall();
    try {
      return reader.read(call.execute());
    } catch (IOException e) {
      throw CallFailedException.unwrap(e);
    }
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
    call.enqueue(future);
    return future;
  }

  private RetryingCall newCall() {
    RetryingCall call = RetryingCall.of(template.clone().request());
    return options.equals(RequestOptions.none()) ? call : call.withOptions(options);
  }

  private static final class CallFuture<T, R> extends CompletableFuture<R> implements Callback {
    private final RetryingCall call;
    private final ResponseReader<T> reader;
    private final Function<PartnerResponse<T>, R> result;

    CallFuture(
        RetryingCall call, ResponseReader<T> reader, Function<PartnerResponse<T>, R> result) {
      this.call = call;
      this.reader = reader;
      this.result = result;
    }

    @Override
    public void onResponse(Call call, Response response) {
      try {
        complete(result.apply(reader.read(response)));
      } catch (RuntimeException e) {
        completeExceptionally(e);
      }
    }

    @Override
    public void onFailure(Call call, IOException e) {
      completeExceptionally(CallFailedException.unwrap(e));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean cancelled = super.cancel(mayInterruptIfRunning);
      if (cancelled) {
        call.cancel();
      }
      return cancelled;
    }
  }
}
