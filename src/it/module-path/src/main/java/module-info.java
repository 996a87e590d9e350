module contoso {
  requires io.partnercenter.users;
  requires io.partnercenter.users.sandbox;
  requires jdk.httpserver; // for the sandbox
}
