// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** X's API v2 for one account, as strict as its documentation and people's logs say. */
public class XSimulator extends HttpSimulator {

  /** The account's number. */
  public static final String USER_ID = "2244994945";

  /** The account's name. */
  public static final String USERNAME = "steppecourier";

  /** The app's key. */
  public static final String API_KEY = "xKey4711";

  /** The app's secret. */
  public static final String API_SECRET = "xSecret+4711/with=signs";

  /** The account's token. */
  public static final String ACCESS_TOKEN = "2244994945-token";

  /** The account's token's secret. */
  public static final String ACCESS_TOKEN_SECRET = "xTokenSecret&4711";

  /** A token of the app alone. */
  public static final String APP_TOKEN = "app-only-token";

  /** The app's id for OAuth 2.0. */
  public static final String CLIENT_ID = "client-4711";

  /** The app's secret for OAuth 2.0. */
  public static final String CLIENT_SECRET = "client-secret-4711";

  /** The refresh token with which an account begins. */
  public static final String FIRST_REFRESH_TOKEN = "refresh-0";

  private final XTokens tokens;
  private final XAuthorization authorization;
  private final XWindows windows;
  private final XPosts posts;
  private final XMedia media;
  private final XTill till = new XTill();
  private int limit = 280;
  private Duration replyLag = Duration.ZERO;
  private boolean losesNextId;
  private boolean readOnly;

  /** Starts on a free port. */
  public XSimulator(Clock clock) {
    this(clock, 0);
  }

  /** Starts on the given port. */
  public XSimulator(Clock clock, int port) {
    super("x", clock, port);
    this.tokens = new XTokens(clock);
    this.authorization = new XAuthorization(this.tokens);
    this.windows = new XWindows(clock);
    this.posts = new XPosts(clock);
    this.media = new XMedia(clock);
  }

  /** Lets the timeline show a post only after this time. */
  public synchronized void showPostsAfter(Duration lag) {
    this.posts.showAfter(lag);
  }

  /** Speaks as before 2026, when fields were called {@code tweet.fields}. */
  public synchronized void keepOlderNames() {
    this.posts.keepOlderNames();
  }

  /** Gives the account Premium with its longer texts. */
  public synchronized void sellPremium() {
    this.limit = 25_000;
  }

  /** Leaves so many thousandths of a dollar; a refusal then takes the older or the newer form. */
  public synchronized void fund(long thousandths, boolean newerForm) {
    this.till.fund(thousandths, newerForm);
  }

  /** What was charged so far, in thousandths of a dollar. */
  public synchronized long spent() {
    return this.till.spent();
  }

  /** Lets nobody reply to a post for this time after it was made. */
  public synchronized void allowRepliesAfter(Duration lag) {
    this.replyLag = lag;
  }

  /** Ends every access token of OAuth 2.0 before its time. */
  public synchronized void endBearers() {
    this.tokens.endBearers();
  }

  /** Deletes a post of the account, as a person would by hand. */
  public synchronized void deleteByHand(String id) {
    this.posts.remove(id);
  }

  /** Forgets an upload before its time. */
  public synchronized void forgetUploads() {
    this.media.forget();
  }

  /** The descriptions of the media of a post, in their order. */
  public synchronized List<String> descriptionsOf(String id) {
    return this.posts.find(id).map(XPost::descriptions).orElseThrow();
  }

  /** The post to which another replies. */
  public synchronized Optional<String> parentOf(String id) {
    return this.posts.find(id).map(XPost::repliesTo);
  }

  /** Limits the posts of a day, as the older plans do. */
  public synchronized void limitDay(int limit) {
    this.windows.limitDay(limit);
  }

  /** Takes the next post and answers with errors only. */
  public synchronized void loseNextId() {
    this.losesNextId = true;
  }

  /** The app may only read. */
  public synchronized void makeReadOnly() {
    this.readOnly = true;
  }

  /** Somebody else's post; answers its id. */
  public synchronized String addForeignPost(String text) {
    return this.posts.add("somebody", text, null, List.of()).id();
  }

  /** A post of the account that came another way, such as by hand; answers its id. */
  public synchronized String addOwnPost(String text) {
    return this.posts.add(USERNAME, text, null, List.of()).id();
  }

  /** Registers an address to which the consent page may send people back. */
  public synchronized XSimulator registerRedirect(URI redirect) {
    this.tokens.registerRedirect(redirect.toString());
    return this;
  }

  /** A user token of OAuth 2.0, good for two hours. */
  public synchronized String issueBearer() {
    return this.tokens.issueBearer();
  }

  /** The refresh token that is good now. */
  public synchronized String refreshToken() {
    return this.tokens.refreshToken();
  }

  @Override
  protected boolean publishes(SimulatorRequest request) {
    return request.method().equals("POST") && request.path().equals("/2/tweets");
  }

  @Override
  protected SimulatorReply tooManyRequests(Duration wait) {
    long reset = clock().instant().plus(wait).getEpochSecond();
    return XReplies.tooMany()
        .with("x-rate-limit-limit", "100")
        .with("x-rate-limit-remaining", "0")
        .with("x-rate-limit-reset", Long.toString(reset));
  }

  @Override
  protected SimulatorReply badCredentials() {
    return XReplies.unauthorized();
  }

  @Override
  public synchronized List<Publication> publications() {
    return this.posts.of(USERNAME).stream()
        .map(it -> new Publication(it.id(), it.at(), it.sent(), permalink(it.id()), it.files()))
        .toList();
  }

  private static URI permalink(String id) {
    return URI.create("https://x.com/%s/status/%s".formatted(USERNAME, id));
  }

  @Override
  protected SimulatorReply answer(SimulatorRequest request) {
    if (request.path().equals("/2/oauth2/token")) {
      return this.tokens.answer(request);
    }
    if (request.path().equals("/i/oauth2/authorize")) {
      return this.tokens.visit(request);
    }
    Optional<XEndpoint> endpoint = XEndpoint.of(request);
    if (endpoint.isEmpty()) {
      return XReplies.notFound("path", request.path());
    }
    return switch (this.authorization.callerOf(request)) {
      case NOBODY -> XReplies.unauthorized();
      case APP ->
          endpoint.get().isRead() && !endpoint.get().isOfTheUser()
              ? counted(request, endpoint.get())
              : XReplies.appOnlyTokenRefused();
      case USER -> counted(request, endpoint.get());
    };
  }

  private SimulatorReply counted(SimulatorRequest request, XEndpoint endpoint) {
    boolean allowed =
        this.windows.take(endpoint.name(), endpoint.limit(), endpoint == XEndpoint.CREATE);
    SimulatorReply reply = allowed ? paid(request, endpoint) : XReplies.tooMany();
    return this.windows
        .mark(reply, endpoint.name(), endpoint == XEndpoint.CREATE)
        .with("x-access-level", this.readOnly ? "read" : "read-write")
        .with("api-version", "2.167");
  }

  private SimulatorReply paid(SimulatorRequest request, XEndpoint endpoint) {
    if (this.till.isShortOf(endpoint, request)) {
      return this.till.refusal();
    }
    SimulatorReply reply = answer(request, endpoint);
    this.till.charge(endpoint, request, reply);
    return reply;
  }

  private SimulatorReply answer(SimulatorRequest request, XEndpoint endpoint) {
    if (this.readOnly && !endpoint.isRead()) {
      return XReplies.readOnlyApp();
    }
    if (!this.authorization.allows(request, endpoint)) {
      return XReplies.forbidden("Forbidden");
    }
    return switch (endpoint) {
      case CREATE -> create(request);
      case DELETE -> delete(request.segments().get(2));
      case LOOK_UP -> lookUp(request.segments().get(2));
      case TIMELINE -> timeline(request);
      case ME ->
          SimulatorReply.json(
              200,
              Map.of(
                  "data",
                  Map.of("id", USER_ID, "name", "The Steppe Courier", "username", USERNAME)));
      case LOOK_UP_SEVERAL -> this.posts.lookUp(request.query());
      case UPLOAD, WHOLE_UPLOAD, DESCRIBE -> this.media.answer(request);
      case UPLOAD_STATUS -> this.media.status(request.query());
    };
  }

  private SimulatorReply timeline(SimulatorRequest request) {
    String user = request.segments().get(2);
    if (!user.matches("[0-9]{1,19}")) {
      return XReplies.invalid(
          "id", user, "The `id` query parameter value [%s] is not valid".formatted(user));
    }
    return this.posts.timeline(user.equals(USER_ID) ? USERNAME : "somebody", request.query());
  }

  private SimulatorReply lookUp(String id) {
    return this.posts
        .find(id)
        .map(it -> Map.<String, Object>of("data", it.json(Set.of(), this.limit, "note_post")))
        .or(() -> Optional.of(Map.of("errors", List.of(XReplies.missing("id", id)))))
        .map(body -> SimulatorReply.json(200, body))
        .orElseThrow();
  }

  private SimulatorReply delete(String id) {
    Optional<XPost> post = this.posts.find(id);
    if (post.isEmpty()) {
      return XReplies.notFound("id", id);
    }
    if (!post.get().author().equals(USERNAME)) {
      return XReplies.forbidden("You are not authorized to delete this Tweet.");
    }
    this.posts.remove(id);
    return SimulatorReply.json(200, Map.of("data", Map.of("deleted", true)));
  }

  private SimulatorReply create(SimulatorRequest request) {
    if (!request.header("content-type").orElse("").startsWith("application/json")) {
      return XReplies.invalid("content-type", "", "The content type must be application/json");
    }
    JsonNode body = request.json();
    String text = body.path("text").asString("");
    return XPostRules.faultIn(body)
        .or(() -> XPostRules.faultIn(text, this.limit))
        .or(() -> faultInReply(body.path("reply").path("in_reply_to_tweet_id").asString("")))
        .or(() -> this.media.faultIn(XPostRules.mediaIds(body)))
        .or(() -> duplicate(text))
        .orElseGet(() -> taken(body, text));
  }

  private Optional<SimulatorReply> faultInReply(String to) {
    if (to.isEmpty()) {
      return Optional.empty();
    }
    Optional<XPost> parent =
        this.posts.find(to).filter(it -> !it.at().plus(this.replyLag).isAfter(clock().instant()));
    if (parent.isEmpty()) {
      return Optional.of(
          XReplies.forbidden(
              "You attempted to reply to a Tweet that is deleted or not visible to you."));
    }
    boolean allowed =
        parent.get().author().equals(USERNAME) || parent.get().sent().contains("@" + USERNAME);
    return allowed
        ? Optional.empty()
        : Optional.of(
            XReplies.forbidden(
                "You can only reply to or quote posts where you are mentioned or are the author."));
  }

  private Optional<SimulatorReply> duplicate(String text) {
    return !text.isBlank() && this.posts.isDuplicate(USERNAME, text)
        ? Optional.of(
            XReplies.forbidden("You are not allowed to create a Tweet with duplicate content."))
        : Optional.empty();
  }

  private SimulatorReply taken(JsonNode body, String text) {
    String to = body.path("reply").path("in_reply_to_tweet_id").asString("");
    List<XPost.Medium> attached = this.media.take(XPostRules.mediaIds(body));
    XPost post = this.posts.add(USERNAME, text, to.isEmpty() ? null : to, attached);
    if (this.losesNextId) {
      this.losesNextId = false;
      return SimulatorReply.json(
          201, Map.of("errors", List.of(Map.of("title", "Internal", "detail", "Timed out"))));
    }
    return SimulatorReply.json(
        201,
        Map.of(
            "data",
            Map.of(
                "id", post.id(),
                "text", post.text(),
                "edit_history_post_ids", List.of(post.id()))));
  }
}
