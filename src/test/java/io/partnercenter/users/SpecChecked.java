package io.partnercenter.users;

import io.partnercenter.users.sandbox.PartnerCenterSandboxExtension;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Marks a test class that has a {@link PartnerCenterSandboxExtension}, as tests of the library's
 * users have: after each test, the sandbox's requests and responses are checked against the spec.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(SpecChecked.Check.class)
public @interface SpecChecked {
  /** Checks the exchanges before the extension stops or resets its sandbox. */
  final class Check implements AfterTestExecutionCallback {
    @Override
    public void afterTestExecution(ExtensionContext context) {
      context.getRequiredTestInstances().getAllInstances().stream()
          .flatMap(instance -> Stream.of(instance, instance.getClass()))
          .flatMap(Check::sandboxes)
          .forEach(each -> SpecCheckedSandbox.check(each.sandbox().exchanges(), false));
    }

    private static Stream<PartnerCenterSandboxExtension> sandboxes(Object owner) {
      return (owner instanceof Class<?> type
              ? AnnotationSupport.findAnnotatedFieldValues(
                  type, RegisterExtension.class, PartnerCenterSandboxExtension.class)
              : AnnotationSupport.findAnnotatedFieldValues(
                  owner, RegisterExtension.class, PartnerCenterSandboxExtension.class))
          .stream();
    }
  }
}
