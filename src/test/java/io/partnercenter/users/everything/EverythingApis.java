package io.partnercenter.users.everything;

import com.squareup.moshi.Moshi;
import io.partnercenter.users.everything.model.ModelJsonAdapters;
import io.partnercenter.users.internal.CallFactories;
import io.partnercenter.users.internal.PartnerCallAdapterFactory;
import okhttp3.HttpUrl;
import retrofit2.Retrofit;
import retrofit2.converter.moshi.MoshiConverterFactory;

/** Creates the interfaces generated from the second spec, with that spec's own adapters. */
final class EverythingApis {
  private static final Moshi MOSHI = new Moshi.Builder().add(new ModelJsonAdapters()).build();

  private EverythingApis() {}

  static <T> T on(HttpUrl baseUrl, Class<T> type) {
    return new Retrofit.Builder()
        .baseUrl(baseUrl)
        .callFactory(CallFactories.create())
        .addCallAdapterFactory(new PartnerCallAdapterFactory())
        .addConverterFactory(MoshiConverterFactory.create(MOSHI))
        .build()
        .create(type);
  }
}
