package io.partnercenter.users;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call of one operation of the service, ready to be executed. Every method of a generated
 * interface returns a PartnerCall, see {@link PartnerCenter#api}.
 *
 * <pre>{@code
 * PartnerCall<CustomerUser> call = partner.api(UsersApi.class).getCustomerUser(customerId, userId);
 * CustomerUser user = call.execute();
 * CustomerUser again = call.with(RequestOptions.builder().locale("sv-SE").build()).execute();
 * }</pre>
 *
 * <p>A PartnerCall is immutable and thread-safe. It can be executed any number of times. Each
 * execution is a new call with new ids, unless the options set the ids.
 *
 * <p>The blocking methods throw these exceptions, and the futures complete with them:
 *
 * <ul>
 *   <li>{@link PartnerServiceException} if the service responded with a status other than success,
 *   <li>{@link PartnerConnectionException} if no usable response was received; its subclass {@link
 *       PartnerTimeoutException} if none was received in time,
 *   <li>{@link PartnerResponseException} if a successful response breaks the contract,
 *   <li>{@link PartnerAuthenticationException} if there was no access token,
 *   <li>{@link IllegalStateException} after {@link PartnerCenter#close()},
 *   <li>the exception that an interceptor or an event listener of the caller threw, if it is
 *       unchecked.
 * </ul>
 *
 * <p>Before a call fails, transient failures are retried, see {@link RetryPolicy}.
 *
 * <p>If an interrupt ends a blocking method, the method throws a {@link PartnerConnectionException}
 * and the thread stays interrupted. An async method returns at once, unless the {@link
 * AccessTokenProvider} blocks. Cancelling or completing its future cancels the call.
 *
 * @param <T> the type of the response's value; {@link Void} if the operation has no value: the
 *     value is then null
 */
public interface PartnerCall<T extends @Nullable Object> {
  /**
   * Returns the same call with these options, which replace all previous options.
   *
   * @param options the options for this call only
   */
  PartnerCall<T> with(RequestOptions options);

  /** Executes the call on the calling thread and returns the value of the response. */
  T execute();

  /** Executes the call on the calling thread and returns the whole response. */
  PartnerResponse<T> executeWithResponse();

  /**
   * Executes the call without blocking a thread. The future completes with the value of the
   * response.
   */
  CompletableFuture<T> executeAsync();

  /** Executes the call without blocking a thread. The future completes with the whole response. */
  CompletableFuture<PartnerResponse<T>> executeWithResponseAsync();
}
