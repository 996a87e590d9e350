package io.partnercenter.users.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Moshi would read a model by reflection if the generated factory didn't know its adapter. */
class ModelAdaptersTest {
  static Stream<Arguments> models() {
    return Stream.concat(
        modelsOf(
            "io.partnercenter.users.model", new io.partnercenter.users.model.ModelJsonAdapters()),
        modelsOf(
            "io.partnercenter.users.everything.model",
            new io.partnercenter.users.everything.model.ModelJsonAdapters()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void everyModelResolvesToItsGeneratedAdapter(String name, Class<?> model, Moshi moshi) {
    JsonAdapter<?> adapter = moshi.adapter(model);

    assertThat(adapter.toString()).startsWith(name + "JsonAdapter").endsWith(".nullSafe()");
  }

  private static Stream<Arguments> modelsOf(String packageName, JsonAdapter.Factory factory) {
    Moshi moshi = new Moshi.Builder().add(factory).build();
    Stream<JavaClass> models =
        new ClassFileImporter()
            .importPackages(packageName).stream()
                .filter(type -> type.getPackageName().equals(packageName))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(
                    type ->
                        type.isTopLevelClass()
                            && !type.getSimpleName().equals("ModelJsonAdapters"));
    return models.map(model -> Arguments.of(model.getName(), model.reflect(), moshi));
  }
}
