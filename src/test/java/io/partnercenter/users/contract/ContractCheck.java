package io.partnercenter.users.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks that a spec agrees with the contract and with the committed lists. */
final class ContractCheck {
  private final List<PactInteraction> interactions = PactInteraction.written();
  private final Map<String, String> notPinned = ContractFiles.notPinned();
  private final List<String> constraints = ContractFiles.constraints();

  /** Returns what the first failing check finds; empty if the spec agrees. */
  List<String> problems(String spec) {
    SpecCheck check;
    try {
      check = new SpecCheck(spec);
    } catch (RuntimeException e) { // the parser's
      return List.of("the spec can't be read: " + e.getMessage());
    }
    List<String> problems = new ArrayList<>();
    for (PactInteraction each : interactions) {
      check.problems(each).forEach(problem -> problems.add(each.description() + ": " + problem));
    }
    if (problems.isEmpty()) {
      Set<String> open = Coverage.open(Coverage.of(check.tree(), interactions));
      difference(problems, "not pinned", open, notPinned.keySet());
    }
    if (problems.isEmpty()) {
      difference(
          problems,
          "refused",
          Set.copyOf(Constraints.of(check, interactions)),
          Set.copyOf(constraints));
    }
    return problems;
  }

  private static void difference(
      List<String> problems, String what, Set<String> found, Set<String> expected) {
    Set<String> more = new TreeSet<>(found);
    more.removeAll(expected);
    more.forEach(each -> problems.add(what + ", unexpectedly: " + each));
    Set<String> less = new TreeSet<>(expected);
    less.removeAll(found);
    less.forEach(each -> problems.add(what + " no longer: " + each));
  }
}
