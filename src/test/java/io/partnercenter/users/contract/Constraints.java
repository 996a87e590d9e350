package io.partnercenter.users.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lists which errors a spec refuses, for each place of the interactions. Valid interactions alone
 * can't show that a spec has become looser.
 */
final class Constraints {
  private Constraints() {}

  /**
   * Returns a line for each place in the requests and responses of each operation. A place is tried
   * in the first interaction that has it.
   */
  static List<String> of(SpecCheck spec, List<PactInteraction> interactions) {
    Map<String, List<String>> refused = new LinkedHashMap<>();
    for (PactInteraction interaction : interactions) {
      String operation = interaction.operationId(spec.tree());
      BrokenInteraction.allOf(interaction).stream()
          .collect(
              Collectors.groupingBy(
                  BrokenInteraction::place, LinkedHashMap::new, Collectors.toList()))
          .forEach(
              (place, all) ->
                  refused.computeIfAbsent(operation + " " + place, p -> refused(spec, all)));
    }
    List<String> lines = new ArrayList<>();
    refused.forEach(
        (place, how) ->
            lines.add(
                place
                    + (how.isEmpty()
                        ? " may be anything"
                        : " may not be " + String.join(", ", how))));
    return lines.stream().sorted().toList();
  }

  private static List<String> refused(SpecCheck spec, List<BrokenInteraction> broken) {
    return broken.stream()
        .filter(each -> isRefused(spec, each))
        .map(BrokenInteraction::how)
        .toList();
  }

  static boolean isRefused(SpecCheck spec, BrokenInteraction broken) {
    List<String> problems =
        broken.ofRequest()
            ? spec.requestProblems(broken.interaction())
            : spec.responseProblems(broken.interaction());
    return !problems.isEmpty();
  }
}
