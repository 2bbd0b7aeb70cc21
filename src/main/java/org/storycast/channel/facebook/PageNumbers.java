// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.util.HashMap;
import java.util.Map;
import org.storycast.channel.Metrics;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/**
 * What readers did with a post, by Facebook's own names. Those of impressions and reach ended on
 * 2026-06-15 and are not asked for; the insights need the right {@code read_insights}
 * (https://developers.facebook.com/docs/graph-api/reference/insights, 2026-10).
 */
final class PageNumbers {

  private static final String COUNTS =
      "comments.limit(0).summary(true),reactions.limit(0).summary(true),shares";

  /** A video has no shares, and calls reactions likes. */
  private static final String COUNTS_OF_VIDEO =
      "comments.limit(0).summary(true),likes.limit(0).summary(true),views";

  private static final String INSIGHTS = "post_media_view,post_total_media_view_unique,post_clicks";

  private final GraphClient client;

  PageNumbers(GraphClient client) {
    this.client = client;
  }

  Metrics of(String id) {
    boolean post = PublishedPosts.isPost(id);
    Map<String, Long> counts = new HashMap<>();
    counts(counts, this.client.get("/" + id, Map.of("fields", post ? COUNTS : COUNTS_OF_VIDEO)));
    if (post) {
      insights(counts, this.client.get("/" + id + "/insights", Map.of("metric", INSIGHTS)));
    }
    return new Metrics(counts);
  }

  private static void counts(Map<String, Long> counts, Reply reply) {
    if (reply instanceof Reply.Answered answer && answer.isSuccess()) {
      JsonNode json = answer.json();
      for (String name : new String[] {"comments", "reactions", "likes"}) {
        put(counts, name, json.path(name).path("summary").path("total_count"));
      }
      put(counts, "shares", json.path("shares").path("count"));
      put(counts, "views", json.path("views"));
    }
  }

  private static void insights(Map<String, Long> counts, Reply reply) {
    if (reply instanceof Reply.Answered answer && answer.isSuccess()) {
      for (JsonNode metric : answer.json().path("data")) {
        put(counts, metric.path("name").asString(""), metric.path("values").path(0).path("value"));
      }
    }
  }

  private static void put(Map<String, Long> counts, String name, JsonNode value) {
    if (value.isIntegralNumber() && !name.isEmpty()) {
      counts.put(name, value.asLong());
    }
  }
}
