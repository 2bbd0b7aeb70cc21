// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.storycast.channel.Metrics;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A post's numbers: of a company page all that LinkedIn counts, of a member what it lets us see.
 */
final class LinkedinNumbers {

  private static final List<String> PAGE_COUNTS =
      List.of(
          "impressionCount",
          "uniqueImpressionsCount",
          "clickCount",
          "likeCount",
          "commentCount",
          "shareCount");

  private final LinkedinApi api;
  private final LinkedinSettings settings;

  LinkedinNumbers(LinkedinApi api, LinkedinSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  Metrics of(String urn) {
    return this.settings.isOfAnOrganization() ? ofPage(urn) : ofMember(urn);
  }

  private Metrics ofPage(String urn) {
    JsonNode all =
        json(this.api.statistics(urn)).path("elements").path(0).path("totalShareStatistics");
    Map<String, Long> counts = new HashMap<>();
    PAGE_COUNTS.forEach(name -> put(counts, name, all.path(name)));
    return new Metrics(counts);
  }

  private Metrics ofMember(String urn) {
    JsonNode actions = json(this.api.reactions(urn));
    Map<String, Long> counts = new HashMap<>();
    put(counts, "likeCount", actions.path("likesSummary").path("totalLikes"));
    put(counts, "commentCount", actions.path("commentsSummary").path("aggregatedTotalComments"));
    return new Metrics(counts);
  }

  private static void put(Map<String, Long> counts, String name, JsonNode count) {
    if (count.isIntegralNumber()) {
      counts.put(name, count.asLong());
    }
  }

  private static JsonNode json(AuthorizedReply reply) {
    return reply instanceof AuthorizedReply.Sent(Reply.Answered answer) && answer.isSuccess()
        ? answer.json()
        : MissingNode.getInstance();
  }
}
