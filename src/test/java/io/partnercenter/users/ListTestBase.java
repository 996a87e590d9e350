package io.partnercenter.users;

import io.partnercenter.users.model.CustomerUser;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sets up a sandbox and the users of one customer. */
abstract class ListTestBase {
  static final UUID CUSTOMER = UUID.fromString("5e6ae4a6-9c6b-4a8b-8f0a-5b0d0e0c7f11");

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  UsersHandle users() {
    return sandbox.client().customers().byId(CUSTOMER).users();
  }

  static ListUsers pageSize(int size) {
    return ListUsers.builder().pageSize(size).build();
  }

  static List<UUID> idsOf(Paged<CustomerUser> list) {
    return list.stream().map(CustomerUser::getId).collect(Collectors.toList());
  }

  int requests() {
    return sandbox.get().exchanges().size();
  }

  List<String> headers(String name) {
    return sandbox.get().exchanges().stream()
        .map(exchange -> exchange.requestHeaders().get(name).get(0))
        .collect(Collectors.toList());
  }
}
