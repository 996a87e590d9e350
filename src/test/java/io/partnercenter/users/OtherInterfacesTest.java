package io.partnercenter.users;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import org.junit.jupiter.api.Test;

/** Retrofit interfaces of the caller, through {@link PartnerCenter#api}. */
class OtherInterfacesTest extends MockService {
  @Test
  void anInterfaceAndItsClassLoaderAreReleasedWithTheClient() throws Exception {
    server.enqueue(new MockResponse().setResponseCode(429).setHeader("Retry-After", "61"));
    WeakReference<ClassLoader> loader = callThroughALoaderOfItsOwn();

    eventually(
        "the loader is collected",
        () -> {
          System.gc();
          return loader.get() == null;
        });
  }

  /** Calls through an interface of a new loader. No local variable of the test keeps the loader. */
  private WeakReference<ClassLoader> callThroughALoaderOfItsOwn() throws Exception {
    ClassLoader loader = new OtherApiLoader();
    Class<?> type = loader.loadClass(OtherApi.class.getName());
    try (PartnerCenter partner = client(http -> {})) {
      Object api = partner.api(type);
      Method small = type.getMethod("small");
      small.setAccessible(true);
      ((retrofit2.Call<?>) small.invoke(api)).execute();
    }
    return new WeakReference<>(loader);
  }

  /** A loader that defines the interface a second time. */
  private static final class OtherApiLoader extends ClassLoader {
    OtherApiLoader() {
      super(OtherInterfacesTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(OtherApi.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Test
  void aStreamedResponseMayBeOfAnyLength() throws Exception {
    int length = 17 << 20;
    server.enqueue(new MockResponse().setBody(new Buffer().write(new byte[length])));
    try (PartnerCenter partner = client(http -> {})) {
      retrofit2.Response<ResponseBody> response = partner.api(OtherApi.class).large().execute();

      try (ResponseBody body = response.body()) {
        assertThat(body.byteStream().readAllBytes()).hasSize(length);
      }
    }
  }

  @Test
  void aStreamedResponseIsReturnedBeforeItIsComplete() throws Exception {
    server.enqueue(
        new MockResponse()
            .setBody(new Buffer().write(new byte[100_000]))
            .setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));
    try (PartnerCenter partner = client(http -> {})) {
      retrofit2.Response<ResponseBody> response = partner.api(OtherApi.class).large().execute();

      assertThat(response.code()).isEqualTo(200);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> response.body().byteStream().readAllBytes());
      assertThat(server.getRequestCount()).isEqualTo(1);
    }
  }
}
