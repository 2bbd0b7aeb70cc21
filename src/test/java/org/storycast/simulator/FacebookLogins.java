// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Facebook's login as each of its simulators has it: its app, and a person's pages. */
final class FacebookLogins {

  private static final String POST = "CREATE_CONTENT";

  private FacebookLogins() {}

  /** Of pages; on one of them the person may only look at numbers. */
  static FacebookLogin toPages(Clock clock) {
    return new FacebookLogin(
        clock,
        new FacebookLogin.App(
            FacebookSimulator.APP_ID,
            FacebookSimulator.APP_SECRET,
            Set.of(
                "pages_show_list",
                "pages_read_engagement",
                "pages_manage_posts",
                "read_insights",
                "business_management")),
        List.of(
            new FacebookLogin.Page(
                FacebookSimulator.PAGE_ID,
                "Steppe Courier",
                FacebookSimulator.PAGE_TOKEN,
                List.of("ANALYZE", POST, "MANAGE"),
                Map.of()),
            page("999000111222", "Steppe Archive", "ANALYZE", Map.of()),
            page("555666777888", "Steppe Courier Sport", POST, Map.of())));
  }

  /** Of accounts that are linked to pages; to one page none is. */
  static FacebookLogin toAccounts(Clock clock) {
    return new FacebookLogin(
        clock,
        new FacebookLogin.App(
            InstagramSimulator.APP_ID,
            InstagramSimulator.APP_SECRET,
            Set.of(
                "pages_show_list",
                "pages_read_engagement",
                "instagram_basic",
                "instagram_content_publish",
                "instagram_manage_contents",
                "instagram_manage_insights",
                "business_management")),
        List.of(
            page("999000111222", "Steppe Archive", POST, Map.of()),
            new FacebookLogin.Page(
                InstagramSimulator.PAGE_ID,
                "Steppe Courier",
                InstagramSimulator.TOKEN,
                List.of(POST, "MANAGE"),
                Map.of("id", InstagramSimulator.USER_ID, "username", "steppecourier")),
            page(
                "555666777888",
                "Steppe Courier Sport",
                POST,
                Map.of("id", "17841405309211855", "username", "steppecouriersport"))));
  }

  private static FacebookLogin.Page page(
      String id, String name, String task, Map<String, String> linked) {
    return new FacebookLogin.Page(id, name, "EAAG" + id + "token", List.of(task), linked);
  }
}
