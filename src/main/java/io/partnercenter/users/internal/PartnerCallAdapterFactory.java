package io.partnercenter.users.internal;

import io.partnercenter.users.PartnerCall;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Converter;
import retrofit2.Retrofit;

/** Lets methods of Retrofit interfaces return {@link PartnerCall}. */
public final class PartnerCallAdapterFactory extends CallAdapter.Factory {
  @Override
  public @Nullable CallAdapter<?, ?> get(
      Type returnType, Annotation[] annotations, Retrofit retrofit) {
    if (getRawType(returnType) != PartnerCall.class) {
      return null;
    }
    if (!(returnType instanceof ParameterizedType)) {
      throw new IllegalArgumentException(
          "PartnerCall must name the type of the response's value, as in PartnerCall<CustomerUser>");
    }
    Type valueType = getParameterUpperBound(0, (ParameterizedType) returnType);
    return new Adapter<>(valueType, retrofit.responseBodyConverter(valueType, annotations));
  }

  private static final class Adapter<T> implements CallAdapter<T, PartnerCall<T>> {
    private final Type valueType;
    private final Converter<ResponseBody, T> converter;

    Adapter(Type valueType, Converter<ResponseBody, T> converter) {
      this.valueType = valueType;
      this.converter = converter;
    }

    @Override
    public Type responseType() {
      return valueType;
    }

    @Override
    public PartnerCall<T> adapt(Call<T> call) {
      return new ServiceCall<>(call, new ResponseReader<>(converter, valueType == Void.class));
    }
  }
}
