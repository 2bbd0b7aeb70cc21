// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.List;
import java.util.Map;

/** Refusals in the form of Google's APIs. */
final class GoogleReplies {

  private GoogleReplies() {}

  /** A refusal with its reason and domain. */
  static SimulatorReply refusal(int status, String domain, String reason, String message) {
    return SimulatorReply.json(
        status,
        Map.of(
            "error",
            Map.of(
                "code",
                status,
                "message",
                message,
                "errors",
                List.of(Map.of("message", message, "domain", domain, "reason", reason)))));
  }

  static SimulatorReply badRequest(String reason, String message) {
    return refusal(400, "youtube.video", reason, message);
  }

  static SimulatorReply authError() {
    return refusal(
        401,
        "global",
        "authError",
        "Request had invalid authentication credentials. Expected OAuth 2 access token.");
  }

  static SimulatorReply insufficientPermissions() {
    return refusal(
        403,
        "global",
        "insufficientPermissions",
        "Request had insufficient authentication scopes.");
  }

  static SimulatorReply videoNotFound() {
    return refusal(
        404,
        "youtube.video",
        "videoNotFound",
        "The video that you are trying to reach cannot be found.");
  }
}
