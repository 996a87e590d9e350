package io.partnercenter.users;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call of one operation of the service, ready to be executed. Every method of a generated
 * interface gives one, see {@link PartnerCenter#api}.
 *
 * <pre>{@code
 * PartnerCall<CustomerUser> call = partner.api(UsersApi.class).getCustomerUser(customerId, userId);
 * CustomerUser user = call.execute();
 * CustomerUser again = call.with(RequestOptions.builder().locale("sv-SE").build()).execute();
 * }</pre>
 *
 * <p>A PartnerCall is immutable and thread-safe. It can be executed any number of times: each time
 * is a new call with ids of its own, unless the options give them.
 *
 * <p>The blocking methods throw, and the futures complete with:
 *
 * <ul>
 *   <li>{@link PartnerServiceException} if the service answered with another status than success,
 *   <li>{@link PartnerConnectionException} if no usable response was received, its subclass {@link
 *       PartnerTimeoutException} if it was not received in time,
 *   <li>{@link PartnerResponseException} if a successful response breaks the contract,
 *   <li>{@link PartnerAuthenticationException} if there was no access token,
 *   <li>{@link IllegalStateException} after {@link PartnerCenter#close()},
 *   <li>what an interceptor or an event listener of the caller threw, if that was unchecked.
 * </ul>
 *
 * <p>Transient failures are retried first, see {@link RetryPolicy}.
 *
 * <p>If an interrupt ends a blocking method, it throws a {@link PartnerConnectionException} and the
 * thread stays interrupted. An async method returns at once, unless the {@link AccessTokenProvider}
 * blocks. Cancelling its future, or completing it, cancels the call.
 *
 * @param <T> the type of the response's value; {@link Void} if the operation has none, and then the
 *     value is null
 */
public interface PartnerCall<T extends @Nullable Object> {
  /**
   * The same call with these options, in place of all that it had.
   *
   * @param options what is set for this call alone
   */
  PartnerCall<T> with(RequestOptions options);

  /** Executes the call on this thread and gives the value of the response. */
  T execute();

  /** Executes the call on this thread and gives the whole response. */
  PartnerResponse<T> executeWithResponse();

  /** Executes the call without blocking a thread and gives the value of the response. */
  CompletableFuture<T> executeAsync();

  /** Executes the call without blocking a thread and gives the whole response. */
  CompletableFuture<PartnerResponse<T>> executeWithResponseAsync();
}
