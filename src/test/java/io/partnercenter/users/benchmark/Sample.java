package io.partnercenter.users.benchmark;

import com.squareup.moshi.JsonReader;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.io.IOException;
import java.util.UUID;
import okio.Buffer;

/** The measured exchange: an update of several details, and the user that the server returns. */
final class Sample {
  static final String TOKEN = "eyJ0".repeat(400); // as long as a real token
  static final String APPLICATION = "contoso-onboarding";
  static final UUID CUSTOMER = UUID.fromString("eebd1b55-5360-4438-a11d-5c06918c3014");
  static final UUID USER = UUID.fromString("4b10bf41-ab11-40e3-8c53-cd67849b50de");

  private Sample() {}

  /**
   * Returns the id of a different customer for each number.
   *
   * @param group the first digits of the id, which separate these customers from others
   */
  static UUID customer(long group, int number) {
    return new UUID(group << 32, number);
  }

  /**
   * Returns the body of the PATCH.
   *
   * @param extra the number of characters that are added to the usual name
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

  /** Returns the response to {@link #update}: a user that is synchronized from a directory. */
  static String response(int extra) {
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

  /** Returns the user in {@link #response}. */
  static CustomerUser user(int extra) {
    try {
      return HandWrittenCodec.read(JsonReader.of(new Buffer().writeUtf8(response(extra))));
    } catch (IOException e) {
      throw new AssertionError(e); // can't happen: the buffer is in memory
    }
  }

  private static String name(int extra) {
    return "DisplayNameChange" + "x".repeat(extra);
  }
}
