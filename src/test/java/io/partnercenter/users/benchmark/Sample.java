package io.partnercenter.users.benchmark;

import com.squareup.moshi.JsonReader;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.io.IOException;
import java.util.UUID;
import okio.Buffer;

/** The exchange that is measured: an update of several details, and the user in response to it. */
final class Sample {
  static final String TOKEN = "eyJ0".repeat(400); // as long as a real one
  static final String APPLICATION = "contoso-onboarding";
  static final UUID CUSTOMER = UUID.fromString("eebd1b55-5360-4438-a11d-5c06918c3014");
  static final UUID USER = UUID.fromString("4b10bf41-ab11-40e3-8c53-cd67849b50de");

  private Sample() {}

  /**
   * A customer of its own for each number.
   *
   * @param group tells such customers from others, in the first digits of the id
   */
  static UUID customer(long group, int number) {
    return new UUID(group << 32, number);
  }

  /**
   * The body of the PATCH.
   *
   * @param extra by how many characters the name is longer than usual
   */
  static CustomerUserUpdate update(int extra) {
    return CustomerUserUpdate.builder()
        .usageLocation("US")
        .displayName(name(extra))
        .firstName("FirstNameChange")
        .lastName("LastNameChange")
        .userPrincipalName("emailidchange@abcdefgh1234.ccsctp.net")
        .build();
  }

  /** The response to {@link #update}, of a user that is kept in step with an own directory. */
  static String answer(int extra) {
    return """
    {"usageLocation":"US","id":"%s","userPrincipalName":"emailidchange@abcdefgh1234.ccsctp.net",\
    "firstName":"FirstNameChange","lastName":"LastNameChange","displayName":"%s",\
    "immutableId":"7cMDNKvvmEiNTqTCVCTDuQ==","phoneNumber":"+46 8 123 456",\
    "lastDirectorySyncTime":"2016-06-24T22:00:25Z","softDeletionTime":null,\
    "userDomainType":"none","state":"active",\
    "links":{"self":{"uri":"/customers/%s/users/%s","method":"GET","headers":[]}},\
    "attributes":{"etag":"2f1c7d9e","objectType":"CustomerUser"}}"""
        .formatted(USER, name(extra), CUSTOMER, USER);
  }

  /** What {@link #answer} says. */
  static CustomerUser user(int extra) {
    try {
      return HandWrittenCodec.read(JsonReader.of(new Buffer().writeUtf8(answer(extra))));
    } catch (IOException e) {
      throw new AssertionError(e); // it is in memory
    }
  }

  private static String name(int extra) {
    return "DisplayNameChange" + "x".repeat(extra);
  }
}
