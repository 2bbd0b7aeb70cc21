// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * LinkedIn's versioned API with one member and one company page, the token endpoints, and the host
 * that takes media. A mistake in the markup of a text is answered with 201, and the text is cut.
 */
public final class LinkedinSimulator extends HttpSimulator {

  /** The company page. */
  public static final String PAGE = "urn:li:organization:5515715";

  /** Another page of the member's. */
  public static final String SECOND_PAGE = "urn:li:organization:5515716";

  /** The member. */
  public static final String MEMBER = "urn:li:person:a1B2c3D4";

  /** A token of the page, which may write and read. */
  public static final String PAGE_TOKEN = "linkedin-token-of-the-page-4711";

  /** A token of the member, which may only write. */
  public static final String MEMBER_TOKEN = "linkedin-token-of-a-member-4712";

  /** A partner's refresh token for the page. */
  public static final String REFRESH_TOKEN = "linkedin-refresh-token-4713";

  /** The app. */
  public static final String CLIENT_ID = "86abcdefghijkl";

  /** Its secret. */
  public static final String CLIENT_SECRET = "linkedin-client-secret-4714";

  private static final Set<String> VERSIONS =
      Set.of(
          "202512", "202601", "202602", "202603", "202604", "202605", "202606", "202607", "202608",
          "202609", "202610");

  private final LinkedinTokens tokens;
  private final LinkedinPeople people = new LinkedinPeople();
  private final LinkedinFiles files = new LinkedinFiles();
  private final LinkedinPosts posts;
  private @Nullable LocalDate usedUp;
  private @Nullable String uploadHost;

  /** Starts it on a free port. */
  public LinkedinSimulator(Clock clock) {
    super("linkedin", clock);
    this.tokens = new LinkedinTokens(clock);
    this.posts = new LinkedinPosts(clock, this.files);
    this.tokens.give(PAGE_TOKEN, PAGE, LinkedinTokens.PAGE_SCOPES);
    this.tokens.give(MEMBER_TOKEN, MEMBER, "w_member_social", "openid", "profile");
  }

  /** Registers an address to which the consent page may send people back. */
  public synchronized LinkedinSimulator registerRedirect(URI redirect) {
    this.tokens.registerRedirect(redirect.toString());
    return this;
  }

  /** Gives refresh tokens, as to approved partners. */
  public synchronized void makePartner() {
    this.tokens.makePartner();
  }

  /** Takes every role on a page from the member. */
  public synchronized void dismiss() {
    this.people.dismiss();
  }

  /** Revokes a token, as its owner does in the settings. */
  public synchronized void revoke(String token) {
    this.tokens.revoke(token);
  }

  /** How often the token was refreshed. */
  public synchronized int refreshes() {
    return this.tokens.refreshed();
  }

  /** Lets each medium be asked about so often before it is ready. */
  public synchronized void processMediaFor(int looks) {
    this.files.processFor(looks);
  }

  /** Can't process any medium. */
  public synchronized void failProcessing() {
    this.files.failProcessing();
  }

  /** Shows posts only some time after they were taken. */
  public synchronized void showPostsAfter(Duration lag) {
    this.posts.showAfter(lag);
  }

  /** Calls everything a duplicate of a post that is gone, as was reported. */
  public synchronized void haunt(String urn) {
    this.posts.haunt(urn);
  }

  /** Uses up the allowance of the day. */
  public synchronized void useUpTheDay() {
    this.usedUp = today();
  }

  /** Names this address for uploads instead of its own. */
  public synchronized void uploadTo(String address) {
    this.uploadHost = address;
  }

  private LocalDate today() {
    Instant now = clock().instant();
    return now.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  @Override
  protected boolean publishes(SimulatorRequest request) {
    return request.method().equals("POST") && request.path().equals("/rest/posts");
  }

  @Override
  protected SimulatorReply tooManyRequests(Duration wait) {
    return LinkedinReplies.throttled();
  }

  @Override
  protected SimulatorReply badCredentials() {
    return LinkedinReplies.token(
        "EXPIRED_ACCESS_TOKEN", "The token used in the request has expired", 65602);
  }

  @Override
  public synchronized List<Publication> publications() {
    return this.posts.publications();
  }

  @Override
  protected SimulatorReply answer(SimulatorRequest request) {
    switch (request.method() + " " + request.path()) {
      case "POST /oauth/v2/accessToken" -> {
        return this.tokens.answer(request);
      }
      case "GET /oauth/v2/authorization" -> {
        return this.tokens.visit(request);
      }
      case "POST /oauth/v2/introspectToken" -> {
        return this.tokens.introspect(request);
      }
      default -> {
        String token = request.bearer().orElse("");
        return this.tokens
            .refusal(token)
            .orElseGet(() -> authorized(request, this.tokens.of(token)));
      }
    }
  }

  private SimulatorReply authorized(SimulatorRequest request, LinkedinTokens.Token token) {
    if (request.path().startsWith("/dms-uploads/")) {
      return request.method().equals("PUT") ? this.files.put(request) : SimulatorReply.empty(405);
    }
    if (request.path().equals("/v2/userinfo")) {
      return LinkedinPeople.userinfo(token);
    }
    if (!request.path().startsWith("/rest/")) {
      return LinkedinReplies.notFound();
    }
    return headerFault(request).orElseGet(() -> rest(request, token));
  }

  private Optional<SimulatorReply> headerFault(SimulatorRequest request) {
    String version = request.header("linkedin-version").orElse("");
    if (version.isEmpty()) {
      return Optional.of(
          LinkedinReplies.refusal(
              400, "VERSION_MISSING", "A version must be present. Please specify a version"));
    }
    if (!VERSIONS.contains(version)) {
      return Optional.of(
          LinkedinReplies.refusal(
              426, "NONEXISTENT_VERSION", "Requested version %s is not active".formatted(version)));
    }
    return request.header("x-restli-protocol-version").orElse("").equals("2.0.0")
        ? Optional.empty()
        : Optional.of(
            LinkedinReplies.refusal(
                400, "ILLEGAL_ARGUMENT", "The protocol version of Rest.li is not supported"));
  }

  private SimulatorReply rest(SimulatorRequest request, LinkedinTokens.Token token) {
    if (today().equals(this.usedUp)) {
      return LinkedinReplies.throttled();
    }
    List<String> path = request.segments();
    String family = path.get(1);
    String urn = path.size() > 2 ? decoded(path.get(2)) : "";
    return switch (family) {
      case "posts" -> posts(request, urn, token);
      case "images", "videos" -> media(request, family, urn, token);
      case "organizationalEntityShareStatistics" ->
          LinkedinPeople.administers(token)
              ? statistics(request)
              : LinkedinReplies.notAllowed(family + ".FINDER");
      case "organizationAcls" -> this.people.roles(request, token);
      case "organizations" -> this.people.organizations(request, token);
      case "socialActions" -> LinkedinReplies.notAllowed("socialActions.GET");
      default -> LinkedinReplies.notFound();
    };
  }

  private static boolean reads(LinkedinTokens.Token token) {
    return token.may("r_organization_social");
  }

  private static boolean writes(LinkedinTokens.Token token) {
    return token.may(
        token.author().startsWith("urn:li:person:") ? "w_member_social" : "w_organization_social");
  }

  private SimulatorReply posts(SimulatorRequest request, String urn, LinkedinTokens.Token token) {
    String restli = request.header("x-restli-method").orElse("");
    String call = "%s %s".formatted(request.method(), restli).strip();
    if (request.method().equals("GET") ? !reads(token) : !writes(token)) {
      return LinkedinReplies.notAllowed("posts." + request.method());
    }
    return switch (call) {
      case "POST" -> this.posts.create(request, token.author());
      case "POST PARTIAL_UPDATE" -> this.posts.edit(urn, request, token.author());
      case "DELETE DELETE", "DELETE" -> this.posts.delete(urn, token.author());
      case "GET" -> this.posts.show(urn);
      case "GET FINDER" ->
          "author".equals(request.query().get("q"))
              ? this.posts.page(
                  request.query().getOrDefault("author", ""),
                  Integer.parseInt(request.query().getOrDefault("start", "0")),
                  Integer.parseInt(request.query().getOrDefault("count", "10")))
              : LinkedinReplies.refusal(400, "ILLEGAL_ARGUMENT", "No such finder");
      default -> LinkedinReplies.refusal(400, "ILLEGAL_ARGUMENT", "No such method");
    };
  }

  private SimulatorReply media(
      SimulatorRequest request, String family, String urn, LinkedinTokens.Token token) {
    String host = this.uploadHost == null ? address().toString() : this.uploadHost;
    return switch (request.method() + " " + request.query().getOrDefault("action", "")) {
      case "POST initializeUpload" -> this.files.begin(family, request, token.author(), host);
      case "POST finalizeUpload" -> this.files.finish(request);
      case "GET " ->
          reads(token)
              ? this.files.show(urn, token.author())
              : LinkedinReplies.notAllowed(family + ".GET");
      default -> LinkedinReplies.refusal(400, "ILLEGAL_ARGUMENT", "No such action");
    };
  }

  private SimulatorReply statistics(SimulatorRequest request) {
    String list =
        request.query().getOrDefault("shares", request.query().getOrDefault("ugcPosts", ""));
    return list.matches("List\\(urn:li:(share|ugcPost):\\d+\\)")
        ? this.posts.statistics(list.substring(5, list.length() - 1), PAGE)
        : LinkedinReplies.refusal(400, "ILLEGAL_ARGUMENT", "Name the shares as a List");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
