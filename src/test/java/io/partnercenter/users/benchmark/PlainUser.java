package io.partnercenter.users.benchmark;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** A user or an update, as a class for libraries that read fields by reflection. */
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

  /** Returns the same update as {@link Sample#update}. */
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
