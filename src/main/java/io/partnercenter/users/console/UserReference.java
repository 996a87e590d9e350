package io.partnercenter.users.console;

import io.partnercenter.users.UserHandle;
import io.partnercenter.users.UsersHandle;
import io.partnercenter.users.model.CustomerUser;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** A user as a person names it: by its object id, or by its user principal name. */
final class UserReference {
  static final String PARAM_LABEL = "GUID|NAME";

  private final @Nullable UUID id;
  private final String text;

  private UserReference(@Nullable UUID id, String text) {
    this.id = id;
    this.text = text;
  }

  /** What has an at sign is a name. */
  static UserReference parse(String text) {
    if (text.indexOf('@') > 0) {
      return new UserReference(null, text);
    }
    try {
      return new UserReference(Guid.parse(text), text);
    } catch (TypeConversionException e) {
      throw new TypeConversionException(e.getMessage() + ", and no user principal name");
    }
  }

  boolean isName() {
    return id == null;
  }

  /** The object id; null if the user is named. */
  @Nullable UUID id() {
    return id;
  }

  /** As the person wrote it. */
  String text() {
    return text;
  }

  /**
   * The user; one that is named is looked for in the list of the active users, which may take many
   * calls.
   *
   * @throws NoSuchUserException if none has the name
   */
  UserHandle active(UsersHandle users) throws NoSuchUserException {
    return id != null ? users.byId(id) : handle(users, users.find(text), "no active user");
  }

  /** The same, in the list of the deleted users as well if it isn't among the active ones. */
  UserHandle activeOrDeleted(UsersHandle users) throws NoSuchUserException {
    if (id != null) {
      return users.byId(id);
    }
    CustomerUser active = users.find(text);
    return handle(users, active != null ? active : users.findDeleted(text), "no user");
  }

  /** The same, in the list of the deleted users first. */
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
