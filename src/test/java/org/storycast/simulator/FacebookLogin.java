// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Facebook's login: a person's consent, their tokens of two hours and of sixty days, and the pages
 * on which they work. A page's token that was taken with a token of two hours is as short-lived.
 */
final class FacebookLogin {

  /** The portfolio to which the pages may belong. */
  static final String PORTFOLIO = "998877665544";

  /** The sports desk's page. */
  static final String SPORT_ID = "555666777888";

  /** A page on which the person may only look at numbers. */
  static final String ARCHIVE_ID = "999000111222";

  private static final Duration SHORT = Duration.ofHours(2);
  private static final Duration LONG = Duration.ofDays(60);
  private static final Set<String> SCOPES =
      Set.of(
          "pages_show_list",
          "pages_read_engagement",
          "pages_manage_posts",
          "read_insights",
          "business_management");
  private static final Set<String> FIELDS =
      Set.of("id", "name", "username", "access_token", "tasks");

  private final Clock clock;
  private final ConsentDesk desk;
  private final Map<String, Person> people = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private final List<Page> pages =
      new ArrayList<>(
          List.of(
              new Page(
                  FacebookSimulator.PAGE_ID,
                  "Steppe Courier",
                  FacebookSimulator.PAGE_TOKEN,
                  List.of("ANALYZE", "CREATE_CONTENT", "MANAGE")),
              new Page(ARCHIVE_ID, "Steppe Archive", "EAAGarchive4711token", List.of("ANALYZE")),
              new Page(
                  SPORT_ID,
                  "Steppe Courier Sport",
                  "EAAGsport4711token",
                  List.of("CREATE_CONTENT"))));
  private int most = 100;
  private int count;
  private boolean inPortfolio;

  private record Person(Instant end, boolean longLived, Set<String> scopes) {}

  private record Page(String id, String name, String token, List<String> tasks) {}

  FacebookLogin(Clock clock) {
    this.clock = clock;
    this.desk =
        new ConsentDesk(
            clock,
            new ConsentDesk.Rules(
                "client_id",
                FacebookSimulator.APP_ID,
                ",",
                SCOPES,
                false,
                Duration.ofMinutes(10),
                "#_=_"));
  }

  ConsentDesk desk() {
    return this.desk;
  }

  void listBy(int number) {
    this.most = number;
  }

  void moveToPortfolio() {
    this.inPortfolio = true;
  }

  void takeTasks() {
    this.pages.replaceAll(it -> new Page(it.id(), it.name(), it.token(), List.of("ANALYZE")));
  }

  void leavePages() {
    this.pages.clear();
  }

  boolean knows(String token) {
    return this.people.containsKey(token);
  }

  Optional<SimulatorReply> faultIn(String token) {
    return this.clock.instant().isBefore(this.people.get(token).end())
        ? Optional.empty()
        : Optional.of(
            FacebookErrors.oauth(
                400, 190, 463, "Error validating access token: Session has expired"));
  }

  /** A code or a token against another token. */
  SimulatorReply exchange(FacebookParameters call) {
    if (!call.says("client_id", FacebookSimulator.APP_ID)) {
      return FacebookErrors.oauth(
          400, 101, 0, "Error validating application. Cannot get application info.");
    }
    if (!call.says("client_secret", FacebookSimulator.APP_SECRET)) {
      return FacebookErrors.oauth(400, 1, 0, "Error validating client secret.");
    }
    return switch (call.get("grant_type").orElse("authorization_code")) {
      case "authorization_code" -> redeem(call);
      case "fb_exchange_token" -> prolong(call.get("fb_exchange_token").orElse(""));
      default -> FacebookErrors.parameter("(#100) The grant_type is not supported");
    };
  }

  private SimulatorReply redeem(FacebookParameters call) {
    String code = call.get("code").orElse("");
    if (this.used.contains(code)) {
      return FacebookErrors.oauth(400, 100, 36009, "This authorization code has been used.");
    }
    return this.desk
        .redeem(code, call.get("redirect_uri").orElse(""), "")
        .map(
            scopes -> {
              this.used.add(code);
              return issue(SHORT, false, scopes);
            })
        .orElseGet(
            () ->
                FacebookErrors.oauth(
                    400,
                    100,
                    36008,
                    "Error validating verification code. Please make sure your redirect_uri is"
                        + " identical to the one you used in the OAuth dialog request"));
  }

  private SimulatorReply prolong(String token) {
    if (!knows(token)) {
      return FacebookErrors.oauth(
          400, 190, 0, "Invalid OAuth access token - Cannot parse access token");
    }
    return faultIn(token).orElseGet(() -> issue(LONG, true, this.people.get(token).scopes()));
  }

  private SimulatorReply issue(Duration life, boolean longLived, Set<String> scopes) {
    this.count++;
    String token = "EAAGperson%dtoken".formatted(this.count);
    this.people.put(token, new Person(this.clock.instant().plus(life), longLived, scopes));
    return SimulatorReply.json(
        200, Map.of("access_token", token, "token_type", "bearer", "expires_in", life.toSeconds()));
  }

  /** What a person's token is worth. */
  SimulatorReply worth(String token, long dataAccessExpiresAt) {
    Person person = this.people.get(token);
    return SimulatorReply.json(
        200,
        Map.of(
            "data",
            Map.of(
                "app_id",
                FacebookSimulator.APP_ID,
                "type",
                "USER",
                "is_valid",
                faultIn(token).isEmpty(),
                "expires_at",
                person.end().getEpochSecond(),
                "data_access_expires_at",
                dataAccessExpiresAt,
                "scopes",
                person.scopes().stream().sorted().toList())));
  }

  SimulatorReply list(String edge, String token, FacebookParameters call) {
    Person person = this.people.get(token);
    boolean mayLook =
        person != null
            && person.scopes().contains("pages_show_list")
            && (edge.equals("me/accounts") || person.scopes().contains("business_management"));
    if (!mayLook) {
      return FacebookErrors.oauth(403, 200, 0, "(#200) Missing Permissions");
    }
    return switch (edge) {
      case "me/accounts" -> page(this.inPortfolio ? List.of() : this.pages, person, call);
      case "me/businesses" ->
          SimulatorReply.json(
              200, Map.of("data", this.inPortfolio ? List.of(Map.of("id", PORTFOLIO)) : List.of()));
      case PORTFOLIO + "/owned_pages" -> page(this.pages.stream().limit(1).toList(), person, call);
      case PORTFOLIO + "/client_pages" -> page(this.pages.stream().skip(1).toList(), person, call);
      default -> FacebookErrors.unknownPath("/" + edge);
    };
  }

  private SimulatorReply page(List<Page> all, Person person, FacebookParameters call) {
    List<String> fields = List.of(call.get("fields").orElse("access_token,name,id").split(","));
    boolean tasksOfPage = fields.contains("tasks") && this.inPortfolio && !all.isEmpty();
    if (!FIELDS.containsAll(fields) || tasksOfPage) {
      return FacebookErrors.parameter("(#100) Tried accessing nonexisting field on type (Page)");
    }
    int limit = Integer.parseInt(call.get("limit").orElse("25"));
    int from = call.get("after").map(Integer::parseInt).orElse(0);
    int to = Math.min(all.size(), from + Math.min(limit, this.most));
    List<Object> data = new ArrayList<>();
    all.subList(from, to).forEach(it -> data.add(shown(it, person, fields)));
    Map<String, Object> paging = new LinkedHashMap<>();
    paging.put("cursors", Map.of("before", "" + from, "after", "" + to));
    if (to < all.size()) {
      paging.put("next", "https://graph.example.com/me/accounts?access_token=stolen");
    }
    return SimulatorReply.json(200, Map.of("data", data, "paging", paging));
  }

  private Map<String, Object> shown(Page page, Person person, List<String> fields) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", page.id());
    all.put("name", page.name());
    all.put("username", page.name().replace(" ", ""));
    all.put("access_token", person.longLived() ? page.token() : "short-lived " + page.token());
    if (!this.inPortfolio) {
      all.put("tasks", page.tasks());
    }
    all.keySet().removeIf(name -> !name.equals("id") && !fields.contains(name));
    return all;
  }
}
