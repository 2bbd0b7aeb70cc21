// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Renders the chart as Helm does and holds it to what Storycast needs. */
class HelmChartTests {

  private static final Path CHART = Path.of("helm", "storycast").toAbsolutePath();

  private static final String ONE =
      """
      publicAddress: https://news.example.org
      """;

  private static final String MANY =
      """
      publicAddress: https://news.example.org
      replicas: 3
      database:
        kind: postgresql
        postgresql:
          url: jdbc:postgresql://postgres:5432/storycast
      installation:
        id: courier
      secret:
        existingName: courier-secrets
      """;

  private static final String MADE_SECRET =
      """
      publicAddress: https://news.example.org
      secret:
        settings:
          storycast.installation.key: "0123456789012345678901234567890123456789"
          storycast.channels.telegram-en.credentials.bot-token: "7100000001:AAE"
      """;

  @TempDir private Path folder;

  @Test
  void isWithoutBlame() {
    LintResult result = new Helm(CHART).lint().strict().call();
    assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
    assertThat(result.getMessages()).noneMatch(message -> message.matches("(?s).*\\[(WARN|ERR).*"));
  }

  @Test
  void holdsOneInstanceToOneVolume() throws IOException {
    HelmManifests made = render(ONE);
    assertThat(made.kinds())
        .containsExactlyInAnyOrder("Deployment", "Service", "ConfigMap", "PersistentVolumeClaim");
    assertThat(made.text("Deployment", "spec", "strategy", "type")).isEqualTo("Recreate");
    assertThat(made.at("PersistentVolumeClaim", "metadata", "annotations"))
        .isEqualTo(Map.of("helm.sh/resource-policy", "keep"));
    assertThat(made.at("Deployment", "spec", "template", "spec", "volumes", 0))
        .isEqualTo(
            Map.of("name", "data", "persistentVolumeClaim", Map.of("claimName", "news-storycast")));
    assertThat(made.variables())
        .containsEntry("STORYCAST_PUBLIC_ADDRESS", "https://news.example.org")
        .containsEntry("STORYCAST_DATA_DIRECTORY", "/data")
        .doesNotContainKeys("SPRING_DATASOURCE_URL", "SPRING_CONFIG_IMPORT");
  }

  @Test
  void runsAsNobodyInParticularAndWritesOnlyWhereItMust() throws IOException {
    HelmManifests made = render(ONE);
    assertThat(made.map("Deployment", "spec", "template", "spec", "securityContext"))
        .containsEntry("runAsNonRoot", true)
        .containsEntry("runAsUser", 10001)
        .containsEntry("fsGroup", 10001);
    assertThat(made.container("securityContext"))
        .isEqualTo(
            Map.of(
                "allowPrivilegeEscalation",
                false,
                "readOnlyRootFilesystem",
                true,
                "capabilities",
                Map.of("drop", List.of("ALL"))));
    assertThat(made.mounts())
        .containsEntry("/data", false)
        .containsEntry("/tmp", false)
        .containsEntry("/app/config", true);
    assertThat(made.at("Deployment", "spec", "template", "spec", "automountServiceAccountToken"))
        .isEqualTo(false);
  }

  @Test
  void asksTheServiceHowItIs() throws IOException {
    HelmManifests made = render(ONE);
    assertThat(made.probe("livenessProbe")).isEqualTo("/actuator/health/liveness");
    assertThat(made.probe("startupProbe")).isEqualTo("/actuator/health/liveness");
    assertThat(made.probe("readinessProbe")).isEqualTo("/actuator/health/readiness");
    assertThat(
            (Integer)
                made.at("Deployment", "spec", "template", "spec", "terminationGracePeriodSeconds"))
        .isGreaterThanOrEqualTo(30);
  }

  @Test
  void letsSeveralInstancesShareOneDatabase() throws IOException {
    HelmManifests made = render(MANY);
    assertThat(made.kinds())
        .containsExactlyInAnyOrder("Deployment", "Service", "ConfigMap", "PodDisruptionBudget");
    assertThat(made.at("Deployment", "spec", "replicas")).isEqualTo(3);
    assertThat(made.text("Deployment", "spec", "strategy", "type")).isEqualTo("RollingUpdate");
    assertThat(made.text("Service", "spec", "sessionAffinity")).isEqualTo("ClientIP");
    assertThat(made.variables())
        .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://postgres:5432/storycast")
        .containsEntry("SPRING_CONFIG_IMPORT", "configtree:/etc/storycast/secrets/")
        .containsEntry("STORYCAST_INSTALLATION_ID", "courier");
    assertThat(made.mounts()).containsEntry("/etc/storycast/secrets", true);
  }

  @Test
  void sharesAVolumeThatSeveralMayWrite() throws IOException {
    HelmManifests made = render(MANY + "persistence:\n  accessMode: ReadWriteMany\n");
    assertThat(made.kinds()).contains("PersistentVolumeClaim");
    assertThat(made.text("Deployment", "spec", "strategy", "type")).isEqualTo("RollingUpdate");
  }

  @Test
  void bringsSettingsAndTemplates() throws IOException {
    HelmManifests made =
        render(
            ONE
                + """
                config:
                  storycast:
                    newsroom:
                      name: "The Steppe Courier"
                templates:
                  telegram/message.html: "<b>{{ story.headline }}</b>"
                """);
    assertThat(made.text("ConfigMap", "data", "application.yaml"))
        .isEqualTo("storycast:\n  newsroom:\n    name: The Steppe Courier\n");
    assertThat(made.text("ConfigMap", "data", "template.telegram.message.html"))
        .isEqualTo("<b>{{ story.headline }}</b>");
    assertThat(made.variables()).containsEntry("STORYCAST_TEMPLATES_OVERRIDE", "/app/override");
    assertThat(made.volume("templates").toString()).contains("path=telegram/message.html");
  }

  @Test
  void makesASecretOnlyWhenItIsToldWhatIsInIt() throws IOException {
    HelmManifests made = render(MADE_SECRET);
    assertThat(made.text("Secret", "data", "storycast.channels.telegram-en.credentials.bot-token"))
        .isEqualTo("NzEwMDAwMDAwMTpBQUU=");
    assertThat(made.volume("secrets").toString()).contains("secretName=news-storycast");
    assertThat(render(MANY).volume("secrets").toString()).contains("secretName=courier-secrets");
  }

  @Test
  void hasAnOperatorFetchTheSecret() throws IOException {
    HelmManifests made =
        render(
            ONE
                + """
                externalSecret:
                  enabled: true
                  storeName: vault
                  remoteKey: newsroom/storycast
                """);
    assertThat(made.at("ExternalSecret", "spec", "dataFrom"))
        .isEqualTo(List.of(Map.of("extract", Map.of("key", "newsroom/storycast"))));
    assertThat(made.volume("secrets").toString()).contains("secretName=news-storycast");
  }

  @Test
  void opensTheDoorsThatAreAskedFor() throws IOException {
    HelmManifests made =
        render(
            ONE
                + """
                ingress:
                  enabled: true
                  className: nginx
                  host: news.example.org
                  tlsSecretName: news-tls
                serviceMonitor:
                  enabled: true
                  tokenSecretName: storycast-reader
                networkPolicy:
                  enabled: true
                """);
    assertThat(made.at("Ingress", "spec", "tls"))
        .isEqualTo(List.of(Map.of("hosts", List.of("news.example.org"), "secretName", "news-tls")));
    assertThat(made.variables()).containsEntry("SERVER_FORWARD_HEADERS_STRATEGY", "native");
    assertThat(made.at("ServiceMonitor", "spec", "endpoints", 0, "authorization", "credentials"))
        .isEqualTo(Map.of("name", "storycast-reader", "key", "token"));
    assertThat(made.at("NetworkPolicy", "spec", "policyTypes"))
        .isEqualTo(List.of("Ingress", "Egress"));
    assertThat(made.at("NetworkPolicy", "spec", "egress", 1, "ports", 1, "port")).isEqualTo(443);
  }

  static List<Arguments> badValues() {
    return List.of(
        Arguments.of("", "publicAddress is missing"),
        Arguments.of("publicAddress: news.example.org", "publicAddress"),
        Arguments.of(ONE + "replicas: 2", "set replicas to 1, or database.kind to postgresql"),
        Arguments.of(ONE + "persistence: {enabled: false}", "would be lost with its pod"),
        Arguments.of(ONE + "database: {kind: postgresql}", "database.postgresql.url is missing"),
        Arguments.of(ONE + "database: {kind: mysql}", "/database/kind"),
        Arguments.of(ONE + "terminationGracePeriodSeconds: 10", "terminationGracePeriodSeconds"),
        Arguments.of(ONE + "replica: 2", "replica"),
        Arguments.of(ONE + "ingress: {enabled: true}", "ingress.host is missing"),
        Arguments.of(ONE + "serviceMonitor: {enabled: true}", "a token of role READER"),
        Arguments.of(ONE + "externalSecret: {enabled: true}", "storeName and remoteKey"),
        Arguments.of(ONE + "templates: {message.html: x}", "message.html"),
        Arguments.of(
            ONE + "secret: {settings: {storycast.installation.key: short}}",
            "at least 32 characters"),
        Arguments.of(MADE_SECRET + "  existingName: other", "choose one way"),
        Arguments.of(
            MANY.replace("existingName: courier-secrets", "existingName: ''"),
            "there is no secret with spring.datasource.password"),
        Arguments.of(MANY.replace("id: courier", "id: ''"), "installation.id is missing"),
        Arguments.of(
            MANY.replace(
                "existingName: courier-secrets", "settings: {spring.datasource.password: x}"),
            "secret.settings has no storycast.installation.key"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badValues")
  void refusesWhatCouldNotWork(String values, String message) {
    assertThatThrownBy(() -> render(values)).hasMessageContaining(message);
  }

  private HelmManifests render(String values) throws IOException {
    Path file = Files.writeString(this.folder.resolve("values.yaml"), values);
    return HelmManifests.read(
        new Helm(CHART)
            .template()
            .withKubeVersion("1.33.0")
            .withName("news")
            .withValuesFile(file)
            .call());
  }
}
