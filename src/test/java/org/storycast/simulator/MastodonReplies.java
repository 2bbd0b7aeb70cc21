// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.Map;

/** How Mastodon says no. */
final class MastodonReplies {

  private MastodonReplies() {}

  static SimulatorReply error(int status, String words) {
    return SimulatorReply.json(status, Map.of("error", words));
  }

  static SimulatorReply invalid(String words) {
    return error(422, "Validation failed: " + words);
  }

  static SimulatorReply notFound() {
    return error(404, "Record not found");
  }

  static SimulatorReply badToken() {
    return error(401, "The access token is invalid");
  }

  static SimulatorReply revokedToken() {
    return error(401, "The access token was revoked");
  }

  static SimulatorReply outsideTheScopes() {
    return error(403, "This action is outside the authorized scopes");
  }

  static SimulatorReply tooMany() {
    return error(429, "Too many requests");
  }

  static SimulatorReply temporaryProblem() {
    return error(503, "There was a temporary problem serving your request, please try again");
  }
}
