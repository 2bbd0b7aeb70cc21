// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What can be held against the image and its compose file without an engine. */
class DockerfileTests {

  private static final List<String> LAYERS =
      List.of("dependencies", "spring-boot-loader", "snapshot-dependencies", "application");

  /** The file's instructions, continued lines joined, comments left out. */
  private static List<String> instructions() throws IOException {
    String text =
        Files.readAllLines(Path.of("Dockerfile")).stream()
            .filter(line -> !line.startsWith("#"))
            .reduce("", (all, line) -> all + line + "\n");
    return Arrays.stream(text.replaceAll("\\\\\n\\s*", "").split("\n"))
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static Stream<String> of(String instruction) throws IOException {
    return instructions().stream()
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length()).strip());
  }

  @Test
  void buildsOnTheJdkOfThePomAndRunsOnItsJre() throws IOException {
    String version =
        Files.readString(Path.of("pom.xml"))
            .replaceFirst("(?s).*<java.version>(\\d+)</java.version>.*", "$1");
    assertThat(of("FROM"))
        .satisfiesExactly(
            build -> assertThat(build).contains(version + "-jdk").endsWith(" AS build"),
            run -> assertThat(run).contains(version + "-jre"));
  }

  @Test
  void runsAsANumberedUserThatIsNotRoot() throws IOException {
    assertThat(of("USER")).containsExactly("10001:10001");
    assertThat(Files.readString(Path.of("helm/storycast/templates/deployment.yaml")))
        .contains("runAsUser: 10001", "runAsGroup: 10001");
  }

  @Test
  void takesEveryLayerOfTheJarAndTheTemplatesAfterThem() throws IOException {
    List<String> copied =
        of("COPY")
            .filter(copy -> copy.startsWith("--from=build") || copy.contains("templates"))
            .toList();
    Stream<String> layers = LAYERS.stream().map("--from=build /build/layers/%s/ ./"::formatted);
    assertThat(copied)
        .containsExactlyElementsOf(
            Stream.concat(layers, Stream.of("templates templates")).toList());
    assertThat(Files.readString(Path.of("pom.xml")))
        .as("a layout of one's own needs other COPY lines")
        .doesNotContain("<layers>");
  }

  @Test
  void copiesOnlyWhatIsThereAndNotIgnored() throws IOException {
    List<String> kept =
        Files.readAllLines(Path.of(".dockerignore")).stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();
    List<String> sources =
        of("COPY")
            .filter(copy -> !copy.startsWith("--from"))
            .flatMap(copy -> Arrays.stream(copy.split(" ")).limit(copy.split(" ").length - 1))
            .toList();
    assertThat(sources)
        .isNotEmpty()
        .allMatch(source -> Files.exists(Path.of(source)), "is there")
        .allMatch(kept::contains, "is kept by .dockerignore");
  }

  @Test
  void keepsSecretsAndDataOutOfTheBuild() throws IOException {
    assertThat(Files.readAllLines(Path.of(".dockerignore"))).contains("*");
    assertThat(Files.readAllLines(Path.of(".gitignore"))).contains("secrets/", "config/", "data/");
  }

  @Test
  void namesItsDataItsPortAndItsHealth() throws IOException {
    assertThat(of("VOLUME")).containsExactly("/data");
    assertThat(of("EXPOSE")).containsExactly("8080");
    assertThat(of("ENV").findFirst().orElseThrow())
        .contains("STORYCAST_DATA_DIRECTORY=/data")
        .contains("STORYCAST_TEMPLATES_DIRECTORY=/app/templates");
    assertThat(of("HEALTHCHECK").findFirst().orElseThrow())
        .contains("/actuator/health/liveness")
        .doesNotContain("curl", "wget");
  }

  @Test
  void startsTheJarThatItExtracts() throws IOException {
    assertThat(of("ENTRYPOINT").findFirst().orElseThrow()).endsWith("\"-jar\", \"storycast.jar\"]");
    assertThat(of("RUN").anyMatch(run -> run.contains("mv target/storycast-*.jar storycast.jar")))
        .isTrue();
    PathMatcher jar = FileSystems.getDefault().getPathMatcher("glob:storycast-*.jar");
    assertThat(jar.matches(Path.of("storycast-0.1.0-SNAPSHOT.jar"))).isTrue();
    assertThat(jar.matches(Path.of("storycast-0.1.0-SNAPSHOT.jar.original"))).isFalse();
  }

  @Test
  @SuppressWarnings("unchecked")
  void composesWithoutAnyPassword() throws IOException {
    String text = Files.readString(Path.of("compose.yaml"));
    Map<String, Map<String, Map<String, Object>>> compose = new Yaml().load(text);
    assertThat(compose.get("services")).containsOnlyKeys("storycast", "postgres");
    assertThat(compose.get("services").values())
        .allSatisfy(
            service ->
                assertThat((Map<String, String>) service.get("environment"))
                    .allSatisfy(
                        (name, value) -> assertThat(name.endsWith("PASSWORD")).as(name).isFalse()));
    assertThat(compose.get("secrets").get("database-password"))
        .isEqualTo(Map.of("file", "./secrets/database-password"));
    assertThat(compose.get("services").get("postgres"))
        .containsEntry("image", "postgres:18")
        .containsKey("healthcheck");
  }
}
