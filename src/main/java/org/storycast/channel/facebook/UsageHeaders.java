// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
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

  /** From here on, in per cent, we slow down. */
  private static final int ENOUGH = 80;

  /** The windows are rolling hours; Facebook does not always say when the first place is free. */
  private static final Duration WINDOW = Duration.ofHours(1);

  private UsageHeaders() {}

  /** How long Facebook refuses calls; empty where it does not say that it does. */
  private static Optional<Duration> regain(Reply.Answered answer) {
    return usages(answer)
        .map(it -> it.path("estimated_time_to_regain_access").asLong(0))
        .filter(minutes -> minutes > 0)
        .max(Comparator.naturalOrder())
        .map(Duration::ofMinutes);
  }

  /**
   * How long no call is worth making: as long as Facebook says, an hour where all is used, and from
   * four fifths on a minute for each per cent above them, so that the last fifth lasts the window.
   */
  static Optional<Duration> pause(Reply.Answered answer) {
    int used = used(answer);
    Optional<Duration> ours =
        used >= FULL
            ? Optional.of(WINDOW)
            : Optional.of(Duration.ofMinutes(used - ENOUGH)).filter(Duration::isPositive);
    return regain(answer).or(() -> ours);
  }

  /** The largest part of an allowance that is used, in per cent. */
  static int used(Reply.Answered answer) {
    return usages(answer)
        .flatMapToInt(
            usage ->
                IntStream.of(
                    usage.path("call_count").asInt(0),
                    usage.path("total_cputime").asInt(0),
                    usage.path("total_time").asInt(0)))
        .max()
        .orElse(0);
  }

  private static Stream<JsonNode> usages(Reply.Answered answer) {
    Stream<JsonNode> business =
        header(answer, "x-business-use-case-usage").valueStream().flatMap(JsonNode::valueStream);
    Stream<JsonNode> others =
        Stream.of("x-app-usage", "x-page-usage").map(name -> header(answer, name));
    return Stream.concat(business, others);
  }

  private static JsonNode header(Reply.Answered answer, String name) {
    try {
      return answer.header(name).map(JSON::readTree).orElseGet(MissingNode::getInstance);
    } catch (JacksonException malformed) {
      return MissingNode.getInstance();
    }
  }
}
