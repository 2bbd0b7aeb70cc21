// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** How much of the page's allowance is used, as Facebook tells it in its headers. */
final class FacebookUsage {

  private static final JsonMapper JSON = new JsonMapper();

  private final Clock clock;
  private int calls;
  private int percent;
  private int code;
  private Instant openAgain = Instant.MIN;

  FacebookUsage(Clock clock) {
    this.clock = clock;
  }

  void use(int percent) {
    this.percent = percent;
  }

  void exhaust(int code, Duration until) {
    this.code = code;
    this.openAgain = this.clock.instant().plus(until);
  }

  Optional<SimulatorReply> refusal() {
    this.calls++;
    return isExhausted() ? Optional.of(refusal(this.code)) : Optional.empty();
  }

  private boolean isExhausted() {
    return this.clock.instant().isBefore(this.openAgain);
  }

  static SimulatorReply refusal(int code) {
    String message =
        switch (code) {
          case 4 -> "(#4) Application request limit reached";
          case 17 -> "(#17) User request limit reached";
          case 32 -> "(#32) Page request limit reached";
          case 613 -> "(#613) Calls to this api have exceeded the rate limit.";
          default -> "(#%d) There have been too many calls to this Page.".formatted(code);
        };
    return FacebookErrors.oauth(400, code, 0, message);
  }

  /** The reply with the headers that every answer carries. */
  SimulatorReply mark(SimulatorReply reply) {
    long minutes =
        isExhausted() ? minutes(Duration.between(this.clock.instant(), this.openAgain)) : 0;
    int used = isExhausted() ? 100 : Math.max(this.percent, Math.min(99, this.calls / 10));
    return mark(reply, used, minutes);
  }

  static SimulatorReply mark(SimulatorReply reply, int used, long minutes) {
    return reply
        .with(
            "x-app-usage",
            JSON.writeValueAsString(
                java.util.Map.of("call_count", 1, "total_time", 1, "total_cputime", 1)))
        .with(
            "x-business-use-case-usage",
            "{\"%s\":[{\"type\":\"pages\",\"call_count\":%d,\"total_cputime\":1,\"total_time\":1,\"estimated_time_to_regain_access\":%d}]}"
                .formatted(FacebookSimulator.PAGE_ID, used, minutes));
  }

  static long minutes(Duration wait) {
    return Math.ceilDiv(wait.toSeconds(), 60);
  }
}
