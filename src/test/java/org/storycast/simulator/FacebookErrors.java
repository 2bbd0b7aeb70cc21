// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** The Graph API's error bodies; they begin with {@code "error"}, on which clients rely. */
final class FacebookErrors {

  private FacebookErrors() {}

  static SimulatorReply oauth(int status, int code, int subcode, String message) {
    return error(status, "OAuthException", code, subcode, message, false);
  }

  static SimulatorReply parameter(String message) {
    return oauth(400, 100, 0, message);
  }

  static SimulatorReply missing(String id) {
    return error(
        400,
        "GraphMethodException",
        100,
        33,
        "Unsupported request. Object with ID '%s' does not exist, cannot be loaded due to missing permissions, or does not support this operation."
            .formatted(id),
        false);
  }

  static SimulatorReply unknownPath(String path) {
    return oauth(400, 2500, 0, "Unknown path components: " + path);
  }

  static SimulatorReply proof(String message) {
    return error(400, "GraphMethodException", 100, 0, message, false);
  }

  static SimulatorReply passing(int code) {
    return error(
        500,
        "OAuthException",
        code,
        0,
        code == 1 ? "An unknown error occurred" : "Service temporarily unavailable",
        true);
  }

  private static SimulatorReply error(
      int status, String type, int code, int subcode, String message, boolean isTransient) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", message);
    error.put("type", type);
    error.put("code", code);
    if (subcode != 0) {
      error.put("error_subcode", subcode);
    }
    if (isTransient) {
      error.put("is_transient", true);
    }
    error.put("fbtrace_id", "Fz54courier");
    return SimulatorReply.json(status, Map.of("error", error));
  }
}
