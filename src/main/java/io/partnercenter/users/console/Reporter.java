package io.partnercenter.users.console;

import io.partnercenter.users.PartnerException;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.model.CustomerUser;
import java.io.IOException;
import okhttp3.Request;

/** Tells how the update went, or in a dry run what it would be. */
interface Reporter {
  void updated(PartnerResponse<CustomerUser> response);

  void failed(PartnerException failure);

  void wouldSend(Request request) throws IOException;
}
