package io.partnercenter.users;

/** How much of each request the client logs. Secrets are always masked. */
public enum LogDetail {
  /** One line with the method, URL, attempt, status or failure, durations and ids. */
  OUTCOME,
  /** Also the headers of the request and the response. */
  HEADERS,
  /** Also the headers, and the bodies if they are JSON. Bodies contain personal data of users. */
  BODIES
}
