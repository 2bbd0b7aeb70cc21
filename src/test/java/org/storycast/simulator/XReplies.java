// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.List;
import java.util.Map;

/** X's error bodies, word for word as they were seen. */
final class XReplies {

  private static final String PROBLEMS = "https://api.twitter.com/2/problems/";

  /** The two hosts stand side by side in live answers; single things are missed under this one. */
  private static final String NEWER_PROBLEMS = "https://api.x.com/2/problems/";

  private XReplies() {}

  static SimulatorReply unauthorized() {
    return blank(401, "Unauthorized", "Unauthorized");
  }

  static SimulatorReply forbidden(String detail) {
    return blank(403, "Forbidden", detail);
  }

  static SimulatorReply appOnlyTokenRefused() {
    return problem(
        403,
        Map.of(
            "title",
            "Unsupported Authentication",
            "detail",
            "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.",
            "type",
            PROBLEMS + "unsupported-authentication",
            "status",
            403));
  }

  static SimulatorReply readOnlyApp() {
    return problem(
        403,
        Map.of(
            "title",
            "Forbidden",
            "detail",
            "Your client app is not configured with the appropriate oauth1 app permissions for"
                + " this endpoint.",
            "type",
            PROBLEMS + "oauth1-permissions",
            "status",
            403));
  }

  static SimulatorReply invalid(String parameter, String value, String message) {
    return problem(
        400,
        Map.of(
            "errors",
            List.of(Map.of("parameters", Map.of(parameter, List.of(value)), "message", message)),
            "title",
            "Invalid Request",
            "detail",
            "One or more parameters to your request was invalid.",
            "type",
            PROBLEMS + "invalid-request"));
  }

  static SimulatorReply notFound(String parameter, String id) {
    return problem(404, missing(parameter, id));
  }

  static Map<String, Object> missing(String parameter, String id) {
    return Map.of(
        "value",
        id,
        "detail",
        "Could not find tweet with id: [%s].".formatted(id),
        "title",
        "Not Found Error",
        "resource_type",
        "tweet",
        "parameter",
        parameter,
        "resource_id",
        id,
        "type",
        NEWER_PROBLEMS + "resource-not-found");
  }

  static SimulatorReply tooMany() {
    return blank(429, "Too Many Requests", "Too Many Requests");
  }

  static SimulatorReply creditsDepleted() {
    return problem(
        402,
        Map.of(
            "account_id",
            1_988_112_233L,
            "title",
            "CreditsDepleted",
            "detail",
            "Your enrolled account [1988112233] does not have any credits to fulfill this"
                + " request.",
            "type",
            PROBLEMS + "credits"));
  }

  static SimulatorReply paymentRequired() {
    return problem(
        402,
        Map.of(
            "title", "Payment Required",
            "detail", "credits depleted",
            "status", 402,
            "type", "https://api.x.com/2/problems/credits-depleted"));
  }

  private static SimulatorReply blank(int status, String title, String detail) {
    return problem(
        status, Map.of("title", title, "type", "about:blank", "status", status, "detail", detail));
  }

  /** Live answers come with this type or with plain JSON's; X's OpenAPI document knows this one. */
  private static SimulatorReply problem(int status, Map<String, Object> body) {
    return SimulatorReply.json(status, body).with("Content-Type", "application/problem+json");
  }
}
