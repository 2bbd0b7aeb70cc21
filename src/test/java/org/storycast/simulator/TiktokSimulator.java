// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * TikTok's Content Posting API with one creator, its consent page and token endpoint, and the host
 * that takes films. Beside the faults of every simulator, a title with {@code #simulate-rejected}
 * makes TikTok take the film and refuse it afterwards.
 */
public class TiktokSimulator extends HttpSimulator {

  /** The one app that the token endpoint knows. */
  public static final String CLIENT_KEY = "awsimulatedclientkey";

  /** Its secret. */
  public static final String CLIENT_SECRET = "simulated-tiktok-client-secret";

  /** The creator's consent, until the first refresh replaces it. */
  public static final String REFRESH_TOKEN = "rft.simulated-seed";

  /** The creator's name. */
  public static final String USERNAME = "steppecourier";

  private static final String PUBLISH = "video.publish";
  private static final String CONTENT = "/v2/post/publish/content/init/";
  private static final int MAX_IMAGE = 20_000_000;

  private final TiktokAccounts accounts = new TiktokAccounts(clock());
  private final TiktokPosts posts = new TiktokPosts(clock());
  private final TiktokVideos videos = new TiktokVideos(this.posts, clock());
  private final Map<URI, byte[]> web = new HashMap<>();
  private final Set<URI> redirects = new HashSet<>();
  private Set<String> verifiedDomains = Set.of();
  private boolean audited = true;
  private boolean privateAccount;
  private boolean userCapReached;
  private boolean bannedFromPosting;
  private int dailyCap = 15;
  private Duration longest = Duration.ofSeconds(300);
  private @Nullable String uploadHost;

  /** Starts it on a free port. */
  public TiktokSimulator(Clock clock) {
    this(clock, 0);
  }

  /** Starts it on the given port. */
  public TiktokSimulator(Clock clock, int port) {
    super("tiktok", clock, port);
  }

  /** Lets the app be one without TikTok's audit. */
  public synchronized void beUnaudited() {
    this.audited = false;
  }

  /** Makes the creator's account private. */
  public synchronized void bePrivate() {
    this.privateAccount = true;
  }

  /** Lets the creator agree to these scopes only. */
  public synchronized void agreeTo(String... scopes) {
    this.accounts.agreeTo(Set.of(scopes));
  }

  /** Registers an address to which the consent page may send people back. */
  public synchronized void registerRedirect(URI redirect) {
    this.accounts.register(redirect.toString());
  }

  /** Gives tokens for these times from now on. */
  public synchronized void giveTokensFor(Duration access, Duration refresh) {
    this.accounts.giveTokensFor(access, refresh);
  }

  /** Refuses tokens with this HTTP status; 200 was seen, and so was 400. */
  public synchronized void refuseTokensWith(int status) {
    this.accounts.refuseWith(status);
  }

  /** Forgets the access tokens before their time. */
  public synchronized void forgetAccessTokens() {
    this.accounts.forgetAccessTokens();
  }

  /** How often tokens were refreshed. */
  public synchronized int refreshes() {
    return this.accounts.refreshes();
  }

  /** Takes no more than so many posts a day. */
  public synchronized void limitPostsTo(int aDay) {
    this.dailyCap = aDay;
  }

  /** Says that the app has too many active users. */
  public synchronized void reachUserCap() {
    this.userCapReached = true;
  }

  /** Bans the creator from posting. */
  public synchronized void banFromPosting() {
    this.bannedFromPosting = true;
  }

  /** Takes films of this length at most. */
  public synchronized void limitFilmsTo(Duration length) {
    this.longest = length;
  }

  /** Moderates for so long before a post gets its public id. */
  public synchronized void moderateFor(Duration duration) {
    this.posts.moderateFor(duration);
  }

  /** Takes the next film and then fails for this reason. */
  public synchronized void failNextPost(String reason) {
    this.posts.failNextPost(reason);
  }

  /** Names this address for uploads instead of its own. */
  public synchronized void uploadTo(String address) {
    this.uploadHost = address;
  }

  /** Lists posts of pictures among the videos; nobody says whether TikTok does. */
  public synchronized void listPhotos() {
    this.posts.listPhotos();
  }

  /** Believes that these domains are the app's. */
  public synchronized void verifyDomains(String... domains) {
    this.verifiedDomains = Set.of(domains);
  }

  /** Puts bytes where TikTok can pull them. */
  public synchronized void putOnTheWeb(URI address, byte[] bytes) {
    this.web.put(address, bytes);
  }

  /** Answers a pull from there with a redirect. */
  public synchronized void redirectOnTheWeb(URI address) {
    this.redirects.add(address);
  }

  @Override
  public synchronized List<Publication> publications() {
    return this.posts.publications();
  }

  @Override
  protected boolean publishes(SimulatorRequest request) {
    if (request.path().equals(CONTENT)) {
      return true;
    }
    String[] numbers = request.header("content-range").orElse("").split("\\D+");
    return request.method().equals("PUT")
        && request.path().equals("/video/")
        && numbers.length == 4
        && Long.parseLong(numbers[2]) + 1 == Long.parseLong(numbers[3]);
  }

  @Override
  protected String wordsOf(SimulatorRequest request) {
    return request.path().equals(CONTENT) ? request.text() : this.posts.words(request);
  }

  @Override
  protected SimulatorReply tooManyRequests(Duration wait) {
    return TiktokReplies.refusal(429, "rate_limit_exceeded", "The API rate limit was exceeded.")
        .with("Retry-After", Long.toString(wait.toSeconds()));
  }

  @Override
  protected SimulatorReply badCredentials() {
    return TiktokAccounts.badToken();
  }

  @Override
  protected SimulatorReply answer(SimulatorRequest request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /v2/auth/authorize/" -> this.accounts.visit(request);
      case "POST /v2/oauth/token/" -> this.accounts.token(request);
      case "PUT /video/" -> this.posts.put(request);
      case "POST /v2/post/publish/creator_info/query/" ->
          allowed(request, PUBLISH, 20, this::creatorInfo);
      case "POST /v2/post/publish/video/init/" ->
          allowed(request, PUBLISH, 6, () -> initVideo(request.json()));
      case "POST " + CONTENT -> allowed(request, PUBLISH, 6, () -> initPhotos(request.json()));
      case "POST /v2/post/publish/status/fetch/" ->
          allowed(
              request,
              PUBLISH,
              30,
              () -> this.posts.status(request.json().path("publish_id").asString("")));
      case "POST /v2/video/list/" ->
          allowed(request, "video.list", 600, () -> this.videos.list(request));
      case "POST /v2/video/query/" ->
          allowed(request, "video.list", 600, () -> this.videos.query(request));
      default -> TiktokReplies.refusal(404, "unsupported_path", "Unsupported path");
    };
  }

  private SimulatorReply allowed(
      SimulatorRequest request, String scope, int perMinute, Supplier<SimulatorReply> answer) {
    return this.accounts.refusal(request, scope, perMinute).orElseGet(answer);
  }

  private List<String> privacyOptions() {
    return this.privateAccount
        ? List.of("FOLLOWER_OF_CREATOR", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY")
        : List.of("PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY");
  }

  /** TikTok says here with HTTP 200 what it says elsewhere with 403. */
  private SimulatorReply creatorInfo() {
    return refusalOfCreator(200)
        .orElseGet(
            () -> {
              Map<String, Object> data = new LinkedHashMap<>();
              data.put("creator_avatar_url", "https://p16.tiktokcdn.example/avatar.jpeg");
              data.put("creator_username", USERNAME);
              data.put("creator_nickname", "The Steppe Courier");
              data.put("privacy_level_options", privacyOptions());
              data.put("comment_disabled", false);
              data.put("duet_disabled", false);
              data.put("stitch_disabled", true);
              data.put("max_video_post_duration_sec", this.longest.toSeconds());
              return TiktokReplies.ok(data);
            });
  }

  private Optional<SimulatorReply> refusalOfCreator(int status) {
    if (this.bannedFromPosting) {
      return refuse(status, "spam_risk_user_banned_from_posting", "The user is banned.");
    }
    if (this.userCapReached) {
      return refuse(status, "reached_active_user_cap", "The daily quota of users is reached.");
    }
    return this.posts.postsWithin(Duration.ofDays(1)) >= this.dailyCap
        ? refuse(status, "spam_risk_too_many_posts", "The daily post cap is reached.")
        : Optional.empty();
  }

  private static Optional<SimulatorReply> refuse(int status, String code, String message) {
    return Optional.of(TiktokReplies.refusal(status, code, message));
  }

  private SimulatorReply initVideo(JsonNode body) {
    JsonNode source = body.path("source_info");
    boolean pull = source.path("source").asString("").equals("PULL_FROM_URL");
    return TiktokRules.ofVideo(body)
        .or(() -> refusalOfPrivacy(body.path("post_info").path("privacy_level").asString("")))
        .or(() -> pull ? unowned(List.of(source.path("video_url"))) : Optional.empty())
        .or(() -> refusalOfCreator(403))
        .orElseGet(() -> pull ? pull(body) : upload(body));
  }

  private Optional<SimulatorReply> refusalOfPrivacy(String privacy) {
    if (!this.audited && !(privacy.equals("SELF_ONLY") && this.privateAccount)) {
      return refuse(
          403,
          "unaudited_client_can_only_post_to_private_accounts",
          "Please review our integration guidelines.");
    }
    return privacyOptions().contains(privacy)
        ? Optional.empty()
        : refuse(403, "privacy_level_option_mismatch", "The privacy level is not offered.");
  }

  private Optional<SimulatorReply> unowned(Iterable<JsonNode> addresses) {
    return TiktokRules.ofOwnership(addresses, this.verifiedDomains);
  }

  private SimulatorReply upload(JsonNode body) {
    TiktokPosts.Task task = this.posts.begin("v_pub_file~v2-1.", body, this.longest);
    String host = this.uploadHost == null ? address().toString() : this.uploadHost;
    return TiktokReplies.ok(
        Map.of(
            "publish_id",
            task.publishId(),
            "upload_url",
            "%s/video/?%s".formatted(host, task.uploadQuery())));
  }

  private SimulatorReply pull(JsonNode body) {
    URI address = URI.create(body.path("source_info").path("video_url").asString());
    TiktokPosts.Task task = this.posts.begin("v_pub_url~v2-1.", body, this.longest);
    byte[] film = this.web.get(address);
    this.posts.pulled(
        task,
        film == null ? List.of() : List.of(new Publication.Media("video/mp4", film)),
        film == null || this.redirects.contains(address)
            ? Optional.of("video_pull_failed")
            : TiktokFilm.failureOf(film, this.longest));
    return TiktokReplies.ok(Map.of("publish_id", task.publishId()));
  }

  private SimulatorReply initPhotos(JsonNode body) {
    JsonNode images = body.path("source_info").path("photo_images");
    return TiktokRules.ofPhotos(body)
        .or(() -> refusalOfPrivacy(body.path("post_info").path("privacy_level").asString("")))
        .or(() -> unowned(images))
        .or(() -> refusalOfCreator(403))
        .orElseGet(() -> photos(body, images));
  }

  private SimulatorReply photos(JsonNode body, JsonNode images) {
    TiktokPosts.Task task = this.posts.begin("p_pub_url~v2.", body, this.longest);
    this.posts.pulled(
        task,
        images
            .valueStream()
            .map(image -> this.web.get(URI.create(image.asString())))
            .filter(bytes -> bytes != null)
            .map(bytes -> new Publication.Media("image/jpeg", bytes))
            .toList(),
        images
            .valueStream()
            .map(image -> failureOfPhoto(URI.create(image.asString())))
            .flatMap(Optional::stream)
            .findFirst());
    return TiktokReplies.ok(Map.of("publish_id", task.publishId()));
  }

  private Optional<String> failureOfPhoto(URI address) {
    byte[] bytes = this.web.get(address);
    if (bytes == null || this.redirects.contains(address)) {
      return Optional.of("photo_pull_failed");
    }
    boolean jpeg = bytes.length > 3 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xd8;
    boolean webp = bytes.length > 12 && new String(bytes, 8, 4).equals("WEBP");
    if (!jpeg && !webp) {
      return Optional.of("file_format_check_failed");
    }
    return bytes.length > MAX_IMAGE ? Optional.of("picture_size_check_failed") : Optional.empty();
  }
}
