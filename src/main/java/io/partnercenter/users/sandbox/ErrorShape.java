package io.partnercenter.users.sandbox;

/** Who words an error. */
public enum ErrorShape {
  /** The service: {@code {"code":"429","description":"…","data":[],"source":"Sandbox"}}. */
  SERVICE,

  /** The gateway before it: {@code {"statusCode":429,"message":"…"}}. */
  GATEWAY
}
