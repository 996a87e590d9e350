package io.partnercenter.users.console;

import com.squareup.moshi.Moshi;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.internal.text.MaskedJson;
import io.partnercenter.users.internal.text.SafeText;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.ModelJsonAdapters;
import io.partnercenter.users.model.ResourceAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The differences between two states of a user, one line for each property. */
final class UserChanges {
  private static final Moshi MOSHI = new Moshi.Builder().add(new ModelJsonAdapters()).build();

  private UserChanges() {}

  static List<String> between(CustomerUser before, CustomerUser after) {
    Map<String, String> old = flatten(before);
    Map<String, String> now = flatten(after);
    Set<String> names = new LinkedHashSet<>(now.keySet());
    names.addAll(old.keySet());
    List<String> changes = new ArrayList<>();
    for (String name : names) {
      if (!Objects.equals(old.get(name), now.get(name))) {
        changes.add(
            String.format(
                "%-36s %s → %s",
                name, old.getOrDefault(name, "(none)"), now.getOrDefault(name, "(none)")));
      }
    }
    return changes;
  }

  /** Returns the ETag of the header, or else of the user; null if the service sent none. */
  static @Nullable String etag(PartnerResponse<CustomerUser> response) {
    String header = response.header("ETag");
    ResourceAttributes attributes = response.value().getAttributes();
    return header != null || attributes == null ? header : attributes.getEtag();
  }

  /** Returns the properties that are set, by their path, with secrets masked. */
  static Map<String, String> flatten(CustomerUser user) {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", toJsonValue(user), flat);
    return flat;
  }

  static String toJson(CustomerUser user) {
    return MOSHI.adapter(CustomerUser.class).toJson(user);
  }

  static String toJson(CustomerUserUpdate update) {
    return MOSHI.adapter(CustomerUserUpdate.class).toJson(update);
  }

  static @Nullable Object toJsonValue(CustomerUser user) {
    return MOSHI.adapter(CustomerUser.class).toJsonValue(user);
  }

  private static void flatten(String path, @Nullable Object value, Map<String, String> flat) {
    if (value instanceof Map) {
      ((Map<?, ?>) value)
          .forEach(
              (name, child) ->
                  flatten(
                      path.isEmpty() ? name.toString() : path + "." + name,
                      MaskedJson.isSecret(name.toString()) ? SafeText.MASK : child,
                      flat));
    } else {
      flat.put(path, String.valueOf(value));
    }
  }
}
