package io.partnercenter.users.console;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.partnercenter.users.PartnerException;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.internal.Texts;
import io.partnercenter.users.model.CustomerUser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import okhttp3.Request;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** For scripts: one JSON object, on stdout or stderr. */
final class JsonReporter implements Reporter {
  private final PrintWriter out;
  private final PrintWriter err;

  JsonReporter(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public void updated(PartnerResponse<CustomerUser> response) {
    out.println(json(report(response)));
  }

  @Override
  public void restored(PartnerResponse<CustomerUser> response, boolean wasDeleted) {
    Map<String, @Nullable Object> report = report(response);
    report.put("restored", wasDeleted);
    out.println(json(report));
  }

  @Override
  public void read(PartnerResponse<CustomerUser> response) {
    Map<String, @Nullable Object> report = report(response);
    report.put("etag", UserChanges.etag(response));
    out.println(json(report));
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
  public void failed(PartnerException failure) {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    if (failure instanceof PartnerServiceException) {
      PartnerServiceException answer = (PartnerServiceException) failure;
      report.put("statusCode", answer.statusCode());
      report.put("errorCode", answer.errorCode());
      report.put("description", answer.description());
      report.put(
          "retryAfterSeconds",
          answer.retryAfter() == null ? null : answer.retryAfter().toSeconds());
      report.put("attempts", answer.attempts());
      report.put("requestId", answer.requestId().toString());
      report.put("correlationId", answer.correlationId().toString());
    } else {
      report.put("description", failure.getMessage());
    }
    if (failure.continuation() != null) {
      report.put("continuation", failure.continuation());
    }
    err.println(json(report));
  }

  @Override
  public void failed(NoSuchUserException failure) {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("description", failure.getMessage());
    err.println(json(report));
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
    out.println(json(report));
  }

  private static String json(Map<String, @Nullable Object> report) {
    Buffer buffer = new Buffer();
    try (JsonWriter writer = JsonWriter.of(buffer)) {
      writer.setSerializeNulls(true);
      writer.jsonValue(report);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a buffer doesn't fail
    }
    return MaskedJson.of(buffer.readUtf8())
        .lines()
        .map(Texts::escape)
        .collect(Collectors.joining("\n"));
  }
}
