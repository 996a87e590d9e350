package io.partnercenter.users.contract;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.compare.OpenApiDiffOptions;
import org.openapitools.openapidiff.core.model.Changed;
import org.openapitools.openapidiff.core.model.ChangedApiResponse;
import org.openapitools.openapidiff.core.model.ChangedContent;
import org.openapitools.openapidiff.core.model.ChangedHeaders;
import org.openapitools.openapidiff.core.model.ChangedList;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedParameter;
import org.openapitools.openapidiff.core.model.ChangedParameters;
import org.openapitools.openapidiff.core.model.ChangedRequestBody;
import org.openapitools.openapidiff.core.model.ChangedSchema;
import org.openapitools.openapidiff.core.model.ComposedChanged;
import org.openapitools.openapidiff.core.model.DiffResult;

/**
 * What the spec breaks for those who have its last release. They ignore what they don't know and
 * take enums as open, so more in a response breaks nothing; less in it, or more asked of a request,
 * does.
 */
final class SpecEvolution {
  static final Path RELEASED = Path.of("openapi/released/partner-center-users.yaml");

  private static final OpenApiDiffOptions OPTIONS =
      OpenApiDiffOptions.builder()
          .configProperty("incompatible.response.enum.increased", "false")
          // a promise more, which the tool takes for a break
          .configProperty("incompatible.response.header.required.increased", "false")
          // off unless asked for, though it refuses what was accepted
          .configProperty("incompatible.request.min.length.increased", "true")
          // the names within a path are promised too; the tool would let them change
          .pathMatcher(
              (path, candidates) ->
                  candidates.entrySet().stream()
                      .filter(candidate -> candidate.getKey().equals(path.getKey()))
                      .findFirst())
          .build();

  private final List<String> breaking = new ArrayList<>();

  private SpecEvolution() {}

  /**
   * The breaking changes that the version doesn't announce; none, and a word of it, if all is new.
   */
  static List<String> unannounced(Path released, Path current, PrintStream out) throws IOException {
    if (!Files.exists(released)) {
      out.println(released + " doesn't exist: without a release, no change of the spec breaks one");
      return List.of();
    }
    return unannounced(Files.readString(released), Files.readString(current));
  }

  /** The same of two specs as text. */
  static List<String> unannounced(String released, String current) {
    ChangedOpenApi changed = OpenApiCompare.fromContents(released, current, null, OPTIONS);
    if (major(changed.getNewSpecOpenApi()) > major(changed.getOldSpecOpenApi())) {
      return List.of();
    }
    SpecEvolution evolution = new SpecEvolution();
    changed
        .getMissingEndpoints()
        .forEach(
            endpoint ->
                evolution.breaking.add(
                    endpoint.getMethod() + " " + endpoint.getPathUrl() + ": removed"));
    changed
        .getChangedOperations()
        .forEach(
            operation ->
                evolution.collect(
                    operation.getHttpMethod() + " " + operation.getPathUrl(), operation));
    return evolution.breaking;
  }

  private static int major(OpenAPI spec) {
    return Integer.parseInt(spec.getInfo().getVersion().split("\\.")[0]);
  }

  private void collect(String place, Changed changed) {
    Collection<String> removed = removed(changed);
    removed.forEach(name -> breaking.add(place + " " + name + ": removed"));
    ComposedChanged composed = changed instanceof ComposedChanged c ? c : null;
    DiffResult own = composed == null ? changed.isChanged() : composed.isCoreChanged();
    if (removed.isEmpty() && own.isIncompatible()) {
      breaking.add(place + ": " + what(changed));
    }
    if (composed != null) {
      for (Changed part : composed.getChangedElements()) {
        if (part != null) {
          collect(place + name(composed, part), part);
        }
      }
    }
  }

  private static Collection<String> removed(Changed changed) {
    if (changed instanceof ChangedSchema schema) {
      // The tool misses these, but for the required ones of a response; yet a client that reads an
      // optional property loses it, and one that sends a property is refused or not heard.
      return schema.getMissingProperties().keySet();
    } else if (changed instanceof ChangedParameters parameters) {
      return parameters.getMissing().stream().map(Parameter::getName).toList();
    } else if (changed instanceof ChangedApiResponse responses) {
      return responses.getMissing().keySet();
    } else if (changed instanceof ChangedHeaders headers) {
      return headers.getMissing().keySet();
    } else if (changed instanceof ChangedContent content) {
      return content.getMissing().keySet();
    }
    return Set.of();
  }

  private static String what(Changed changed) {
    if (changed instanceof ChangedSchema schema) {
      return "was " + type(schema.getOldSchema()) + ", is " + type(schema.getNewSchema());
    } else if (changed instanceof ChangedParameters parameters) {
      return "new and required: "
          + parameters.getIncreased().stream()
              .filter(parameter -> Boolean.TRUE.equals(parameter.getRequired()))
              .map(Parameter::getName)
              .toList();
    } else if (changed instanceof ChangedParameter parameter && parameter.isChangeRequired()) {
      return "became required";
    }
    String kind =
        changed.getClass().getSimpleName().replaceFirst("Changed", "").toLowerCase(Locale.ROOT);
    return changed instanceof ChangedList<?> list
        ? kind + " was " + list.getOldValue() + ", is " + list.getNewValue()
        : kind + " changed";
  }

  private static String type(Schema<?> schema) {
    if (schema == null) {
      return "nothing";
    }
    return schema.getFormat() == null
        ? schema.getType()
        : schema.getType() + " (" + schema.getFormat() + ")";
  }

  private static String name(ComposedChanged whole, Changed part) {
    if (part instanceof ChangedRequestBody) {
      return " request";
    } else if (part instanceof ChangedParameter parameter) {
      return " " + parameter.getName();
    } else if (whole instanceof ChangedSchema schema && part == schema.getItems()) {
      return " []";
    }
    return parts(whole).entrySet().stream()
        .filter(entry -> entry.getValue() == part)
        .map(entry -> " " + entry.getKey())
        .findFirst()
        .orElse("");
  }

  private static Map<String, ? extends Changed> parts(ComposedChanged whole) {
    if (whole instanceof ChangedSchema schema) {
      return schema.getChangedProperties();
    } else if (whole instanceof ChangedApiResponse responses) {
      return responses.getChanged();
    } else if (whole instanceof ChangedHeaders headers) {
      return headers.getChanged();
    }
    return Map.of();
  }
}
