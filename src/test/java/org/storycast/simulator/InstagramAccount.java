// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Meta tells of the account, of the page it is linked to, and of its token. */
final class InstagramAccount {

  private final Clock clock;
  private List<String> scopes =
      List.of(
          "instagram_basic",
          "instagram_content_publish",
          "instagram_manage_contents",
          "instagram_manage_insights",
          "pages_show_list",
          "pages_read_engagement");
  private long expiresAt;
  private long dataAccessExpiresAt;
  private String type = "BUSINESS";
  private boolean linked = true;

  InstagramAccount(Clock clock) {
    this.clock = clock;
  }

  void grant(String... rights) {
    this.scopes = List.of(rights);
  }

  void endAt(Instant token, Instant data) {
    this.expiresAt = token.getEpochSecond();
    this.dataAccessExpiresAt = data.getEpochSecond();
  }

  void become(String type) {
    this.type = type;
  }

  void unlink() {
    this.linked = false;
  }

  /** By its number, for accounts with a page. */
  SimulatorReply node() {
    return SimulatorReply.json(
        200, Map.of("id", InstagramSimulator.USER_ID, "username", "steppecourier"));
  }

  /** For accounts by Instagram Login; the id is the app's own name for it. */
  SimulatorReply me() {
    return SimulatorReply.json(
        200,
        Map.of(
            "id",
            "9001",
            "user_id",
            InstagramSimulator.USER_ID,
            "username",
            "steppecourier",
            "account_type",
            this.type));
  }

  SimulatorReply page() {
    Map<String, Object> page = new LinkedHashMap<>();
    if (this.linked) {
      page.put("instagram_business_account", Map.of("id", InstagramSimulator.USER_ID));
    }
    page.put("id", InstagramSimulator.PAGE_ID);
    return SimulatorReply.json(200, page);
  }

  /** Only the app itself may ask. */
  SimulatorReply token(SimulatorRequest request) {
    String app = InstagramSimulator.APP_ID + "|" + InstagramSimulator.APP_SECRET;
    if (!request.bearer().orElse("").equals(app)) {
      throw new InstagramError.Refused(InstagramError.INVALID_TOKEN);
    }
    String token = request.query().getOrDefault("input_token", "");
    if (token.isEmpty()) {
      throw new InstagramError.Refused(InstagramError.INVALID);
    }
    boolean valid =
        token.equals(InstagramSimulator.TOKEN)
            && (this.expiresAt == 0 || this.clock.instant().getEpochSecond() < this.expiresAt);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("app_id", InstagramSimulator.APP_ID);
    data.put("type", "PAGE");
    data.put("is_valid", valid);
    data.put("expires_at", this.expiresAt);
    data.put("data_access_expires_at", this.dataAccessExpiresAt);
    data.put("scopes", this.scopes);
    return SimulatorReply.json(200, Map.of("data", data));
  }
}
