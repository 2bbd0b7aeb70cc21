// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.storycast.access.Role;
import org.storycast.running.Http;
import org.storycast.running.RunningService;

class SecurityMatrixTests {

  private static final List<String> MATRIX =
      """
      READER   GET  /api/v1/stories
      EDITOR   POST /api/v1/stories
      READER   GET  /api/v1/stories/{id}
      READER   GET  /api/v1/stories/{id}/ledger
      OPERATOR POST /api/v1/stories/{id}/withdraw
      EDITOR   POST /api/v1/stories/{id}/preview
      EDITOR   POST /api/v1/stories/{id}/rehearse
      EDITOR   POST /api/v1/stories/{id}/test
      OPERATOR POST /api/v1/stories/{id}/send
      OPERATOR POST /api/v1/stories/{id}/send-again
      READER   GET  /api/v1/deliveries
      READER   GET  /api/v1/deliveries/{id}
      READER   GET  /api/v1/deliveries/{id}/numbers
      OPERATOR POST /api/v1/deliveries/{id}/retry
      OPERATOR POST /api/v1/deliveries/{id}/cancel
      OPERATOR POST /api/v1/deliveries/{id}/look-again
      OPERATOR POST /api/v1/deliveries/{id}/settle
      READER   GET  /api/v1/channels
      OPERATOR POST /api/v1/channels/pause
      OPERATOR POST /api/v1/channels/resume
      OPERATOR POST /api/v1/channels/{channel}/pause
      OPERATOR POST /api/v1/channels/{channel}/resume
      OPERATOR POST /api/v1/channels/{channel}/check
      READER   GET  /api/v1/channels/{channel}/check
      READER   GET  /api/v1/channels/{channel}/connection
      OPERATOR DELETE /api/v1/channels/{channel}/connection
      READER   GET  /api/v1/installation
      OPERATOR POST /api/v1/installation/confirm
      READER   GET  /api/v1/ledger/verification
      READER   GET  /api/v1/sources
      READER   GET  /api/v1/issues/{id}/numbers
      READER   GET  /api/v1/issues/{id}/links.csv
      OPERATOR GET  /api/v1/readers
      OPERATOR GET  /api/v1/readers/counts
      OPERATOR POST /api/v1/readers
      OPERATOR GET  /api/v1/readers.csv
      OPERATOR GET  /api/v1/suppressions.csv
      OPERATOR GET  /api/v1/reader-imports
      OPERATOR POST /api/v1/reader-imports
      OPERATOR GET  /api/v1/reader-imports/{id}
      OPERATOR GET  /api/v1/reader-imports/{id}/refused.csv
      OPERATOR POST /api/v1/reader-imports/{id}/cancel
      OPERATOR POST /api/v1/readers/{id}/unsubscribe
      OPERATOR POST /api/v1/readers/find
      OPERATOR GET  /api/v1/readers/{id}
      OPERATOR GET  /api/v1/readers/{id}/data
      OPERATOR DELETE /api/v1/readers/{id}
      OPERATOR GET  /api/v1/suppressions
      OPERATOR POST /api/v1/suppressions
      OPERATOR POST /api/v1/suppressions/find
      OPERATOR POST /api/v1/suppressions/{digest:[0-9a-f]{64}}/lift
      READER   GET  /api/v1/issues/stopped
      READER   GET  /api/v1/issues/{id}
      OPERATOR POST /api/v1/issues/{id}/go-on
      OPERATOR POST /api/v1/issues/{id}/end
      ADMIN    GET  /api/v1/tokens
      ADMIN    POST /api/v1/tokens
      ADMIN    POST /api/v1/tokens/{id}/revoke
      READER   GET  /api/v1/openapi
      READER   GET  /actuator/prometheus
      """
          .lines()
          .toList();

  private final RunningService service = RunningService.shared();

  static Stream<String> matrix() {
    return MATRIX.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("matrix")
  void endpointOpensFromItsRoleOn(String line) {
    String[] words = line.split(" +");
    Role needed = Role.valueOf(words[0]);
    String path =
        words[2]
            .replace("{id}", "1d9a2c1e-1b1f-4a53-8e4c-2f4a8b1f0c11")
            .replace("{digest:[0-9a-f]{64}}", "0".repeat(64))
            .replace("{channel}", "nowhere");
    assertThat(status(this.service.as(""), words[1], path)).as("nobody").isEqualTo(401);
    for (Role role : Role.values()) {
      int status = status(this.service.as(role), words[1], path);
      if (role.includes(needed)) {
        assertThat(status).as("%s", role).isNotIn(401, 403, 500);
      } else {
        assertThat(status).as("%s", role).isEqualTo(403);
      }
    }
    this.service.as(Role.OPERATOR).post("/api/v1/channels/resume", null);
  }

  private static int status(Http client, String method, String path) {
    return client
        .send(client.request(path).method(method, HttpRequest.BodyPublishers.noBody()))
        .status();
  }

  @Test
  void matrixNamesEveryEndpoint() {
    Set<String> endpoints = new TreeSet<>();
    this.service
        .context()
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(
            mapping ->
                mapping
                    .getPatternValues()
                    .forEach(
                        path ->
                            mapping
                                .getMethodsCondition()
                                .getMethods()
                                .forEach(method -> endpoints.add(method + " " + path))));
    endpoints.removeIf(it -> !it.contains(" /api/") || it.contains("/openapi"));
    assertThat(MATRIX.stream().map(line -> line.replaceAll("^\\S+ +(\\S+) +", "$1 ")).toList())
        .containsAll(endpoints);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("closed")
  void restIsClosed(String path) {
    for (Role role : Role.values()) {
      assertThat(this.service.as(role).get(path).status()).as("%s", role).isIn(401, 403, 404);
    }
    assertThat(this.service.as("").get(path).status()).isEqualTo(401);
  }

  static Stream<String> closed() {
    return Stream.of(
        "/",
        "/nothing",
        "/swagger-ui/index.html",
        "/swagger-ui.html",
        "/v3/api-docs",
        "/h2-console",
        "/actuator/env",
        "/actuator/heapdump",
        "/actuator/shutdown",
        "/actuator");
  }

  @Test
  void healthIsOpenAndTellsStrangersNothing() {
    Http stranger = this.service.as("");
    for (String path :
        List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
      Http.Reply reply = stranger.get(path);
      assertThat(reply.status()).as(path).isEqualTo(200);
      assertThat(reply.body()).as(path).doesNotContain("courier").doesNotContain("details");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongTokens")
  void wrongTokenIsRefused(String header) {
    Http stranger = this.service.as("");
    Http.Reply reply =
        stranger.send(stranger.request("/api/v1/stories").header("Authorization", header).GET());
    assertThat(reply.status()).isIn(401, 429);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(reply.body()).doesNotContain("sct_A");
  }

  static Stream<String> wrongTokens() {
    return Stream.of(
        "Bearer sct_" + "A".repeat(43),
        "Bearer sct_A",
        "Bearer ",
        "Basic YTpi",
        "Bearer sct_' OR 1=1 --");
  }

  @Test
  void answersCarryTheHeadersThatBrowsersObey() {
    Http.Reply reply = this.service.as(Role.READER).get("/api/v1/stories");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.header("Set-Cookie")).isEmpty();
  }
}
