package io.partnercenter.users.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reads a user or writes an update. Public because JMH requires it. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
  /** The name of a {@link Codec.Kind}. */
  @Param("GENERATED")
  String codec;

  private Codec opened;
  private Object update;
  private byte[] user;

  @Setup
  public void open() {
    opened = Codec.Kind.valueOf(codec).open();
    update = opened.update();
    user = Sample.response(0).getBytes(StandardCharsets.UTF_8);
  }

  @Benchmark
  public Object encode() throws IOException {
    return opened.encode(update);
  }

  @Benchmark
  public Object decode() throws IOException {
    return opened.decode(user);
  }
}
