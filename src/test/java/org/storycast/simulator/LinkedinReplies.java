// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** LinkedIn's own words. */
final class LinkedinReplies {

  private LinkedinReplies() {}

  static SimulatorReply refusal(int status, String code, String message) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", status);
    body.put("code", code);
    body.put("message", message);
    return SimulatorReply.json(status, body);
  }

  static SimulatorReply token(String code, String message, int number) {
    return SimulatorReply.json(
        401, Map.of("status", 401, "serviceErrorCode", number, "code", code, "message", message));
  }

  static SimulatorReply notAllowed(String what) {
    return SimulatorReply.json(
        403,
        Map.of(
            "status",
            403,
            "serviceErrorCode",
            100,
            "code",
            "ACCESS_DENIED",
            "message",
            "Not enough permissions to access: " + what));
  }

  static SimulatorReply invalid(String message) {
    return SimulatorReply.json(422, Map.of("status", 422, "message", message));
  }

  static SimulatorReply duplicate(String urn) {
    return SimulatorReply.json(
        422,
        Map.of(
            "errorDetailType",
            "com.linkedin.common.error.BadRequest",
            "message",
            "Content is a duplicate of " + urn,
            "errorDetails",
            Map.of(
                "inputErrors",
                List.of(
                    Map.of(
                        "description",
                        "Duplicate post is detected",
                        "input",
                        Map.of(),
                        "code",
                        "DUPLICATE_POST"))),
            "status",
            422));
  }

  static SimulatorReply throttled() {
    return SimulatorReply.json(
        429,
        Map.of(
            "message",
            "Resource level throttle limit for calls to this resource is reached.",
            "serviceErrorCode",
            101,
            "status",
            429));
  }

  static SimulatorReply notFound() {
    return refusal(404, "NOT_FOUND", "Could not find entity");
  }
}
