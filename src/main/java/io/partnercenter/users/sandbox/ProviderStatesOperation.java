package io.partnercenter.users.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The operation with which a Pact verifier sets a provider state by HTTP. The verifier sends the
 * state in a body or, as Pact JVM does by default, in the query: the name of the state and each of
 * its parameters.
 */
final class ProviderStatesOperation {
  private final PartnerCenterSandbox sandbox;

  ProviderStatesOperation(PartnerCenterSandbox sandbox) {
    this.sandbox = sandbox;
  }

  Response perform(ControlRequest request) {
    boolean ownIds = "own".equals(request.query().parameter("ids"));
    if (!ownIds && request.query().parameter("ids") != null) {
      throw new InvalidFieldException("ids", "ids must be own if it is present");
    }
    Map<String, Object> change = request.hasBody() ? request.anyBody() : changeOf(request.query());
    String action = text(change, "action");
    if (action.equals("teardown")) {
      sandbox.reset();
      return Response.json(200, Map.of());
    }
    if (!action.isEmpty() && !action.equals("setup")) {
      throw new InvalidFieldException("action", "action must be setup or teardown");
    }
    Map<String, Object> parameters = parameters(change);
    if (ownIds) {
      parameters.keySet().removeAll(ProviderState.IDS);
    }
    return Response.json(200, sandbox.setProviderState(text(change, "state"), parameters));
  }

  private static Map<String, Object> changeOf(Query query) {
    Map<String, Object> parameters = new LinkedHashMap<>(query.parameters());
    Map<String, Object> change = new LinkedHashMap<>();
    for (String name : new String[] {"state", "action"}) {
      Object value = parameters.remove(name);
      if (value != null) {
        change.put(name, value);
      }
    }
    parameters.remove("ids");
    change.put("params", parameters);
    return change;
  }

  /** Returns the text of a field, which is empty if the field is missing or null. */
  private static String text(Map<String, Object> change, String name) {
    Object value = change.get(name);
    if (value != null && !(value instanceof String)) {
      throw new InvalidFieldException(name, name + " must be a text");
    }
    return value == null ? "" : (String) value;
  }

  private static Map<String, Object> parameters(Map<String, Object> change) {
    Object params = change.get("params");
    if (params != null && !(params instanceof Map)) {
      throw new InvalidFieldException("params", "params must be an object");
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    if (params != null) {
      ((Map<?, ?>) params).forEach((name, value) -> parameters.put((String) name, value));
    }
    return parameters;
  }
}
