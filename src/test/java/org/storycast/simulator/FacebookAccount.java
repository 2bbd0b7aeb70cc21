// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Facebook tells of the page and of its token. */
final class FacebookAccount {

  private static final Set<String> FIELDS = Set.of("id", "name", "is_published");
  private static final Set<String> METRICS =
      Set.of(
          "post_media_view",
          "post_total_media_view_unique",
          "post_clicks",
          "post_clicks_by_type",
          "post_reactions_by_type_total");

  private final Clock clock;
  private List<String> scopes =
      List.of("pages_show_list", "pages_read_engagement", "pages_manage_posts", "read_insights");
  private long expiresAt;
  private long dataAccessExpiresAt;
  private String type = "PAGE";
  private boolean visible = true;

  FacebookAccount(Clock clock) {
    this.clock = clock;
  }

  void grant(String... rights) {
    this.scopes = List.of(rights);
  }

  void endAt(Instant token, Instant data) {
    this.expiresAt = token.getEpochSecond();
    this.dataAccessExpiresAt = data.getEpochSecond();
  }

  void callTokens(String type) {
    this.type = type;
  }

  void hide() {
    this.visible = false;
  }

  SimulatorReply page(FacebookParameters call) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("name", "Steppe Courier");
    page.put("is_published", this.visible);
    List<String> asked = FacebookPost.fieldNames(call.get("fields").orElse("id,name"));
    for (String name : asked) {
      if (!FIELDS.contains(name)) {
        return FacebookErrors.parameter(
            "(#100) Tried accessing nonexisting field (%s) on node type (Page)".formatted(name));
      }
    }
    page.keySet().retainAll(asked);
    page.put("id", FacebookSimulator.PAGE_ID);
    return SimulatorReply.json(200, page);
  }

  /** Only the app itself may ask. */
  SimulatorReply token(SimulatorRequest request, FacebookParameters call, FacebookLogin login) {
    String app = FacebookSimulator.APP_ID + "|" + FacebookSimulator.APP_SECRET;
    if (!request.bearer().or(() -> call.get("access_token")).orElse("").equals(app)) {
      return FacebookErrors.oauth(
          400, 190, 0, "Invalid OAuth access token - Cannot parse access token");
    }
    if (call.get("input_token").isEmpty()) {
      return FacebookErrors.parameter("(#100) The parameter input_token is required");
    }
    String token = call.get("input_token").get();
    if (login.knows(token)) {
      return login.worth(token, this.dataAccessExpiresAt);
    }
    boolean valid =
        token.equals(FacebookSimulator.PAGE_TOKEN)
            && (this.expiresAt == 0 || this.clock.instant().getEpochSecond() < this.expiresAt);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("app_id", FacebookSimulator.APP_ID);
    data.put("type", this.type);
    data.put("is_valid", valid);
    data.put("expires_at", this.expiresAt);
    data.put("data_access_expires_at", this.dataAccessExpiresAt);
    data.put("profile_id", FacebookSimulator.PAGE_ID);
    data.put("scopes", this.scopes);
    return SimulatorReply.json(200, Map.of("data", data));
  }

  /** The metrics of impressions and reach ended; asking for one fails. */
  static SimulatorReply insights(FacebookParameters call) {
    List<String> names = List.of(call.get("metric").orElse("").split(","));
    if (!METRICS.containsAll(names)) {
      return FacebookErrors.parameter("(#100) The value must be a valid insights metric");
    }
    return SimulatorReply.json(
        200,
        Map.of(
            "data",
            names.stream()
                .map(
                    name ->
                        Map.of(
                            "name",
                            name,
                            "period",
                            "lifetime",
                            "values",
                            List.of(Map.of("value", 10 + names.indexOf(name)))))
                .toList()));
  }
}
