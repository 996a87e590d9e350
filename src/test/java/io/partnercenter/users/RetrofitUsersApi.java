package io.partnercenter.users;

import io.partnercenter.users.model.CustomerUser;
import java.util.UUID;
import retrofit2.Call;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.Tag;

/** An interface as a user of the library writes it, with Retrofit's own Call. */
interface RetrofitUsersApi {
  @GET("v1/customers/{customer-tenant-id}/users/{user-id}")
  Call<CustomerUser> get(@Path("customer-tenant-id") UUID customer, @Path("user-id") UUID user);

  @GET("v1/customers/{customer-tenant-id}/users/{user-id}")
  Call<CustomerUser> get(
      @Path("customer-tenant-id") UUID customer,
      @Path("user-id") UUID user,
      @Tag RequestOptions options);
}
