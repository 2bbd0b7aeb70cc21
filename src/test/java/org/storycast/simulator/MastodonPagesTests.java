// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.storycast.simulator.MastodonCalls.assertError;
import static org.storycast.simulator.MastodonCalls.idOf;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.MutableClock;
import org.storycast.simulator.RawRequests.Answer;

class MastodonPagesTests {

  private static final String PAGE =
      "/api/v1/accounts/" + MastodonSimulator.ACCOUNT_ID + "/statuses";

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final MastodonSimulator mastodon = new MastodonSimulator(this.clock);
  private final MastodonCalls calls = new MastodonCalls(this.mastodon);
  private final List<String> ids = new ArrayList<>();

  @BeforeEach
  void sayMuch() {
    for (int status = 0; status < 45; status++) {
      this.ids.add(idOf(this.calls.say("Status " + status)));
    }
    this.calls.as(MastodonSimulator.FOREIGN_TOKEN).say("Not ours");
  }

  @AfterEach
  void stop() {
    this.mastodon.close();
  }

  private List<String> page(String query) {
    return this.calls
        .get(PAGE + query)
        .json()
        .valueStream()
        .map(it -> it.path("id").asString())
        .toList();
  }

  @Test
  void showsTwentyOfItsOwnNewestFirst() {
    assertThat(page("")).isEqualTo(this.ids.subList(25, 45).reversed());
  }

  @Test
  void showsFortyAtTheMost() {
    assertThat(page("?limit=80")).isEqualTo(this.ids.subList(5, 45).reversed());
  }

  @Test
  void namesItsNeighboursInTheLinkHeader() {
    Answer first = this.calls.get(PAGE + "?limit=40");
    assertThat(first.header("Link"))
        .contains("max_id=%s>; rel=\"next\"".formatted(this.ids.get(5)))
        .contains("min_id=%s>; rel=\"prev\"".formatted(this.ids.get(44)));
    Answer last = this.calls.get(PAGE + "?limit=40&max_id=" + this.ids.get(5));
    assertThat(last.json().size()).isEqualTo(5);
    assertThat(last.header("Link")).doesNotContain("rel=\"next\"");
    assertThat(this.calls.get(PAGE + "?max_id=" + this.ids.get(0)).header("Link")).isEmpty();
  }

  @Test
  void goesUpwardsFromAnId() {
    assertThat(page("?limit=3&min_id=" + this.ids.get(10)))
        .containsExactly(this.ids.get(13), this.ids.get(12), this.ids.get(11));
    assertThat(page("?limit=3&since_id=" + this.ids.get(10)))
        .containsExactly(this.ids.get(44), this.ids.get(43), this.ids.get(42));
  }

  @Test
  void showsNoUnknownAccountsStatuses() {
    assertError(this.calls.get("/api/v1/accounts/17/statuses"), 404, "Record not found");
  }

  @Test
  void refusesThe301stPageInAQuarterOfAnHour() {
    MastodonCalls reader = this.calls.as(MastodonSimulator.READ_TOKEN);
    for (int page = 0; page < 300; page++) {
      this.clock.advance(Duration.ofSeconds(1));
      assertThat(reader.get(PAGE + "?limit=1").status()).isEqualTo(200);
    }
    this.clock.advance(Duration.ofMinutes(5));
    assertError(reader.get(PAGE + "?limit=1"), 429, "Too many requests");
    this.clock.advance(Duration.ofMinutes(10));
    assertThat(reader.get(PAGE + "?limit=1").status()).isEqualTo(200);
  }

  @Test
  void showsAStatusLateWhereAReplicaLags() {
    this.mastodon.showStatusesAfter(Duration.ofSeconds(5));
    String id = idOf(this.calls.say("Late"));
    assertThat(page("")).doesNotContain(id);
    this.clock.advance(Duration.ofSeconds(5));
    assertThat(page("")).contains(id);
  }
}
