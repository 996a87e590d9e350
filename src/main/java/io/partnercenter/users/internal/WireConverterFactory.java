package io.partnercenter.users.internal;

import com.squareup.moshi.Moshi;
import io.partnercenter.users.model.ModelJsonAdapters;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Retrofit;
import retrofit2.converter.moshi.MoshiConverterFactory;
import retrofit2.http.Body;

/** Converts bodies to and from JSON, and parameters to text. */
public final class WireConverterFactory extends Converter.Factory {
  private static final Package RETROFITS = Body.class.getPackage();
  private static final Annotation[] NONE = {};

  /** A factory for the models of the client. */
  public WireConverterFactory() {}

  private final Converter.Factory json =
      MoshiConverterFactory.create(new Moshi.Builder().add(new ModelJsonAdapters()).build());

  @Override
  public @Nullable Converter<?, RequestBody> requestBodyConverter(
      Type type, Annotation[] parameter, Annotation[] method, Retrofit retrofit) {
    return json.requestBodyConverter(type, forMoshi(parameter), method, retrofit);
  }

  @Override
  public @Nullable Converter<ResponseBody, ?> responseBodyConverter(
      Type type, Annotation[] method, Retrofit retrofit) {
    return json.responseBodyConverter(type, forMoshi(method), retrofit);
  }

  /** Formats a date-time. Its toString would leave out zero seconds. */
  @Override
  public @Nullable Converter<?, String> stringConverter(
      Type type, Annotation[] annotations, Retrofit retrofit) {
    if (type == OffsetDateTime.class) {
      return (Converter<OffsetDateTime, String>) DateTimeFormatter.ISO_OFFSET_DATE_TIME::format;
    }
    return null;
  }

  /**
   * Returns no annotations if all are Retrofit's own. Moshi would read them, and for that the JVM
   * would generate classes at every start.
   */
  private static Annotation[] forMoshi(Annotation[] annotations) {
    for (Annotation annotation : annotations) {
      if (annotation.annotationType().getPackage() != RETROFITS) {
        return annotations;
      }
    }
    return NONE;
  }
}
