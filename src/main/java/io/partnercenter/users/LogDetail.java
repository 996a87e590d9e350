package io.partnercenter.users;

/** What the log of a client shows of each request. Secrets are masked in all of it. */
public enum LogDetail {
  /** Method, URL, attempt, status or failure, durations and ids, in one line. */
  OUTCOME,
  /** The headers of request and response, too. */
  HEADERS,
  /** Headers, and the bodies as far as they are JSON, which hold personal data of users. */
  BODIES
}
