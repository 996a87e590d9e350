package io.partnercenter.users.console;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.internal.text.MaskedJson;
import io.partnercenter.users.model.CustomerUser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.Request;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Reports to scripts: one JSON object, on stdout or stderr. */
final class JsonReporter implements Reporter {
  private final TextOutput out;
  private final TextOutput err;

  JsonReporter(PrintWriter out, PrintWriter err) {
    this.out = new TextOutput(out);
    this.err = new TextOutput(err);
  }

  @Override
  public void updated(PartnerResponse<CustomerUser> response) {
    print(out, report(response));
  }

  @Override
  public void restored(PartnerResponse<CustomerUser> response, boolean wasDeleted) {
    Map<String, @Nullable Object> report = report(response);
    report.put("restored", wasDeleted);
    print(out, report);
  }

  @Override
  public void read(PartnerResponse<CustomerUser> response) {
    Map<String, @Nullable Object> report = report(response);
    report.put("etag", UserChanges.etag(response));
    print(out, report);
  }

  private static Map<String, @Nullable Object> report(PartnerResponse<CustomerUser> response) {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("statusCode", response.statusCode());
    report.put("requestId", response.requestId().toString());
    report.put("correlationId", response.correlationId().toString());
    report.put("user", UserChanges.toJsonValue(response.value()));
    return report;
  }

  @Override
  public void failed(FailureReport failure) {
    print(err, failure.toJsonValue());
  }

  @Override
  public void wouldSend(Request request) throws IOException {
    Map<String, Object> headers = new LinkedHashMap<>();
    request.headers().forEach(header -> headers.put(header.getFirst(), header.getSecond()));
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("method", request.method());
    report.put("url", request.url().toString());
    report.put("headers", headers);
    report.put(
        "body", JsonReader.of(new Buffer().writeUtf8(HttpText.body(request))).readJsonValue());
    print(out, report);
  }

  private static void print(TextOutput target, Map<String, @Nullable Object> report) {
    Buffer buffer = new Buffer();
    try (JsonWriter writer = JsonWriter.of(buffer)) {
      writer.setSerializeNulls(true);
      writer.jsonValue(report);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a buffer doesn't fail
    }
    target.json(MaskedJson.indented(buffer.readUtf8()));
  }
}
