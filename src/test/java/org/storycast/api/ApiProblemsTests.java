// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.access.Role;
import org.storycast.running.Http;
import org.storycast.running.RunningService;
import org.storycast.running.Submissions;
import tools.jackson.databind.JsonNode;

class ApiProblemsTests {

  private static final String ANY = "1d9a2c1e-1b1f-4a53-8e4c-2f4a8b1f0c11";

  private final RunningService service = RunningService.shared();
  private final Http admin = this.service.as(Role.ADMIN);

  private static JsonNode problem(Http.Reply reply, int status) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    JsonNode problem = reply.json();
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asString()).isNotBlank();
    assertThat(problem.path("detail").asString()).isNotBlank();
    assertThat(reply.body()).doesNotContain("Exception").doesNotContain("org.storycast");
    return problem;
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | /api/v1/stories?limit=0 | limit | from 1 to 200
          400 | /api/v1/stories?limit=201 | limit | from 1 to 200
          400 | /api/v1/stories?limit=many | limit | a whole number
          400 | /api/v1/stories?since=yesterday | since | 2026-03-02T12:00:00Z
          400 | /api/v1/stories?withdrawn=perhaps | withdrawn | true or false
          400 | /api/v1/stories?cursor=here | cursor | take it from a page
          400 | /api/v1/stories/first | id | a UUID
          400 | /api/v1/deliveries?state=LOST | state | UNCLEAR
          400 | /api/v1/deliveries?cursor=x_y | cursor | take it from a page
          400 | /api/v1/deliveries?channel=No%20Name | channel | lower-case
          400 | /api/v1/deliveries/first | id | a UUID
          404 | /api/v1/stories/1d9a2c1e-1b1f-4a53-8e4c-2f4a8b1f0c11 | '' | list the stories
          404 | /api/v1/deliveries/1d9a2c1e-1b1f-4a53-8e4c-2f4a8b1f0c11 | '' | list the deliveries
          404 | /api/v1/nothing | '' | /api/v1/openapi
          404 | /api/v1/channels/courier/nothing | '' | /api/v1/openapi
          405 | /api/v1/stories/1d9a2c1e-1b1f-4a53-8e4c-2f4a8b1f0c11/send | '' | use POST
          """)
  void wrongReadingNamesFieldAndRemedy(int status, String path, String field, String remedy) {
    JsonNode problem = problem(this.admin.get(path), status);
    assertThat(problem.path("field").asString("")).isEqualTo(field);
    assertThat(problem.path("detail").asString()).contains(remedy);
  }

  @ParameterizedTest(name = "{1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | /stories                | {"headlin":"x"}                             | headlin   | headline
          400 | /stories                | {"headline":                                | ''        | line 1
          400 | /stories                | ''                                          | ''        | JSON
          422 | /stories                | {"headline":"x","language":"?"}             | language  | language
          400 | /stories/$/send         | {}                                          | channels  | allChannels
          400 | /stories/$/send         | {"channels":["courier"],"allChannels":true} | channels  | one of the two
          400 | /stories/$/send         | {"channels":["courier"],"at":"soon"}        | at        | 2026-03-02T12:00:00Z
          400 | /stories/$/send         | {"channels":["courier"],"when":"now"}       | when      | at
          400 | /stories/$/send         | {"channels":["A B"]}                        | channel   | lower-case
          422 | /stories/$/send         | {"channels":["nowhere"]}                    | channels  | courier
          422 | /stories/$/send         | {"channels":["lost"]}                       | channel   | carrier-pigeon
          400 | /stories/$/rehearse     | {}                                          | channel   | names an open channel
          400 | /stories/$/send-again   | {"channel":"courier"}                       | occasion  | 1 to 80
          404 | /stories/1d9a2c1e-1b1f-4a53-8e4c-2f4a8b1f0c11/send | {"allChannels":true} | '' | list the stories
          400 | /tokens                 | {"name":"a","role":"KING"}                  | role      | ADMIN
          400 | /tokens                 | {"name":"a"}                                | role      | READER
          422 | /tokens                 | {"name":"<b>","role":"READER"}              | name      | letters
          404 | /tokens/1d9a2c1e-1b1f-4a53-8e4c-2f4a8b1f0c11/revoke | '' | '' | list the tokens
          404 | /channels/nowhere/pause | ''                                          | ''        | lists them
          409 | /channels/lost/resume   | ''                                          | ''        | carrier-pigeon
          """)
  void wrongOrderNamesFieldAndRemedy(
      int status, String path, String body, String field, String remedy) {
    String story = path.contains("$") ? Submissions.submit(this.service, "Wrongly ordered") : "";
    String address = "/api/v1" + path.replace("$", story);
    Http.Reply reply =
        body.isEmpty() && path.equals("/stories")
            ? this.admin.send(
                this.admin
                    .request(address)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.noBody()))
            : this.admin.post(address, body.isEmpty() ? null : body);
    JsonNode problem = problem(reply, status);
    assertThat(problem.path("field").asString("")).isEqualTo(field);
    assertThat(problem.path("detail").asString()).contains(remedy);
  }

  @Test
  void unfitOrderSaysWhatFits() {
    String story = Submissions.submit(this.service, "Published already");
    String delivery =
        Submissions.await(this.service, story, "courier", "PUBLISHED").path("id").asString();
    JsonNode problem =
        problem(this.admin.post("/api/v1/deliveries/" + delivery + "/cancel", null), 409);
    assertThat(problem.path("detail").asString()).contains("only waiting deliveries can");
  }

  @Test
  void otherBodyTypeIsNamed() {
    Http.Reply reply =
        this.admin.send(
            this.admin
                .request("/api/v1/stories")
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofString("<story/>")));
    assertThat(problem(reply, 415).path("detail").asString())
        .contains("application/json")
        .contains("text/plain");
  }

  @Test
  void otherMethodsAreNamed() {
    Http.Reply reply = this.admin.send(this.admin.request("/api/v1/stories/" + ANY).DELETE());
    assertThat(problem(reply, 405).path("detail").asString()).contains("use GET");
    assertThat(reply.header("Allow")).contains("GET");
  }

  @Test
  void largeBodyIsRefusedUnread() {
    Http.Reply reply =
        this.admin.send(
            this.admin
                .request("/api/v1/stories")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[2 * 1024 * 1024 + 1])));
    assertThat(problem(reply, 413).path("detail").asString()).contains("storycast.api.max-body");
  }

  /** The answer comes although most of the ten megabytes were never sent. */
  @Test
  void endlessBodyIsRefusedAtTheLimit() throws IOException {
    String token = this.service.token("endless " + UUID.randomUUID(), Role.EDITOR);
    try (Socket socket = new Socket("localhost", this.service.address("/").getPort())) {
      socket.setSoTimeout(20_000);
      String head =
          """
          POST /api/v1/stories HTTP/1.1
          Host: localhost
          Authorization: Bearer %s
          Content-Type: text/plain
          Transfer-Encoding: chunked

          """
              .formatted(token)
              .replace("\n", "\r\n");
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] chunk = new byte[256 * 1024];
      for (int sent = 0; sent < 9; sent++) {
        socket.getOutputStream().write("40000\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(chunk);
        socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      socket.getOutputStream().flush();
      InputStream answer = socket.getInputStream();
      assertThat(new String(answer.readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void badIdempotencyKeyIsRefused() {
    problem(this.admin.post("/api/v1/channels/courier/resume", null, "x".repeat(201)), 400);
  }

  @Test
  void interfaceIsDescribedWithItsProblems() {
    JsonNode api = this.service.as(Role.READER).get("/api/v1/openapi").json();
    JsonNode send = api.path("paths").path("/api/v1/stories/{id}/send").path("post");
    assertThat(send.path("summary").asString()).isEqualTo("Send a story, now or at a moment");
    assertThat(send.path("responses").propertyNames())
        .contains("200", "400", "401", "403", "404", "405", "409", "413", "415", "422", "500");
    api.path("paths")
        .forEach(
            path ->
                path.forEach(
                    operation -> assertThat(operation.path("summary").asString()).isNotBlank()));
    assertThat(api.path("paths").size()).isGreaterThan(25);
  }
}
