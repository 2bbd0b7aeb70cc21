// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Duration;
import java.util.Map;

/** How servers of the network say no. */
final class BlueskyReplies {

  private BlueskyReplies() {}

  static SimulatorReply error(int status, String name, String message) {
    return SimulatorReply.json(status, Map.of("error", name, "message", message));
  }

  static SimulatorReply invalid(String message) {
    return error(400, "InvalidRequest", message);
  }

  static SimulatorReply expired() {
    return error(400, "ExpiredToken", "Token has expired");
  }

  static SimulatorReply tooMany(Duration wait) {
    return error(429, "RateLimitExceeded", "Rate Limit Exceeded")
        .with("Retry-After", Long.toString(wait.toSeconds()));
  }

  /** Ends the handling of a request. */
  static final class Refused extends RuntimeException {

    private final transient SimulatorReply reply;

    Refused(SimulatorReply reply) {
      super("HTTP " + reply.status());
      this.reply = reply;
    }

    SimulatorReply reply() {
      return this.reply;
    }
  }
}
