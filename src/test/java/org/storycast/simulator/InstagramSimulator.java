// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Instagram's publishing API for one professional account: containers that are fetched, checked,
 * waited for and published once.
 */
public class InstagramSimulator extends HttpSimulator {

  /** The account. */
  public static final String USER_ID = "17841405309211844";

  /** A token that lasts sixty days. */
  public static final String TOKEN = "EAAGsteppecourier0token";

  /** The app's secret. */
  public static final String APP_SECRET = "0123456789abcdef0123456789abcdef";

  /** The app's number. */
  public static final String APP_ID = "4712";

  /** The Facebook page that the account is linked to. */
  public static final String PAGE_ID = "111222333444";

  /** The number of the app's other half, which logs in to Instagram itself. */
  public static final String INSTAGRAM_APP_ID = "4714";

  /** The secret of that half. */
  public static final String INSTAGRAM_APP_SECRET = "fedcba9876543210fedcba9876543210";

  /** All that the app may ask of people who log in to Instagram itself. */
  public static final Set<String> INSTAGRAM_SCOPES =
      Set.of(
          "instagram_business_basic",
          "instagram_business_content_publish",
          "instagram_business_manage_insights");

  private static final Duration DAY = Duration.ofDays(1);

  private final InstagramContainers containers;
  private final InstagramTokens tokens;
  private final InstagramPosts posts;
  private final InstagramAccount account;
  private final FacebookLogin login;
  private int quota = 100;
  private boolean deletes = true;
  private boolean requiresProof;
  private boolean wrapsTokens;
  private boolean blocksAfterTaking;

  /** Starts an empty account. */
  public InstagramSimulator(Clock clock) {
    this(clock, 0);
  }

  /** Starts an empty account on a port. */
  public InstagramSimulator(Clock clock, int port) {
    super("instagram", clock, port);
    this.containers = new InstagramContainers(clock);
    this.tokens = new InstagramTokens(clock);
    this.posts = new InstagramPosts(clock);
    this.account = new InstagramAccount();
    this.login = FacebookLogins.toAccounts(clock);
    this.tokens.issue(TOKEN, Duration.ofDays(60));
  }

  /** The address of Facebook's page on which a person allows the app to act. */
  public URI loginPage() {
    return address().resolve("/v24.0/dialog/oauth");
  }

  /** The address of Instagram's own such page. */
  public URI instagramLoginPage() {
    return address().resolve("/oauth/authorize");
  }

  /** Registers an address to which both logins send people back. */
  public void registerRedirect(URI redirect) {
    this.login.desk().register(redirect.toString());
    this.tokens.desk().register(redirect.toString());
  }

  /** Parts every page from its account. */
  public void unlinkAccounts() {
    this.login.unlink();
  }

  /** Takes the person off every page. */
  public void leavePages() {
    this.login.leavePages();
  }

  /** How many posts a day are allowed. */
  public void allow(int postsPerDay) {
    this.quota = postsPerDay;
  }

  /** How many containers a day are allowed, 400 by Meta's page. */
  public void allowContainers(int perDay) {
    this.containers.allow(perDay);
  }

  /** How often a container is still in progress when it is asked. */
  public void pollsUntilFinished(int number) {
    this.containers.pollsUntilFinished(number);
  }

  /** Behaves as the host of accounts without a Facebook Page, which deletes nothing. */
  public void behaveAsInstagramLogin() {
    this.deletes = false;
  }

  /** Lets the account's posts be read only after this time. */
  public void showPostsAfter(Duration lag) {
    this.posts.showAfter(lag);
  }

  /** The rights that the token has, no others. */
  public void grant(String... rights) {
    this.login.grant(rights);
  }

  /** When the token ends, and when its access to data does. */
  public void endTokenAt(Instant token, Instant data) {
    this.login.endAt(token, data);
  }

  /** Makes the account one of this type, such as {@code PERSONAL}. */
  public void become(String type) {
    this.account.become(type);
  }

  /** Parts the account from its page. */
  public void unlinkPage() {
    this.account.unlink();
  }

  /** The app demands its secret's proof with each call. */
  public void requireProof() {
    this.requiresProof = true;
  }

  /** Answers tokens within {@code data}, as some pages of the documentation show. */
  public void wrapTokens() {
    this.wrapsTokens = true;
  }

  /** Takes the next post and says that the action is blocked, as was seen in 2026-07. */
  public void blockAfterTaking() {
    this.blocksAfterTaking = true;
  }

  /** Lets the processing of every container fail from now on. */
  public void failContainers(int subcode) {
    InstagramError error = InstagramError.ofSubcode(subcode);
    this.containers.all().forEach(it -> it.fail(error));
  }

  /** Finishes what is in progress. */
  public void finishProcessing() {
    this.containers.all().forEach(InstagramContainer::finish);
  }

  /** How many containers there are. */
  public int containers() {
    return this.containers.all().size();
  }

  @Override
  protected boolean publishes(SimulatorRequest request) {
    return request.method().equals("POST") && request.path().endsWith("/media_publish");
  }

  @Override
  protected String wordsOf(SimulatorRequest request) {
    String container = request.form().getOrDefault("creation_id", "");
    return this.containers.find(container).map(InstagramContainer::caption).orElse("");
  }

  /** Minutes are the unit of Meta's headers. */
  @Override
  protected SimulatorReply tooManyRequests(Duration wait) {
    long minutes = Math.max(1, wait.plusSeconds(59).toMinutes());
    String usage =
        "{\"%s\":[{\"type\":\"instagram\",\"call_count\":100,\"total_cputime\":25,\"total_time\":25,\"estimated_time_to_regain_access\":%d}]}"
            .formatted(USER_ID, minutes);
    return InstagramError.THROTTLED.reply().with("x-business-use-case-usage", usage);
  }

  @Override
  protected SimulatorReply badCredentials() {
    return InstagramError.INVALID_TOKEN.reply();
  }

  @Override
  public List<Publication> publications() {
    return this.posts.all();
  }

  @Override
  protected SimulatorReply answer(SimulatorRequest request) {
    try {
      return routed(request, request.segments());
    } catch (InstagramError.Refused refused) {
      return refused.error().reply();
    }
  }

  private SimulatorReply routed(SimulatorRequest request, List<String> path) {
    Optional<SimulatorReply> ofLogin = ofLogin(request);
    if (ofLogin.isPresent()) {
      return ofLogin.get();
    }
    Map<String, String> parameters = new HashMap<>(request.query());
    boolean upload = path.size() == 3 && path.getFirst().equals("ig-api-upload");
    if (!upload && request.method().equals("POST")) {
      parameters.putAll(request.form());
    }
    authorise(request, parameters);
    if (upload) {
      return this.containers.upload(request, path.get(2));
    }
    if (path.size() < 2 || !path.getFirst().matches("v[0-9]+\\.0")) {
      throw new InstagramError.Refused(InstagramError.MISSING);
    }
    return path.get(1).equals(USER_ID) && path.size() == 3
        ? ofAccount(request.method() + " " + path.get(2), parameters)
        : ofObject(request.method(), path.subList(1, path.size()), parameters);
  }

  private Optional<SimulatorReply> ofLogin(SimulatorRequest request) {
    FacebookParameters call = FacebookParameters.of(request);
    return switch (request.path().replaceFirst("^/v[0-9]+\\.0/", "")) {
      case "/oauth/authorize" -> Optional.of(this.tokens.desk().visit(request));
      case "/oauth/access_token" ->
          Optional.of(this.tokens.exchangeCode(request.form(), this.wrapsTokens));
      case "/access_token" -> Optional.of(this.tokens.exchange(request.query()));
      case "/refresh_access_token" -> Optional.of(this.tokens.refresh(request.query()));
      case "dialog/oauth" -> Optional.of(this.login.desk().visit(request));
      case "oauth/access_token" -> Optional.of(this.login.exchange(call));
      case "debug_token" -> Optional.of(this.login.worth(request));
      case "me/accounts" -> {
        String token = request.bearer().orElse("");
        checkProof(token, call.get("appsecret_proof").orElse(""));
        yield Optional.of(this.login.list("me/accounts", token, call));
      }
      default -> Optional.empty();
    };
  }

  private void authorise(SimulatorRequest request, Map<String, String> parameters) {
    String token =
        request
            .bearer()
            .or(() -> request.header("authorization").map(it -> it.replaceFirst("^OAuth ", "")))
            .orElse(parameters.getOrDefault("access_token", ""));
    this.tokens.check(token);
    checkProof(token, parameters.getOrDefault("appsecret_proof", ""));
  }

  private void checkProof(String token, String proof) {
    boolean right = proof.equals(OAuthProof.of(APP_SECRET, token));
    if (!right && (this.requiresProof || !proof.isEmpty())) {
      throw new InstagramError.Refused(InstagramError.PROOF);
    }
  }

  private SimulatorReply ofAccount(String call, Map<String, String> parameters) {
    return switch (call) {
      case "POST media" -> this.containers.create(parameters, address().toString());
      case "POST media_publish" -> publish(parameters.getOrDefault("creation_id", ""));
      case "GET media" -> this.posts.list(false, parameters);
      case "GET stories" -> this.posts.list(true, parameters);
      case "GET content_publishing_limit" -> limit();
      default -> throw new InstagramError.Refused(InstagramError.MISSING);
    };
  }

  private SimulatorReply publish(String id) {
    InstagramContainer container =
        this.containers
            .find(id)
            .filter(it -> !it.isItem())
            .orElseThrow(() -> new InstagramError.Refused(InstagramError.NO_CONTAINER));
    switch (container.state(clock().instant())) {
      case "FINISHED" -> {}
      case "EXPIRED" -> throw new InstagramError.Refused(InstagramError.EXPIRED);
      // Which error a second publication gets is not documented; there is never a second post.
      case "ERROR" -> throw new InstagramError.Refused(InstagramError.NOT_PUBLISHABLE);
      default -> throw new InstagramError.Refused(InstagramError.NOT_FINISHED);
    }
    if (this.posts.ofToday() >= this.quota) {
      throw new InstagramError.Refused(InstagramError.QUOTA);
    }
    String taken = this.posts.take(container);
    if (this.blocksAfterTaking) {
      this.blocksAfterTaking = false;
      throw new InstagramError.Refused(InstagramError.BLOCKED);
    }
    return SimulatorReply.json(200, Map.of("id", taken));
  }

  private SimulatorReply limit() {
    return SimulatorReply.json(
        200,
        Map.of(
            "data",
            List.of(
                Map.of(
                    "quota_usage",
                    this.posts.ofToday(),
                    "config",
                    Map.of("quota_total", this.quota, "quota_duration", DAY.toSeconds())))));
  }

  private SimulatorReply ofObject(
      String method, List<String> path, Map<String, String> parameters) {
    String id = path.getFirst();
    Optional<InstagramContainer> container = this.containers.find(id);
    if (method.equals("GET") && path.size() == 1) {
      if (container.isPresent()) {
        return this.containers.status(container.get());
      }
      // Each of the two doors knows the account by another name.
      switch (this.deletes ? id : id.equals("me") ? "instagram me" : "") {
        case USER_ID -> {
          return this.account.node();
        }
        case PAGE_ID -> {
          return this.account.page();
        }
        case "instagram me" -> {
          return this.account.me();
        }
        default -> {}
      }
    }
    String call = path.size() == 1 ? method : method + " " + path.get(1);
    return this.posts.one(call, id, parameters, this.deletes);
  }
}
