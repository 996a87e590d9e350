package io.partnercenter.users.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All that must be so between a spec and the committed contract. */
final class ContractCheck {
  private final List<PactInteraction> interactions = PactInteraction.written();
  private final Map<String, String> notPinned = ContractFiles.notPinned();
  private final List<String> constraints = ContractFiles.constraints();

  /** What isn't so, by the first of the checks that finds anything; empty if all is well. */
  List<String> problems(String spec) {
    SpecCheck check;
    try {
      check = new SpecCheck(spec);
    } catch (RuntimeException e) { // of the parser
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
