package io.partnercenter.users.sandbox;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The conditions under which a request is refused, whatever it contains. */
final class Conditions {
  private static final Response NO_RELATIONSHIP =
      Response.error(403, "20002", "The partner has no commerce relationship with the customer.");
  private static final Response NO_RIGHT =
      Response.error(403, "900150", "The role has no right to the operation.");

  private final Set<UUID> endedRelationships = ConcurrentHashMap.newKeySet();
  private volatile boolean roleWithdrawn;
  private volatile int staleEtagStatus = 400;
  private volatile @Nullable Response outage;

  void endRelationship(UUID customerId) {
    endedRelationships.add(customerId);
  }

  void resumeRelationship(UUID customerId) {
    endedRelationships.remove(customerId);
  }

  void withdrawRole() {
    roleWithdrawn = true;
  }

  void grantRole() {
    roleWithdrawn = false;
  }

  void startOutage(int status) {
    if (status != 500 && status != 503) {
      throw new IllegalArgumentException("status must be 500 or 503, was " + status);
    }
    outage =
        Response.error(
            status,
            status == 500 ? "An internal error occurred." : "The service is not available.");
  }

  void endOutage() {
    outage = null;
  }

  void respondToStaleEtagsWith(int status) {
    staleEtagStatus = status;
  }

  Response staleEtag() {
    return Response.error(staleEtagStatus, "2055", "The ETag is no longer valid.");
  }

  @Nullable Response outage(Request request) {
    return outage;
  }

  @Nullable Response relationship(Request request) {
    return endedRelationships.contains(request.customerId()) ? NO_RELATIONSHIP : null;
  }

  @Nullable Response role(Request request) {
    return roleWithdrawn ? NO_RIGHT : null;
  }
}
