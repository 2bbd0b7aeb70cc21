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
 * Facebook's login: a person's consent, their tokens of two hours and of sixty days, the pages on
 * which they work, and what all these tokens are worth. A page's token that was taken with a token
 * of two hours is as short-lived.
 */
final class FacebookLogin {

  /** The portfolio to which the pages may belong. */
  static final String PORTFOLIO = "998877665544";

  private static final Duration SHORT = Duration.ofHours(2);
  private static final Duration LONG = Duration.ofDays(60);
  private static final Set<String> FIELDS =
      Set.of("id", "name", "access_token", "tasks", "instagram_business_account");

  private final Clock clock;
  private final App app;
  private final ConsentDesk desk;
  private final Map<String, Person> people = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private final List<Page> pages;
  private List<String> rights;
  private long pagesExpireAt;
  private long dataAccessExpiresAt;
  private String type = "PAGE";
  private int most = 100;
  private int count;
  private boolean inPortfolio;

  private record Person(Instant end, boolean longLived, Set<String> scopes) {}

  /**
   * The one app.
   *
   * @param scopes all that it may ask for
   */
  record App(String id, String secret, Set<String> scopes) {

    String token() {
      return this.id + "|" + this.secret;
    }
  }

  /**
   * A page on which the person works.
   *
   * @param tasks what they may do there
   * @param linked the Instagram account that is linked to it; none where it has no number
   */
  record Page(
      String id, String name, String token, List<String> tasks, Map<String, String> linked) {}

  FacebookLogin(Clock clock, App app, List<Page> pages) {
    this.clock = clock;
    this.app = app;
    this.pages = new ArrayList<>(pages);
    this.rights = app.scopes().stream().sorted().toList();
    this.desk =
        new ConsentDesk(
            clock,
            new ConsentDesk.Rules(
                "client_id", app.id(), ",", app.scopes(), false, Duration.ofMinutes(10), "#_=_"));
  }

  void grant(String... rights) {
    this.rights = List.of(rights);
  }

  void endAt(Instant token, Instant data) {
    this.pagesExpireAt = token.getEpochSecond();
    this.dataAccessExpiresAt = data.getEpochSecond();
  }

  void callTokens(String type) {
    this.type = type;
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
    this.pages.replaceAll(
        it -> new Page(it.id(), it.name(), it.token(), List.of("ANALYZE"), it.linked()));
  }

  void unlink() {
    this.pages.replaceAll(it -> new Page(it.id(), it.name(), it.token(), it.tasks(), Map.of()));
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
    if (!call.says("client_id", this.app.id())) {
      return FacebookErrors.oauth(
          400, 101, 0, "Error validating application. Cannot get application info.");
    }
    if (!call.says("client_secret", this.app.secret())) {
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

  /** What a token is worth; only the app itself may ask. */
  SimulatorReply worth(SimulatorRequest request) {
    FacebookParameters call = FacebookParameters.of(request);
    if (!request.bearer().or(() -> call.get("access_token")).orElse("").equals(this.app.token())) {
      return FacebookErrors.oauth(
          400, 190, 0, "Invalid OAuth access token - Cannot parse access token");
    }
    if (call.get("input_token").isEmpty()) {
      return FacebookErrors.parameter("(#100) The parameter input_token is required");
    }
    String token = call.get("input_token").get();
    Map<String, Object> data = knows(token) ? ofPerson(token) : ofPage(token);
    data.put("app_id", this.app.id());
    data.put("data_access_expires_at", this.dataAccessExpiresAt);
    return SimulatorReply.json(200, Map.of("data", data));
  }

  private Map<String, Object> ofPerson(String token) {
    Person person = this.people.get(token);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("type", "USER");
    data.put("is_valid", faultIn(token).isEmpty());
    data.put("expires_at", person.end().getEpochSecond());
    data.put("scopes", person.scopes().stream().sorted().toList());
    return data;
  }

  private Map<String, Object> ofPage(String token) {
    Optional<Page> page = this.pages.stream().filter(it -> it.token().equals(token)).findFirst();
    boolean alive =
        this.pagesExpireAt == 0 || this.clock.instant().getEpochSecond() < this.pagesExpireAt;
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("type", this.type);
    data.put("is_valid", page.isPresent() && alive);
    data.put("expires_at", this.pagesExpireAt);
    page.ifPresent(it -> data.put("profile_id", it.id()));
    data.put("scopes", this.rights);
    return data;
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
    List<String> fields =
        FacebookPost.fieldNames(call.get("fields").orElse("access_token,name,id"));
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
    all.put("access_token", person.longLived() ? page.token() : "short-lived " + page.token());
    if (!this.inPortfolio) {
      all.put("tasks", page.tasks());
    }
    if (!page.linked().isEmpty()) {
      all.put("instagram_business_account", page.linked());
    }
    all.keySet().removeIf(name -> !name.equals("id") && !fields.contains(name));
    return all;
  }
}
