package io.partnercenter.users.sandbox;

/** How the address of a list's next page is written: the service was seen to do it in each way. */
public enum LinkForm {
  /** {@code /customers/…/users?…}, relative to the version of the API. */
  WITHOUT_VERSION,

  /** {@code /v1/customers/…/users?…}. */
  WITH_VERSION,

  /** {@code http://127.0.0.1:…/v1/customers/…/users?…}. */
  ABSOLUTE
}
