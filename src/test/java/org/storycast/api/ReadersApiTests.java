// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.storycast.access.Role;
import org.storycast.running.Http;
import org.storycast.running.RunningService;
import tools.jackson.databind.JsonNode;

class ReadersApiTests {

  private static final String READERS = "/api/v1/readers";

  private final Http operator = RunningService.shared().as(Role.OPERATOR);

  @Test
  void readersAreAddedImportedListedAndUnsubscribed() {
    int before = confirmed();
    String order =
        "{\"email\":\"aida@courier.example\",\"name\":\"Aida\",\"consent\":\"By telephone\"}";
    JsonNode added = this.operator.post(READERS, order).json();
    assertThat(added.path("result").asString()).isEqualTo("ADDED");
    assertThat(this.operator.post(READERS, order).json().path("result").asString())
        .isEqualTo("UNCHANGED");
    for (String name : new String[] {"bota", "dana"}) {
      String other = order.replace("aida", name);
      assertThat(this.operator.post(READERS, other).json().path("result").asString())
          .isEqualTo("ADDED");
    }
    assertThat(addresses())
        .doesNotHaveDuplicates()
        .containsSubsequence(
            "aida@courier.example", "bota@courier.example", "dana@courier.example");
    String id = added.at("/reader/id").asString();
    assertThat(this.operator.post(READERS + "/" + id + "/unsubscribe", null).json().path("state"))
        .hasToString("\"UNSUBSCRIBED\"");
    assertThat(this.operator.post(READERS, order).json().path("result").asString())
        .isEqualTo("LEFT_UNSUBSCRIBED");
    assertThat(confirmed()).isEqualTo(before + 2);
  }

  private int confirmed() {
    return this.operator.get(READERS + "/counts").json().path("CONFIRMED").asInt();
  }

  /** All of them, by pages of two; other tests of this service may have added some. */
  private List<String> addresses() {
    List<String> addresses = new ArrayList<>();
    String page = READERS + "?limit=2";
    while (!page.isEmpty()) {
      JsonNode read = this.operator.get(page).json();
      read.path("items").forEach(it -> addresses.add(it.path("email").asString()));
      page = read.path("next").asString("");
      assertThat(page).doesNotContain("courier");
    }
    return addresses;
  }

  @Test
  void wrongReadersAreNamed() {
    Http.Reply reply = this.operator.post(READERS, "{\"email\":\"aida\",\"consent\":\"x\"}");
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().path("field").asString()).isEqualTo("email");
    Http.Reply none = this.operator.post(READERS, "{\"email\":\"a@b.example\"}");
    assertThat(none.json().path("detail").asString()).contains("to which text");
  }
}
