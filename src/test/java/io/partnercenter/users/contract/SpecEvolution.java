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
 * Finds the changes of the spec that break the users of its last release. They ignore unknown
 * properties and treat enums as open, so an addition to a response breaks nothing. A removal from a
 * response, or a stricter rule for a request, does.
 */
final class SpecEvolution {
  static final Path RELEASED = Path.of("openapi/released/partner-center-users.yaml");

  private static final OpenApiDiffOptions OPTIONS =
      OpenApiDiffOptions.builder()
          .configProperty("incompatible.response.enum.increased", "false")
          // the tool takes this for a break, but it is one promise more
          .configProperty("incompatible.response.header.required.increased", "false")
          // off by default, although a longer minimum refuses what was accepted
          .configProperty("incompatible.request.min.length.increased", "true")
          // the names in a path are promised too; the tool's own matcher lets them change
          .pathMatcher(
              (path, candidates) ->
                  candidates.entrySet().stream()
                      .filter(candidate -> candidate.getKey().equals(path.getKey()))
                      .findFirst())
          .build();

  private final List<String> breaking = new ArrayList<>();

  private SpecEvolution() {}

  /**
   * Returns the breaking changes that the version doesn't announce. Without a release there are
   * none, and a printed line says so.
   */
  static List<String> unannounced(Path released, Path current, PrintStream out) throws IOException {
    if (!Files.exists(released)) {
      out.println(released + " doesn't exist: without a release, no change of the spec breaks one");
      return List.of();
    }
    return unannounced(Files.readString(released), Files.readString(current));
  }

  /** Returns the same for two specs as text. */
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
      breaking.add(place + ": " + describe(changed));
    }
    if (composed != null) {
      for (Changed part : composed.getChangedElements()) {
        if (part != null) {
          collect(place + nameOf(part, composed), part);
        }
      }
    }
  }

  private static Collection<String> removed(Changed changed) {
    if (changed instanceof ChangedSchema schema) {
      // The tool reports only the required properties of a response. But a client that reads an
      // optional property loses it, and one that sends a removed property is refused or ignored.
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

  private static String describe(Changed changed) {
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

  private static String nameOf(Changed part, ComposedChanged whole) {
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
