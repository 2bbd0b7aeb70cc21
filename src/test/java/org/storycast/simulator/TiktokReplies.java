// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.Map;

/** TikTok's envelopes. */
final class TiktokReplies {

  private TiktokReplies() {}

  static SimulatorReply ok(Object data) {
    return SimulatorReply.json(200, Map.of("data", data, "error", error("ok", "")));
  }

  static SimulatorReply refusal(int status, String code, String message) {
    return SimulatorReply.json(status, Map.of("error", error(code, message)));
  }

  static SimulatorReply invalidParam(String message) {
    return refusal(400, "invalid_param", message);
  }

  private static Map<String, String> error(String code, String message) {
    return Map.of("code", code, "message", message, "log_id", "202611201200000000000000000000");
  }

  /** Token refusals are flat, and were seen with HTTP 200. */
  static SimulatorReply oauthError(int status, String error, String description) {
    return SimulatorReply.json(
        status, Map.of("error", error, "error_description", description, "log_id", "2026112012"));
  }
}
