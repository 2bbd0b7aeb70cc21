// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The member, and the member's roles on company pages. */
final class LinkedinPeople {

  private static final Map<String, String> NAMES =
      Map.of(
          "5515715", "The Steppe Courier",
          "5515716", "The Steppe Courier, Sports",
          "5515717", "Somebody else's page");

  private boolean dismissed;

  private record Role(String page, String role, String state) {}

  private static final List<Role> ROLES =
      List.of(
          new Role(LinkedinSimulator.PAGE, "ADMINISTRATOR", "APPROVED"),
          new Role(LinkedinSimulator.SECOND_PAGE, "CONTENT_ADMINISTRATOR", "APPROVED"),
          new Role(LinkedinSimulator.SECOND_PAGE, "ANALYST", "APPROVED"),
          new Role("urn:li:organization:5515717", "ANALYST", "APPROVED"),
          new Role("urn:li:organization:5515718", "ADMINISTRATOR", "REVOKED"));

  void dismiss() {
    this.dismissed = true;
  }

  static boolean administers(LinkedinTokens.Token token) {
    return token.may("r_organization_admin") || token.may("rw_organization_admin");
  }

  static SimulatorReply userinfo(LinkedinTokens.Token token) {
    if (!token.may("openid") || !token.may("profile")) {
      return LinkedinReplies.notAllowed("userinfo.GET");
    }
    return SimulatorReply.json(
        200,
        Map.of(
            "sub",
            LinkedinSimulator.MEMBER.substring("urn:li:person:".length()),
            "name",
            "Olga Petrova",
            "locale",
            "en-US"));
  }

  SimulatorReply roles(SimulatorRequest request, LinkedinTokens.Token token) {
    if (!administers(token)) {
      return LinkedinReplies.notAllowed("organizationAcls.FINDER-roleAssignee");
    }
    if (!"roleAssignee".equals(request.query().get("q"))) {
      return LinkedinReplies.refusal(400, "ILLEGAL_ARGUMENT", "No such finder");
    }
    String state = request.query().getOrDefault("state", "");
    List<Map<String, String>> elements =
        ROLES.stream()
            .filter(it -> !this.dismissed || it.role().equals("ANALYST"))
            .filter(it -> state.isEmpty() || it.state().equals(state))
            .map(
                it ->
                    Map.of(
                        "roleAssignee", LinkedinSimulator.MEMBER,
                        "organization", it.page(),
                        "role", it.role(),
                        "state", it.state()))
            .toList();
    return SimulatorReply.json(
        200,
        Map.of(
            "paging", Map.of("start", 0, "count", 100, "links", List.of()), "elements", elements));
  }

  SimulatorReply organizations(SimulatorRequest request, LinkedinTokens.Token token) {
    String ids = request.query().getOrDefault("ids", "");
    if (!administers(token)) {
      return LinkedinReplies.notAllowed("organizations.BATCH_GET");
    }
    if (!ids.matches("List\\(\\d+(,\\d+)*\\)")) {
      return LinkedinReplies.refusal(400, "ILLEGAL_ARGUMENT", "Name the organizations as a List");
    }
    Map<String, Object> results = new LinkedHashMap<>();
    Arrays.stream(ids.substring(5, ids.length() - 1).split(","))
        .filter(NAMES::containsKey)
        .forEach(
            id -> results.put(id, Map.of("id", Long.valueOf(id), "localizedName", NAMES.get(id))));
    return SimulatorReply.json(
        200, Map.of("results", results, "statuses", Map.of(), "errors", Map.of()));
  }
}
