// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.storycast.access.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Stories of an invented newspaper, submitted over HTTP. */
public final class Submissions {

  private static final JsonMapper JSON = new JsonMapper();

  private Submissions() {}

  /** The body of a submission under a new name. */
  public static String story(String headline) {
    ObjectNode story = JSON.createObjectNode();
    story.put("externalId", UUID.randomUUID().toString());
    story.put("headline", headline);
    story.put("lead", "The river rose by a metre.");
    story.put("bodyText", "It rose at night.\n\nIt will fall, says the office.");
    story.put("language", "en");
    story.putArray("sections").add("Regions");
    return story.toString();
  }

  /** Submits a story and answers its identity. */
  public static String submit(RunningService service, String headline) {
    Http.Reply reply = service.as(Role.EDITOR).post("/api/v1/stories", story(headline));
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.json().at("/story/id").asString();
  }

  /** Waits until the story's delivery to a channel stands in one of the states. */
  public static JsonNode await(
      RunningService service, String story, String channel, String... states) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> delivery(service, story, channel),
            it -> Set.of(states).contains(it.path("state").asString("")));
  }

  private static JsonNode delivery(RunningService service, String story, String channel) {
    for (JsonNode it :
        service
            .as(Role.READER)
            .get("/api/v1/deliveries?story=" + story + "&channel=" + channel)
            .json()
            .path("items")) {
      return it;
    }
    return JSON.createObjectNode();
  }
}
