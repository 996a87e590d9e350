package io.partnercenter.users.bulk;

import io.partnercenter.users.AccessTokenProvider;
import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.RetryPolicy;
import io.partnercenter.users.bulk.ChangeOutcome.Status;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server, a client of it, and bulk updates whose outcomes are collected. */
abstract class BulkUpdateTestBase {
  static final UUID CUSTOMER = new UUID(1, 0);
  static final UUID OTHER_CUSTOMER = new UUID(2, 0);

  final List<ChangeOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());
  HeldServer server;
  PartnerCenter partner;

  @BeforeEach
  void start() throws IOException {
    server = new HeldServer();
    partner = client(AccessTokens.of("t"));
  }

  @AfterEach
  void stop() throws IOException {
    partner.close();
    server.close();
  }

  final PartnerCenter client(AccessTokenProvider tokens) {
    return PartnerCenter.builder()
        .baseUrl(server.baseUrl())
        .accessTokens(tokens)
        .retries(RetryPolicy.builder().maxAttempts(2).build())
        .build();
  }

  final BulkUpdate bulk(int maxInFlight) {
    return bulk(maxInFlight, outcome -> {});
  }

  final BulkUpdate bulk(int maxInFlight, Consumer<ChangeOutcome> listener) {
    return BulkUpdate.builder(partner)
        .maxInFlight(maxInFlight)
        .onOutcome(
            outcome -> {
              outcomes.add(outcome);
              listener.accept(outcome);
            })
        .build();
  }

  static UUID user(int number) {
    return new UUID(0, number);
  }

  static UserChange change(UUID customer, int user, String country) {
    return UserChange.of(
        customer, user(user), CustomerUserUpdate.builder().usageLocation(country).build());
  }

  static UserChange change(int user) {
    return change(CUSTOMER, user, "SE");
  }

  static List<UserChange> changes(int count) {
    return IntStream.range(0, count).mapToObj(BulkUpdateTestBase::change).toList();
  }

  final List<Status> statuses() {
    return outcomes.stream().map(ChangeOutcome::status).toList();
  }

  static CompletableFuture<BulkSummary> runAsync(BulkUpdate bulk, Iterable<UserChange> input) {
    return CompletableFuture.supplyAsync(() -> bulk.run(input), task -> new Thread(task).start());
  }
}
