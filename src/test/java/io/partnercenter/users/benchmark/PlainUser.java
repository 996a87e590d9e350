package io.partnercenter.users.benchmark;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** A user, or an update of one, as a library that reflects on fields likes it. */
final class PlainUser {
  String usageLocation;
  UUID id;
  String displayName;
  String firstName;
  String lastName;
  String userPrincipalName;
  String immutableId;
  String phoneNumber;
  Password passwordProfile;
  OffsetDateTime lastDirectorySyncTime;
  OffsetDateTime softDeletionTime;
  String userDomainType;
  String state;
  Links links;
  Attributes attributes;

  /** As {@link Sample#update}. */
  static PlainUser update() {
    PlainUser update = new PlainUser();
    update.usageLocation = "US";
    update.displayName = "DisplayNameChange";
    update.firstName = "FirstNameChange";
    update.lastName = "LastNameChange";
    update.userPrincipalName = "emailidchange@abcdefgh1234.ccsctp.net";
    update.attributes = new Attributes();
    update.attributes.objectType = "CustomerUser";
    return update;
  }

  static final class Password {
    String password;
    Boolean forceChangePassword;
  }

  static final class Links {
    Link self;
    Link next;
    Link previous;
  }

  static final class Link {
    String uri;
    String method;
    List<Header> headers;
  }

  static final class Header {
    String key;
    String value;
  }

  static final class Attributes {
    String etag;
    String objectType;
  }
}
