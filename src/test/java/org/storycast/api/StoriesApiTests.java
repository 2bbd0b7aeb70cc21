// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.storycast.running.Submissions.await;
import static org.storycast.running.Submissions.submit;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.storycast.access.Role;
import org.storycast.running.Http;
import org.storycast.running.RunningService;
import org.storycast.running.Submissions;
import tools.jackson.databind.JsonNode;

class StoriesApiTests {

  private static final String STORIES = "/api/v1/stories";

  private final RunningService service = RunningService.shared();
  private final Http reader = this.service.as(Role.READER);
  private final Http editor = this.service.as(Role.EDITOR);
  private final Http operator = this.service.as(Role.OPERATOR);

  @Test
  void submittedStoryGoesToEveryChannelThatIsNotForTests() {
    String story = submit(this.service, "Ferry returns to the lake");
    await(this.service, story, "courier", "PUBLISHED");
    await(this.service, story, "gazette", "PUBLISHED");
    JsonNode read = this.reader.get(STORIES + "/" + story).json();
    assertThat(read.at("/story/headline").asString()).isEqualTo("Ferry returns to the lake");
    assertThat(read.at("/revisions/0/body/1/text").asString())
        .isEqualTo("It will fall, says the office.");
    assertThat(read.path("deliveries").valueStream())
        .extracting(it -> it.path("channel").asString(), it -> it.path("state").asString())
        .containsExactlyInAnyOrder(
            tuple("courier", "PUBLISHED"), tuple("gazette", "PUBLISHED"), tuple("lost", "PLANNED"));
  }

  @Test
  void sameStoryAgainIsTheSameStory() {
    String body = Submissions.story("Bridge opens");
    Http.Reply first = this.editor.post(STORIES, body);
    Http.Reply again = this.editor.post(STORIES, body);
    assertThat(first.header("Location"))
        .isEqualTo(STORIES + "/" + first.json().at("/story/id").asString());
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("result").asString()).isEqualTo("UNCHANGED");
    Http.Reply corrected = this.editor.post(STORIES, body.replace("Bridge", "Old bridge"));
    assertThat(corrected.json().path("result").asString()).isEqualTo("REVISED");
    assertThat(corrected.json().at("/story/revision").asInt()).isEqualTo(2);
  }

  @Test
  void plainTextIsAStory() {
    Http.Reply reply =
        this.editor.send(
            this.editor
                .request(STORIES + "?language=kk")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("Өзен тасыды\n\nСу көтерілді.\n")));
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    assertThat(reply.json().at("/story/headline").asString()).isEqualTo("Өзен тасыды");
    assertThat(reply.json().at("/story/language").asString()).isEqualTo("kk");
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    Http.Reply reply =
        this.editor.send(
            this.editor
                .request(STORIES)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'A', (byte) 0xE9, 'B'})));
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().path("detail").asString()).contains("save it as UTF-8");
  }

  @Test
  void everyWrongFieldIsNamedAtOnce() {
    Http.Reply reply =
        this.editor.post(STORIES, "{\"headline\":\" \",\"publishedAt\":\"yesterday\"}");
    assertThat(reply.status()).isEqualTo(422);
    List<String> fields = new ArrayList<>();
    reply.json().path("errors").forEach(error -> fields.add(error.path("field").asString()));
    assertThat(fields).contains("headline", "publishedAt");
    assertThat(reply.json().at("/errors/0/remedy").asString()).isNotBlank();
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepeat() {
    List<String> submitted = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      submitted.addFirst(submit(this.service, "Paged & counted " + number));
    }
    List<String> seen = new ArrayList<>();
    String next = STORIES + "?headline=paged%20%26%20counted&limit=2";
    int pages = 0;
    while (next != null) {
      JsonNode page = this.reader.get(next).json();
      page.path("items").forEach(item -> seen.add(item.path("id").asString()));
      next = page.path("next").isNull() ? null : page.path("next").asString();
      pages++;
    }
    assertThat(seen).isEqualTo(submitted);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void deliveriesArePagedAndFiltered() {
    String story = submit(this.service, "Two deliveries");
    await(this.service, story, "gazette", "PUBLISHED");
    await(this.service, story, "courier", "PUBLISHED");
    String filter = "/api/v1/deliveries?state=PUBLISHED,REJECTED&limit=1&story=" + story;
    JsonNode first = this.reader.get(filter).json();
    JsonNode second = this.reader.get(first.path("next").asString()).json();
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(second.at("/items/0/id").asString())
        .isNotEqualTo(first.at("/items/0/id").asString());
    assertThat(this.reader.get(filter + "&channel=desk").json().path("items")).isEmpty();
  }

  @Test
  void previewShowsTheExactTextsAndStoresNothing() {
    String story = submit(this.service, "Harvest is early");
    Http.Reply reply =
        this.editor.post(STORIES + "/" + story + "/preview", "{\"channels\":[\"courier\"]}");
    JsonNode preview = reply.json().path(0);
    assertThat(preview.at("/parts/0/text").asString())
        .isEqualTo("Harvest is early\nThe river rose by a metre.");
    assertThat(preview.at("/parts/0/length").asInt()).isEqualTo(43);
    assertThat(preview.at("/parts/0/limit").asInt()).isEqualTo(200);
    assertThat(preview.at("/parts/0/unit").asString()).isEqualTo("code points");
    assertThat(this.editor.post(STORIES + "/" + story + "/preview", null).json()).hasSize(3);
    assertThat(
            this.reader.get("/api/v1/deliveries?channel=desk&story=" + story).json().path("items"))
        .isEmpty();
  }

  @Test
  void previewSaysWhyThereIsNoPost() {
    String story = submit(this.service, "It is #broken");
    JsonNode preview =
        this.editor.post(STORIES + "/" + story + "/preview", "{\"channels\":[\"courier\"]}").json();
    assertThat(preview.at("/0/problem").asString()).contains("line 1");
  }

  @Test
  void testGoesToAChannelForTestsOnly() {
    String story = submit(this.service, "Trying it out");
    Http.Reply refused =
        this.editor.post(STORIES + "/" + story + "/test", "{\"channel\":\"courier\"}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().path("field").asString()).isEqualTo("channel");
    Http.Reply sent = this.editor.post(STORIES + "/" + story + "/test", "{\"channel\":\"desk\"}");
    assertThat(sent.status()).as(sent.body()).isEqualTo(200);
    await(this.service, story, "desk", "PUBLISHED");
    assertThat(this.service.recording().published)
        .contains("desk: Trying it out\nThe river rose by a metre.");
  }

  @Test
  void rehearsalDoesEverythingButTheCall() {
    String story = submit(this.service, "Only a rehearsal");
    this.editor.post(STORIES + "/" + story + "/rehearse", "{\"channel\":\"desk\"}");
    await(this.service, story, "desk", "REHEARSED");
    assertThat(this.service.recording().published).noneMatch(it -> it.startsWith("desk: Only a"));
  }

  @Test
  void sendsOnceAndAgainOnANamedOccasion() {
    String story = submit(this.service, "Sent again");
    await(this.service, story, "courier", "PUBLISHED");
    JsonNode same =
        this.operator.post(STORIES + "/" + story + "/send", "{\"allChannels\":true}").json();
    assertThat(same).hasSize(2);
    String again = "{\"channel\":\"courier\",\"occasion\":\"evening edition\"}";
    String first =
        this.operator
            .post(STORIES + "/" + story + "/send-again", again)
            .json()
            .path("id")
            .asString();
    String second =
        this.operator
            .post(STORIES + "/" + story + "/send-again", again)
            .json()
            .path("id")
            .asString();
    assertThat(first).isEqualTo(second);
    await(this.service, story, "courier", "PUBLISHED");
    assertThat(this.service.recording().published)
        .filteredOn(it -> it.startsWith("courier: Sent again"))
        .hasSize(2);
  }

  @Test
  void sendsAtAMoment() {
    String story = submit(this.service, "Sent later");
    JsonNode planned =
        this.operator
            .post(
                STORIES + "/" + story + "/send",
                "{\"channels\":[\"desk\"],\"at\":\"2099-01-01T00:00:00Z\"}")
            .json();
    assertThat(planned.at("/0/plannedFor").asString()).isEqualTo("2099-01-01T00:00:00Z");
    String id = planned.at("/0/id").asString();
    assertThat(
            this.operator.post("/api/v1/deliveries/" + id + "/cancel", null).json().path("state"))
        .hasToString("\"CANCELLED\"");
  }

  @Test
  void withdrawnStoryIsShownAsWithdrawn() {
    String story = submit(this.service, "Withdrawn");
    JsonNode withdrawn = this.operator.post(STORIES + "/" + story + "/withdraw", null).json();
    assertThat(withdrawn.path("withdrawnAt").asString()).isNotBlank();
    assertThat(this.reader.get(STORIES + "?withdrawn=true&headline=withdrawn").json().path("items"))
        .hasSize(1);
  }

  @Test
  void ledgerIsExportedLineByLine() {
    String story = submit(this.service, "Exported");
    await(this.service, story, "courier", "PUBLISHED");
    await(this.service, story, "gazette", "PUBLISHED");
    Http.Reply export = this.reader.get(STORIES + "/" + story + "/ledger");
    assertThat(export.header("Content-Type")).startsWith("application/x-ndjson");
    assertThat(export.body().lines())
        .hasSizeGreaterThanOrEqualTo(8)
        .allMatch(line -> line.startsWith("{\"delivery\":\"") && line.endsWith("\"}"))
        .anyMatch(line -> line.contains("\"INTENT\""));
    assertThat(this.reader.get("/api/v1/ledger/verification").json().path("whole").asBoolean())
        .isTrue();
  }
}
