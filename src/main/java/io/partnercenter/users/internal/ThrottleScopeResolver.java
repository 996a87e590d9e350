package io.partnercenter.users.internal;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Request;
import retrofit2.Invocation;
import retrofit2.http.Path;

/**
 * Finds the throttle scope of a request: the value of the path parameter that the spec marks as
 * one.
 */
final class ThrottleScopeResolver {
  /** The scope of calls without that parameter. */
  private static final String NO_CUSTOMER = "";

  private static final int NONE = -1;

  /** Belongs to one client and not to the JVM: a Method keeps its class loader in memory. */
  private final Map<Method, Integer> indexes = new ConcurrentHashMap<>();

  String of(Request request) {
    Invocation invocation = request.tag(Invocation.class);
    if (invocation == null) {
      return NO_CUSTOMER;
    }
    int index = indexes.computeIfAbsent(invocation.method(), ThrottleScopeResolver::indexIn);
    return index == NONE
        ? NO_CUSTOMER
        : String.valueOf(invocation.arguments().get(index)).toLowerCase(Locale.ROOT);
  }

  private static int indexIn(Method method) {
    Annotation[][] annotations = method.getParameterAnnotations();
    for (int i = 0; i < annotations.length; i++) {
      for (Annotation annotation : annotations[i]) {
        if (annotation instanceof Path
            && ((Path) annotation).value().equals(WireConstants.THROTTLE_SCOPE)) {
          return i;
        }
      }
    }
    return NONE;
  }
}
