package io.partnercenter.users.sandbox;

/** The shape of the body of an error. */
public enum ErrorShape {
  /**
   * The shape of the service: {@code
   * {"code":"429","description":"…","data":[],"source":"Sandbox"}}.
   */
  SERVICE,

  /** The shape of the gateway in front of the service: {@code {"statusCode":429,"message":"…"}}. */
  GATEWAY
}
