// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.storycast.access.Role;
import org.storycast.database.TestDatabase;
import org.storycast.running.Http;
import org.storycast.running.RunningService;
import tools.jackson.databind.JsonNode;

class ReaderImportsApiTests {

  private static final String IMPORTS = "/api/v1/reader-imports";
  private static final RunningService SERVICE =
      RunningService.on(
          TestDatabase.Kind.H2.fresh(),
          RunningService.temporary(),
          "storycast.api.max-body=1KB",
          "storycast.api.max-import=3MB");

  private final Http operator = SERVICE.as(Role.OPERATOR);

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  private Http.Reply upload(String query, byte[] file) {
    return this.operator.send(
        this.operator
            .request(IMPORTS + "?" + query)
            .header("Content-Type", "text/csv")
            .header("Idempotency-Key", "import-" + query.hashCode())
            .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
  }

  private JsonNode ended(Http.Reply accepted) {
    assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
    String address = accepted.header("Location");
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> this.operator.get(address).json(),
            it -> !it.path("endedAt").asString("").isEmpty());
  }

  @Test
  void aFileLargerThanAnyOtherBodyIsImportedAndReported() {
    StringBuilder file = new StringBuilder("Email Address,Name,Shoe size\n");
    for (int i = 0; i < 3000; i++) {
      file.append("a%d@large.example,Reader %d,42\n".formatted(i, i));
    }
    file.append("nobody,\"=cmd\",1\n");
    JsonNode done =
        ended(
            upload(
                "consent=Form%20of%20March&language=kk&sections=sport,culture&fileName=list.csv",
                file.toString().getBytes(StandardCharsets.UTF_8)));
    assertThat(done.path("state").asString()).isEqualTo("DONE");
    assertThat(done.path("percent").asInt()).isEqualTo(100);
    assertThat(done.at("/counts/added").asInt()).isEqualTo(3000);
    assertThat(done.at("/counts/refused").asInt()).isEqualTo(1);
    assertThat(done.at("/ignoredColumns/0").asString()).isEqualTo("Shoe size");
    assertThat(done.path("sections").toString()).isEqualTo("[\"culture\",\"sport\"]");
    String address = IMPORTS + "/" + done.path("id").asString();
    Http.Reply report = this.operator.get(address + "/refused.csv");
    assertThat(report.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
    assertThat(report.header("Content-Disposition")).contains("refused-rows.csv");
    assertThat(report.body())
        .isEqualTo("row,line,reason,email\r\n3002,3002,the address has no @,nobody\r\n");
    assertThat(this.operator.get(IMPORTS).json().findValuesAsString("id"))
        .contains(done.path("id").asString());
    assertThat(this.operator.post(address + "/cancel", null).json().path("state").asString())
        .isEqualTo("DONE");
    Http.Reply readers = this.operator.get("/api/v1/readers.csv?state=CONFIRMED");
    assertThat(readers.body()).contains("\r\na2999@large.example,Reader 2999,kk,culture|sport,");
    assertThat(this.operator.get("/api/v1/suppressions.csv").body()).startsWith("digest,reason,");
  }

  @Test
  void anotherCharsetIsNamed() {
    byte[] file =
        "email;name\nanna@charset.example;Анна\n".getBytes(Charset.forName("windows-1251"));
    JsonNode refused = ended(upload("consent=Form", file));
    assertThat(refused.path("state").asString()).isEqualTo("UNREADABLE");
    assertThat(refused.path("detail").asString()).startsWith("Line 2 is not UTF-8; save the file");
    assertThat(ended(upload("consent=Form&charset=windows-1251", file)).path("state").asString())
        .isEqualTo("DONE");
    assertThat(this.operator.get("/api/v1/readers.csv").body()).contains(",Анна,");
  }

  @Test
  void whatIsWrongIsNamed() {
    byte[] file = "email\na@wrong.example\n".getBytes(StandardCharsets.UTF_8);
    Http.Reply consent = upload("language=kk", file);
    assertThat(consent.status()).isEqualTo(400);
    assertThat(consent.json().path("field").asString()).isEqualTo("consent");
    assertThat(upload("consent=x&charset=utf-99", file).json().path("field").asString())
        .isEqualTo("charset");
    assertThat(upload("consent=x&language=!", file).json().path("field").asString())
        .isEqualTo("language");
    Http.Reply noAddress = upload("consent=x", "name\nAida\n".getBytes(StandardCharsets.UTF_8));
    assertThat(noAddress.status()).isEqualTo(422);
    assertThat(noAddress.json().path("detail").asString()).contains("it names \"name\"");
    Http.Reply tooLarge = upload("consent=x", ("email\n" + "x".repeat(3_200_000)).getBytes());
    assertThat(tooLarge.status()).isEqualTo(422);
    assertThat(tooLarge.json().path("detail").asString()).contains("larger than 3145728 bytes");
    assertThat(this.operator.get("/api/v1/readers.csv?state=ASLEEP").json().path("detail"))
        .asString()
        .contains("CONFIRMED");
    Http.Reply unknown = this.operator.get(IMPORTS + "/1d9a2c1e-1b1f-4a53-8e4c-2f4a8b1f0c11");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(SERVICE.context().getBean(org.storycast.audience.Readers.class).page("a@w", 1))
        .allSatisfy(it -> assertThat(it.address().value()).doesNotContain("wrong.example"));
  }
}
