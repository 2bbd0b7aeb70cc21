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
import org.jspecify.annotations.Nullable;
import org.storycast.simulator.MastodonRates.Family;

/** An instance of Mastodon 4.5 with two accounts, of which one is the newspaper's. */
public final class MastodonSimulator extends HttpSimulator {

  /** The newspaper's name. */
  public static final String USERNAME = "steppecourier";

  /** The newspaper's id. */
  public static final String ACCOUNT_ID = "110000000000000017";

  /** The newspaper's token, which may read and write. */
  public static final String TOKEN = "mastodon-token-of-the-courier-4711";

  /** Another token of the newspaper's, which may only write. */
  public static final String WRITE_TOKEN = "mastodon-token-to-write-4712";

  /** Another token of the newspaper's, which may only read. */
  public static final String READ_TOKEN = "mastodon-token-to-read-4713";

  /** The token of somebody else. */
  public static final String FOREIGN_TOKEN = "mastodon-token-of-somebody-4714";

  /** The registered application. */
  public static final String CLIENT_ID = "mastodon-client-4715";

  /** Its secret. */
  public static final String CLIENT_SECRET = "mastodon-client-secret-4716";

  private static final String STATUSES = "/api/v1/statuses";
  private static final String FOREIGN_NAME = "somebody";

  private final MastodonMedia media = new MastodonMedia();
  private final MastodonStatuses statuses;
  private final MastodonRates rates;
  private final MastodonOauth oauth;
  private final Map<String, Caller> callers = new HashMap<>();
  private final Set<String> revoked = new HashSet<>();
  private long requestLimit = Long.MAX_VALUE;

  private record Caller(String account, Set<String> scopes) {

    private boolean may(String scope) {
      return this.scopes.contains(scope)
          || this.scopes.contains(scope.substring(0, scope.indexOf(':')));
    }
  }

  /** Starts the instance on a free port. */
  public MastodonSimulator(Clock clock) {
    super("mastodon", clock);
    this.statuses = new MastodonStatuses(clock, this.media);
    this.rates = new MastodonRates(clock);
    this.oauth =
        new MastodonOauth(
            clock, (token, scopes) -> this.callers.put(token, new Caller(USERNAME, scopes)));
    this.callers.put(TOKEN, new Caller(USERNAME, Set.of("read", "write")));
    this.callers.put(WRITE_TOKEN, new Caller(USERNAME, Set.of("write:statuses")));
    this.callers.put(READ_TOKEN, new Caller(USERNAME, Set.of("read")));
    this.callers.put(FOREIGN_TOKEN, new Caller(FOREIGN_NAME, Set.of("read", "write")));
  }

  /** The length by which the instance judges a text. */
  public static int lengthOf(String text) {
    return MastodonText.lengthOf(text);
  }

  /** Registers an address to which the consent page may send people back. */
  public synchronized MastodonSimulator registerRedirect(URI redirect) {
    this.oauth.registerRedirect(redirect.toString());
    return this;
  }

  /** Revokes a token, as a person does in the preferences. */
  public synchronized void revoke(String token) {
    this.revoked.add(token);
  }

  /** Lets statuses be as long as this instance wants. */
  public synchronized void takeTextsUpTo(int characters) {
    this.statuses.limit = characters;
  }

  /** Adds a status that a person wrote at the newspaper's account. */
  public synchronized void addOwnStatus(String text, @Nullable String inReplyTo) {
    this.statuses.create(
        new MastodonParameters(
            inReplyTo == null
                ? Map.of("status", List.of(text))
                : Map.of("status", List.of(text), "in_reply_to_id", List.of(inReplyTo))),
        USERNAME,
        Optional.empty());
  }

  /** Uses up what the account may publish in this window. */
  public synchronized void useUpStatuses() {
    this.rates.useUp(USERNAME, Family.STATUSES);
  }

  /** Silences the account: its public statuses become unlisted. */
  public synchronized void silence() {
    this.statuses.silenced = true;
  }

  /** Says yes to the next status and drops it. */
  public synchronized void dropNextSilently() {
    this.statuses.dropsNext = true;
  }

  /** Shows a status only some time after it was taken, as a replica that lags does. */
  public synchronized void showStatusesAfter(Duration lag) {
    this.statuses.lag = lag;
  }

  /** Holds the lock of a key, as a request with it does that is not finished; null frees it. */
  public synchronized void lockKey(@Nullable String key) {
    this.statuses.lockedKey = key;
  }

  /** Takes smaller files than real instances do, so that tests need no large ones. */
  synchronized void limitMedia(int image, int film, long request) {
    this.media.imageLimit = image;
    this.media.filmLimit = film;
    this.requestLimit = request;
  }

  /** Needs so many questions until a film, or from now on a picture, is processed. */
  public synchronized void processFor(int rounds) {
    this.media.roundsOfProcessing = rounds;
  }

  /** Lets the processing of an upload fail. */
  synchronized void failProcessing(String id) {
    this.media.fail(id);
  }

  @Override
  protected boolean publishes(SimulatorRequest request) {
    return request.method().equals("POST") && request.path().equals(STATUSES);
  }

  @Override
  protected SimulatorReply tooManyRequests(Duration wait) {
    return MastodonRates.mark(MastodonReplies.tooMany(), 300, 0, clock().instant().plus(wait));
  }

  @Override
  protected SimulatorReply badCredentials() {
    return MastodonReplies.revokedToken();
  }

  @Override
  public synchronized List<Publication> publications() {
    return this.statuses.publications(USERNAME);
  }

  @Override
  protected SimulatorReply answer(SimulatorRequest request) {
    if (request.body().length > this.requestLimit) {
      return SimulatorReply.html(413, "Request Entity Too Large");
    }
    if (request.method().equals("GET") && request.path().equals("/api/v2/instance")) {
      return instance();
    }
    switch (request.method() + " " + request.path()) {
      case "GET /oauth/authorize" -> {
        return this.oauth.visit(request);
      }
      case "POST /oauth/token" -> {
        return this.oauth.answer(request);
      }
      default -> {
        return known(request);
      }
    }
  }

  private SimulatorReply known(SimulatorRequest request) {
    String token = request.bearer().orElse("");
    if (this.revoked.contains(token)) {
      return MastodonReplies.revokedToken();
    }
    Caller caller = this.callers.get(token);
    return caller == null ? MastodonReplies.badToken() : metered(request, token, caller);
  }

  private SimulatorReply metered(SimulatorRequest request, String token, Caller caller) {
    Optional<Endpoint> endpoint = Endpoint.of(request);
    MastodonRates.Meter ofToken = this.rates.meter(token, caller.account());
    if (!ofToken.take(Family.REQUESTS)) {
      return ofToken.mark(MastodonReplies.tooMany());
    }
    if (endpoint.isEmpty()) {
      return ofToken.mark(MastodonReplies.notFound());
    }
    if (!endpoint.get().scope.isEmpty() && !caller.may(endpoint.get().scope)) {
      return ofToken.mark(MastodonReplies.outsideTheScopes());
    }
    boolean allowed = endpoint.get().family == null || ofToken.take(endpoint.get().family);
    SimulatorReply reply =
        allowed
            ? answer(endpoint.get(), request, caller.account(), ofToken)
            : MastodonReplies.tooMany();
    return ofToken.mark(reply);
  }

  private SimulatorReply answer(
      Endpoint endpoint, SimulatorRequest request, String account, MastodonRates.Meter meter) {
    List<String> path = request.segments();
    return switch (endpoint) {
      case CREATE -> create(request, account, meter);
      case EDIT -> this.statuses.edit(path.get(3), MastodonParameters.of(request), account);
      case DELETE -> this.statuses.delete(path.get(3), account);
      case SHOW -> this.statuses.show(path.get(3));
      case SOURCE -> this.statuses.source(path.get(3), account);
      case PAGE -> page(request, path.get(3));
      case OWN_ACCOUNT -> ownAccount(account);
      case OWN_APPLICATION -> ownApplication(request);
      case UPLOAD -> this.media.upload(request, account);
      case MEDIA -> this.media.answer(request, account);
    };
  }

  /** A repeat with a known key costs nothing of what an account may publish. */
  private SimulatorReply create(
      SimulatorRequest request, String account, MastodonRates.Meter meter) {
    Optional<String> key = request.header("idempotency-key").filter(it -> !it.isEmpty());
    MastodonParameters given = MastodonParameters.of(request);
    Optional<SimulatorReply> known =
        this.statuses.repeated(account, key).or(() -> this.statuses.faultIn(given, account));
    if (known.isPresent()) {
      return known.get();
    }
    return meter.take(Family.STATUSES)
        ? this.statuses.create(given, account, key)
        : MastodonReplies.tooMany();
  }

  private SimulatorReply page(SimulatorRequest request, String id) {
    return id.equals(ACCOUNT_ID)
        ? this.statuses.page(USERNAME, request.query(), request.path())
        : MastodonReplies.notFound();
  }

  private static SimulatorReply ownAccount(String account) {
    return SimulatorReply.json(
        200,
        Map.of(
            "id",
            account.equals(USERNAME) ? ACCOUNT_ID : "110000000000000018",
            "username",
            account,
            "acct",
            account,
            "source",
            Map.of("privacy", "public", "language", "en")));
  }

  private SimulatorReply ownApplication(SimulatorRequest request) {
    Caller caller = this.callers.get(request.bearer().orElse(""));
    return SimulatorReply.json(
        200, Map.of("name", "Courier", "scopes", caller.scopes().stream().sorted().toList()));
  }

  private SimulatorReply instance() {
    Map<String, Object> files = new LinkedHashMap<>();
    files.put("supported_mime_types", MastodonMedia.TYPES.stream().sorted().toList());
    files.put("description_limit", MastodonMedia.LONGEST_DESCRIPTION);
    files.put("image_size_limit", this.media.imageLimit);
    files.put("video_size_limit", this.media.filmLimit);
    Map<String, Object> texts = new LinkedHashMap<>();
    texts.put("max_characters", this.statuses.limit);
    texts.put("max_media_attachments", MastodonMedia.MOST_IN_A_STATUS);
    texts.put("characters_reserved_per_url", 23);
    return SimulatorReply.json(
        200,
        Map.of(
            "domain",
            "mastodon.example",
            "version",
            "4.5.0",
            "api_versions",
            Map.of("mastodon", 7),
            "configuration",
            Map.of("statuses", texts, "media_attachments", files)));
  }

  /** What the API knows, with the scope that it wants and the limit that it has of its own. */
  private enum Endpoint {
    CREATE("POST", STATUSES, "write:statuses", null),
    EDIT("PUT", STATUSES + "/[^/]+", "write:statuses", null),
    DELETE("DELETE", STATUSES + "/[^/]+", "write:statuses", Family.DELETIONS),
    SHOW("GET", STATUSES + "/[^/]+", "read:statuses", null),
    SOURCE("GET", STATUSES + "/[^/]+/source", "read:statuses", null),
    PAGE("GET", "/api/v1/accounts/[^/]+/statuses", "read:statuses", Family.PAGES),
    OWN_ACCOUNT("GET", "/api/v1/accounts/verify_credentials", "read:accounts", null),
    OWN_APPLICATION("GET", "/api/v1/apps/verify_credentials", "", null),
    UPLOAD("POST", "/api/v[12]/media", "write:media", Family.MEDIA),
    MEDIA("GET|PUT|DELETE", "/api/v1/media/[^/]+", "write:media", null);

    private final String methods;
    private final String path;
    private final String scope;
    private final @Nullable Family family;

    Endpoint(String methods, String path, String scope, @Nullable Family family) {
      this.methods = methods;
      this.path = path;
      this.scope = scope;
      this.family = family;
    }

    private static Optional<Endpoint> of(SimulatorRequest request) {
      return List.of(values()).stream()
          .filter(it -> request.method().matches(it.methods) && request.path().matches(it.path))
          .findFirst();
    }
  }
}
