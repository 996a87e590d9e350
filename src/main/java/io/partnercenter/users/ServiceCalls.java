package io.partnercenter.users;

import com.squareup.moshi.JsonDataException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/** Runs a generated call, sync or async, and gives its answer or the exception of this library. */
final class ServiceCalls {
  private ServiceCalls() {}

  static <T> PartnerResponse<T> execute(Call<T> call) {
    try {
      return answer(call.execute());
    } catch (IOException | JsonDataException e) {
      throw failure(call, e);
    }
  }

  /** The future's cancel cancels the call. */
  static <T> CompletableFuture<PartnerResponse<T>> enqueue(Call<T> call) {
    return enqueue(call, Function.identity());
  }

  /** As {@link #enqueue}, without what else was answered. */
  static <T> CompletableFuture<T> enqueueForValue(Call<T> call) {
    return enqueue(call, PartnerResponse::value);
  }

  private static <T, R> CompletableFuture<R> enqueue(
      Call<T> call, Function<PartnerResponse<T>, R> result) {
    CallFuture<T, R> future = new CallFuture<>(call, result);
    call.enqueue(future);
    return future;
  }

  private static <T> PartnerResponse<T> answer(Response<T> response) throws IOException {
    okhttp3.Request request = response.raw().request();
    if (!response.isSuccessful()) {
      ResponseBody body = response.errorBody();
      String text = body == null ? "" : body.string();
      throw new CallFailedException(Failures.refused(request, response.code(), text));
    }
    T value = response.body();
    if (value == null) {
      throw Failures.brokenContract(
          request, "status " + response.code() + " without a value", null);
    }
    return new PartnerResponse<>(
        value, response.code(), response.headers(), CallContext.of(request));
  }

  /**
   * All IOExceptions from below travel in the carrier; another one is of the JSON that was read.
   */
  private static PartnerException failure(Call<?> call, Exception e) {
    if (e instanceof CallFailedException) {
      return ((CallFailedException) e).failure();
    }
    Redaction redaction = Redaction.of(call.request());
    return Failures.brokenContract(
            call.request(),
            "the answer breaks the contract: " + redaction.apply(String.valueOf(e.getMessage())),
            redaction.apply(e))
        .failure();
  }

  private static final class CallFuture<T, R> extends CompletableFuture<R> implements Callback<T> {
    private final Call<T> call;
    private final Function<PartnerResponse<T>, R> result;

    CallFuture(Call<T> call, Function<PartnerResponse<T>, R> result) {
      this.call = call;
      this.result = result;
    }

    @Override
    public void onResponse(Call<T> call, Response<T> response) {
      try {
        complete(result.apply(answer(response)));
      } catch (IOException e) {
        completeExceptionally(failure(call, e));
      }
    }

    @Override
    public void onFailure(Call<T> call, Throwable error) {
      boolean ours = error instanceof IOException || error instanceof JsonDataException;
      completeExceptionally(ours ? failure(call, (Exception) error) : error);
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
