package io.partnercenter.users.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operations of the control API. */
final class ControlApi {
  private final PartnerCenterSandbox sandbox;

  private ControlApi(PartnerCenterSandbox sandbox) {
    this.sandbox = sandbox;
  }

  static List<ControlOperation> of(PartnerCenterSandbox sandbox) {
    ControlApi api = new ControlApi(sandbox);
    return List.of(new ControlOperation("POST", "/provider-states", api::providerState));
  }

  /**
   * A Pact verifier sends the state in a body, or, as Pact JVM does by default, its name and each
   * of its parameters in the query. What it says beside that is not needed.
   */
  private Answer providerState(ControlRequest request) {
    String ids = request.query().parameter("ids");
    if (ids != null && !ids.equals("own")) {
      throw new InvalidFieldException("ids", "must be own, if it is given");
    }
    Map<String, Object> change = request.hasBody() ? request.body() : changeOf(request.query());
    if ("teardown".equals(change.get("action"))) {
      sandbox.reset();
      return Answer.json(200, Map.of());
    }
    Object state = change.get("state");
    if (state != null && !(state instanceof String)) {
      throw new InvalidFieldException("state", "is no text");
    }
    Object given = change.get("params");
    if (given != null && !(given instanceof Map)) {
      throw new InvalidFieldException("params", "is no object");
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    if (given != null) {
      ((Map<?, ?>) given).forEach((name, value) -> parameters.put((String) name, value));
    }
    if ("own".equals(ids)) {
      parameters.keySet().removeAll(ProviderState.IDS);
    }
    return Answer.json(
        200, sandbox.setProviderState(state == null ? "" : (String) state, parameters));
  }

  private static Map<String, Object> changeOf(Query query) {
    Map<String, Object> parameters = new LinkedHashMap<>(query.parameters());
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("state", parameters.remove("state"));
    change.put("action", parameters.remove("action"));
    parameters.remove("ids");
    change.put("params", parameters);
    return change;
  }
}
