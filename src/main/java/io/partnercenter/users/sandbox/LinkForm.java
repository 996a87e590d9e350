package io.partnercenter.users.sandbox;

/**
 * The form of the address of a list's next page. The service was seen to use each of these forms.
 */
public enum LinkForm {
  /** {@code /customers/…/users?…}, relative to the version of the API. */
  WITHOUT_VERSION,

  /** {@code /v1/customers/…/users?…}. */
  WITH_VERSION,

  /** {@code http://127.0.0.1:…/v1/customers/…/users?…}. */
  ABSOLUTE
}
