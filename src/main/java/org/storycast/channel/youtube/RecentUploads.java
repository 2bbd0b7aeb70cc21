// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.storycast.channel.Outcome;
import tools.jackson.databind.JsonNode;

/** What a channel uploaded lately, by whatever means. Each page of the list costs a unit. */
final class RecentUploads {

  private static final int MOST_PAGES = 4;

  private final YoutubeApi api;
  private final YoutubeErrors errors;

  RecentUploads(YoutubeApi api, YoutubeErrors errors) {
    this.api = api;
    this.errors = errors;
  }

  /** What YouTube lists. */
  sealed interface Answer {

    /**
     * Uploads, newest first.
     *
     * @param items those since the moment
     * @param seen how many were looked through
     * @param whole whether there are surely no others
     */
    record Listed(List<JsonNode> items, int seen, boolean whole) implements Answer {}

    /** Why the list could not be read. */
    record Failed(Outcome outcome) implements Answer {}
  }

  /** The playlist that holds all uploads of the channel; empty where YouTube names none. */
  static String playlistOf(JsonNode channel) {
    return channel.path("contentDetails").path("relatedPlaylists").path("uploads").asString("");
  }

  /** The uploads since a moment. */
  Answer since(String playlist, Instant moment) {
    List<JsonNode> items = new ArrayList<>();
    String page = "";
    int seen = 0;
    for (int number = 0; number < MOST_PAGES; number++) {
      switch (YoutubeAnswer.ofList(this.api.uploads(playlist, page), this.errors)) {
        case YoutubeAnswer.Failed(Outcome outcome) -> {
          return new Answer.Failed(outcome);
        }
        case YoutubeAnswer.Json(JsonNode json) -> {
          List<JsonNode> newer =
              json.path("items")
                  .valueStream()
                  .filter(item -> !uploadedAt(item).isBefore(moment))
                  .toList();
          items.addAll(newer);
          seen += json.path("items").size();
          page = json.path("nextPageToken").asString("");
          if (newer.size() < json.path("items").size() || page.isEmpty()) {
            return new Answer.Listed(List.copyOf(items), seen, true);
          }
        }
      }
    }
    return new Answer.Listed(List.copyOf(items), seen, false);
  }

  private static Instant uploadedAt(JsonNode item) {
    String published = item.path("contentDetails").path("videoPublishedAt").asString("");
    try {
      return Instant.parse(
          published.isEmpty() ? item.path("snippet").path("publishedAt").asString("") : published);
    } catch (DateTimeException missing) {
      return Instant.MAX;
    }
  }
}
