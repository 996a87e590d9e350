package io.partnercenter.users.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The outcomes of PATCH requests by request id, by which each PATCH is carried out only once. The
 * service documents that a request id makes a call idempotent, but not what happens if two
 * different requests have the same id: the rule for that case is this project's own.
 */
final class IdempotencyCache {
  static final int REMEMBERED = 10_000;

  private final Map<UUID, Outcome> outcomes =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Outcome> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Carries out one operation at a time: the second of two requests with the same id waits for the
   * outcome of the first.
   */
  synchronized Response once(UUID id, List<String> content, Supplier<Response> operation) {
    Outcome first = outcomes.get(id);
    if (first == null) {
      Response response = operation.get();
      outcomes.put(id, new Outcome(content, response));
      return response;
    }
    return first.content.equals(content)
        ? first.response
        : Response.error(400, "800002", "The request id was used for another request.");
  }

  private static final class Outcome {
    private final List<String> content;
    private final Response response;

    Outcome(List<String> content, Response response) {
      this.content = content;
      this.response = response;
    }
  }
}
