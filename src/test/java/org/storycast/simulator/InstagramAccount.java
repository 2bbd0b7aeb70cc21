// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** What Meta tells of the account and of the page it is linked to. */
final class InstagramAccount {

  private String type = "BUSINESS";
  private boolean linked = true;

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
}
