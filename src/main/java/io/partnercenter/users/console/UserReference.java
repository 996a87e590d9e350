package io.partnercenter.users.console;

import io.partnercenter.users.UserHandle;
import io.partnercenter.users.UsersHandle;
import io.partnercenter.users.model.CustomerUser;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** A user as a person refers to it: by object id or by user principal name. */
final class UserReference {
  static final String PARAM_LABEL = "GUID|NAME";

  private final @Nullable UUID id;
  private final String text;

  private UserReference(@Nullable UUID id, String text) {
    this.id = id;
    this.text = text;
  }

  /** Parses a reference. A text with an at sign is a name. */
  static UserReference parse(String text) {
    if (text.indexOf('@') > 0) {
      return new UserReference(null, text);
    }
    try {
      return new UserReference(Guid.parse(text), text);
    } catch (TypeConversionException e) {
      throw new TypeConversionException(e.getMessage() + " or user principal name");
    }
  }

  boolean isName() {
    return id == null;
  }

  /** Returns the object id; null if the user is given by name. */
  @Nullable UUID id() {
    return id;
  }

  /** Returns the reference as the person wrote it. */
  String text() {
    return text;
  }

  /**
   * Returns the user. A name is looked up in the list of the active users, which may take many
   * calls.
   *
   * @throws NoSuchUserException if no user has the name
   */
  UserHandle active(UsersHandle users) throws NoSuchUserException {
    return id != null ? users.byId(id) : handle(users, users.find(text), "no active user");
  }

  /** Like {@link #active}, but if no active user has the name, looks among the deleted users. */
  UserHandle activeOrDeleted(UsersHandle users) throws NoSuchUserException {
    if (id != null) {
      return users.byId(id);
    }
    CustomerUser active = users.find(text);
    return handle(users, active != null ? active : users.findDeleted(text), "no user");
  }

  /** Like {@link #active}, but looks among the deleted users first. */
  UserHandle deletedOrActive(UsersHandle users) throws NoSuchUserException {
    if (id != null) {
      return users.byId(id);
    }
    CustomerUser deleted = users.findDeleted(text);
    return handle(users, deleted != null ? deleted : users.find(text), "no user");
  }

  private UserHandle handle(UsersHandle users, @Nullable CustomerUser found, String nobody)
      throws NoSuchUserException {
    if (found == null) {
      throw new NoSuchUserException("the customer has " + nobody + " named " + text);
    }
    return users.byId(Objects.requireNonNull(found.getId()));
  }
}
