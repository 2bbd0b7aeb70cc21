// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.storycast.channel.support.Reply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What Facebook says in its headers about how much of the allowance is used: percentages as JSON,
 * and how many minutes it takes until calls are taken again.
 */
final class UsageHeaders {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int FULL = 100;

  /** The windows are rolling hours; Facebook does not always say when the first place is free. */
  private static final Duration WINDOW = Duration.ofHours(1);

  private UsageHeaders() {}

  /** How long no call is worth making; empty where something is left. */
  static Optional<Duration> pause(Reply.Answered answer) {
    Stream<Duration> business =
        header(answer, "x-business-use-case-usage")
            .valueStream()
            .flatMap(JsonNode::valueStream)
            .flatMap(usage -> pause(usage).stream());
    Stream<Duration> others =
        Stream.of("x-app-usage", "x-page-usage")
            .flatMap(name -> pause(header(answer, name)).stream());
    return Stream.concat(business, others).max(Comparator.naturalOrder());
  }

  private static Optional<Duration> pause(JsonNode usage) {
    long minutes = usage.path("estimated_time_to_regain_access").asLong(0);
    if (minutes > 0) {
      return Optional.of(Duration.ofMinutes(minutes));
    }
    boolean full =
        Stream.of("call_count", "total_cputime", "total_time")
            .anyMatch(name -> usage.path(name).asInt(0) >= FULL);
    return full ? Optional.of(WINDOW) : Optional.empty();
  }

  private static JsonNode header(Reply.Answered answer, String name) {
    try {
      return answer.header(name).map(JSON::readTree).orElseGet(MissingNode::getInstance);
    } catch (JacksonException malformed) {
      return MissingNode.getInstance();
    }
  }
}
