// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The YouTube Data API with one channel, and Google's consent page and token endpoint. Beside the
 * faults of every simulator, a text with {@code #simulate-rejected} or {@code #simulate-failed}
 * makes processing end so.
 */
public class YoutubeSimulator extends HttpSimulator {

  /** The one client that the token endpoint knows. */
  public static final String CLIENT_ID = "storycast.apps.googleusercontent.com";

  /** Its secret. */
  public static final String CLIENT_SECRET = "GOCSPX-simulated-client-secret";

  /** The user's consent. */
  public static final String REFRESH_TOKEN = "1//0g-simulated-refresh-token";

  /** The user's channel. */
  public static final String CHANNEL_ID = "UCsteppecourier000000000";

  private static final String VIDEOS = "/youtube/v3/videos";
  private static final Set<String> MAY_UPLOAD =
      Set.of("youtube.upload", "youtube", "youtube.force-ssl", "youtubepartner");
  private static final Set<String> MAY_CHANGE =
      Set.of("youtube", "youtube.force-ssl", "youtubepartner");
  private static final Set<String> MAY_CAPTION = Set.of("youtube.force-ssl", "youtubepartner");
  private static final Set<String> MAY_READ =
      Set.of("youtube.readonly", "youtube", "youtube.force-ssl", "youtubepartner");
  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

  private final GoogleAccounts accounts = new GoogleAccounts(clock());
  private final YoutubeVideos videos = new YoutubeVideos(clock());
  private final YoutubePlaylists playlists = new YoutubePlaylists(this.videos);
  private final YoutubeCaptions captions = new YoutubeCaptions(this.videos);
  private final YoutubeLibrary library = new YoutubeLibrary(this.videos, this.playlists);
  private final YoutubeSessions sessions = new YoutubeSessions(clock(), this.videos);
  private final Map<LocalDate, Integer> uploadsOfDay = new HashMap<>();
  private final Map<LocalDate, Integer> unitsOfDay = new HashMap<>();
  private final Deque<SimulatorReply> nextSessions = new ArrayDeque<>();
  private boolean audited = true;
  private boolean verified = true;
  private boolean hasChannel = true;
  private int channelLimit = Integer.MAX_VALUE;

  /** Starts it on a free port. */
  public YoutubeSimulator(Clock clock) {
    this(clock, 0);
  }

  /** Starts it on the given port. */
  public YoutubeSimulator(Clock clock, int port) {
    super("youtube", clock, port);
  }

  /** Stores every further video as private, as for API projects without an audit. */
  public synchronized void beUnaudited() {
    this.audited = false;
  }

  /** Refuses thumbnails, as for channels without a verified phone number. */
  public synchronized void beUnverified() {
    this.verified = false;
    this.library.allowLongUploads("disallowed");
  }

  /** Lets the owner make a playlist. */
  public synchronized void makePlaylist(String id) {
    this.playlists.make(id);
  }

  /** The videos of a playlist, in order, as often as they are in it. */
  public synchronized List<String> playlist(String id) {
    return this.playlists.videosOf(id);
  }

  /** The captions of a video, each as {@code language/name: text}. */
  public synchronized List<String> captions(String video) {
    return this.captions.of(video).stream()
        .map(it -> "%s/%s: %s".formatted(it.language(), it.name(), it.text()))
        .toList();
  }

  /** The thumbnail that was set last. */
  public synchronized Optional<byte[]> thumbnail(String video) {
    return this.library.thumbnailOf(video);
  }

  /** Shows new videos in no list before they are that old. */
  public synchronized void hideVideosFor(Duration time) {
    this.videos.hideFor(time);
  }

  /** Says with each token that the consent ends, as for apps that are "Testing". */
  public synchronized void endConsentAfter(Duration time) {
    this.accounts.endConsentAfter(time);
  }

  /** Takes the channel away from the user. */
  public synchronized void haveNoChannel() {
    this.hasChannel = false;
  }

  /** Lets the user agree to these scopes only. */
  public synchronized void agreeTo(String... scopes) {
    this.accounts.agreeTo(Set.of(scopes));
  }

  /** Registers an address to which the consent page may send people back. */
  public synchronized void registerRedirect(URI redirect) {
    this.accounts.register(redirect.toString());
  }

  /** Lets the user revoke the consent. */
  public synchronized void revoke() {
    this.accounts.revoke();
  }

  /** Forgets the access tokens before their time. */
  public synchronized void forgetAccessTokens() {
    this.accounts.forgetAccessTokens();
  }

  /** How often a token was refreshed. */
  public synchronized int refreshes() {
    return this.accounts.refreshes();
  }

  /** Lets the channel take only so many uploads. */
  public synchronized void limitChannelTo(int uploads) {
    this.channelLimit = uploads;
  }

  /** Uses up the day's uploads of the project. */
  public synchronized void useUpUploads() {
    this.uploadsOfDay.put(today(), 100);
  }

  /** Uses up the day's units of the project. */
  public synchronized void useUpUnits() {
    this.unitsOfDay.put(today(), 10_000);
  }

  /** Answers the next request for a session with this instead. */
  public synchronized void answerNextSession(SimulatorReply reply) {
    this.nextSessions.add(reply);
  }

  /** Lets every session expire. */
  public synchronized void expireSessions() {
    this.sessions.expireAll();
  }

  /** Stores only so many bytes of the next chunk. */
  public synchronized void keepOnly(int bytes) {
    this.sessions.keepOnly(bytes);
  }

  /**
   * Ends processing with {@code processed}, {@code failed/<reason>} or {@code rejected/<reason>}.
   */
  public synchronized void processTo(String result) {
    this.videos.processTo(result);
  }

  @Override
  public synchronized List<Publication> publications() {
    return this.videos.publications();
  }

  @Override
  protected boolean publishes(SimulatorRequest request) {
    return request.method().equals("PUT")
        && request.path().equals("/upload" + VIDEOS)
        && YoutubeSessions.isLast(request);
  }

  @Override
  protected String wordsOf(SimulatorRequest request) {
    return this.sessions.words(request);
  }

  @Override
  protected SimulatorReply tooManyRequests(Duration wait) {
    return GoogleReplies.refusal(429, "usageLimits", "rateLimitExceeded", "Rate Limit Exceeded")
        .with("Retry-After", Long.toString(wait.toSeconds()));
  }

  @Override
  protected SimulatorReply badCredentials() {
    return GoogleReplies.authError();
  }

  @Override
  protected SimulatorReply answer(SimulatorRequest request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /o/oauth2/v2/auth" -> this.accounts.visit(request);
      case "POST /token" -> this.accounts.token(request);
      case "POST /upload" + VIDEOS -> allowed(request, MAY_UPLOAD, () -> begin(request));
      case "PUT /upload" + VIDEOS -> put(request);
      case "POST /upload/youtube/v3/thumbnails/set" ->
          allowed(
              request,
              MAY_UPLOAD,
              () -> costing(50, () -> this.library.thumbnail(request, this.verified)));
      case "POST " + VIDEOS -> allowed(request, MAY_UPLOAD, YoutubeSimulator::noMedia);
      case "GET " + VIDEOS ->
          allowed(request, MAY_READ, () -> costing(1, () -> this.library.list(request)));
      case "PUT " + VIDEOS ->
          allowed(request, MAY_CHANGE, () -> costing(50, () -> this.library.update(request)));
      case "DELETE " + VIDEOS ->
          allowed(request, MAY_CHANGE, () -> costing(50, () -> this.library.delete(request)));
      case "GET /youtube/v3/channels" ->
          allowed(request, MAY_READ, () -> costing(1, () -> this.library.ownChannel(request)));
      case "GET /youtube/v3/playlistItems" ->
          allowed(request, MAY_READ, () -> costing(1, () -> this.library.playlistItems(request)));
      case "POST /youtube/v3/playlistItems" ->
          allowed(request, MAY_CHANGE, () -> costing(50, () -> this.playlists.insert(request)));
      case "GET /youtube/v3/captions" ->
          allowed(request, MAY_CAPTION, () -> costing(50, () -> this.captions.list(request)));
      case "POST /upload/youtube/v3/captions" ->
          allowed(request, MAY_CAPTION, () -> costing(400, () -> this.captions.insert(request)));
      default -> GoogleReplies.refusal(404, "global", "notFound", "Not Found");
    };
  }

  private SimulatorReply allowed(
      SimulatorRequest request, Set<String> scopes, Supplier<SimulatorReply> answer) {
    return this.accounts.refusal(request, scopes).or(this::withoutChannel).orElseGet(answer);
  }

  private Optional<SimulatorReply> withoutChannel() {
    return this.hasChannel
        ? Optional.empty()
        : Optional.of(
            GoogleReplies.refusal(401, "youtube.header", "youtubeSignupRequired", "Unauthorized"));
  }

  private LocalDate today() {
    return clock().instant().atZone(PACIFIC).toLocalDate();
  }

  private SimulatorReply costing(int units, Supplier<SimulatorReply> answer) {
    return this.unitsOfDay.merge(today(), units, Integer::sum) > 10_000
        ? GoogleReplies.refusal(
            403,
            "youtube.quota",
            "quotaExceeded",
            "The request cannot be completed because you have exceeded your quota.")
        : answer.get();
  }

  private static SimulatorReply noMedia() {
    return GoogleReplies.refusal(
        400,
        "youtube.video",
        "mediaBodyRequired",
        "The request does not include the video content.");
  }

  private SimulatorReply begin(SimulatorRequest request) {
    if (!this.nextSessions.isEmpty()) {
      return this.nextSessions.remove();
    }
    if (this.uploadsOfDay.merge(today(), 1, Integer::sum) > 100) {
      return GoogleReplies.refusal(
          429,
          "global",
          "rateLimitExceeded",
          "Quota exceeded for quota metric 'Video Uploads' and limit 'Video Uploads per day' of"
              + " service 'youtube.googleapis.com' for consumer 'project_number:1'.");
    }
    if (!"resumable".equals(request.query().get("uploadType"))) {
      return noMedia();
    }
    JsonNode resource = YoutubeRequests.resource(request);
    return YoutubeRequests.refusalOfParts(request)
        .or(() -> resource.isObject() ? Optional.empty() : Optional.of(parseError()))
        .or(() -> YoutubeRules.ofUpload(resource))
        .or(() -> refusalOfMedia(request))
        .or(this::refusalOfChannel)
        .orElseGet(() -> session(request, resource));
  }

  private static SimulatorReply parseError() {
    return GoogleReplies.refusal(400, "global", "parseError", "Parse Error");
  }

  private static Optional<SimulatorReply> refusalOfMedia(SimulatorRequest request) {
    String type = request.header("x-upload-content-type").orElse("");
    String length = request.header("x-upload-content-length").orElse("");
    boolean good =
        (type.startsWith("video/") || type.equals("application/octet-stream"))
            && length.matches("[1-9]\\d{0,11}");
    return good
        ? Optional.empty()
        : Optional.of(
            GoogleReplies.refusal(
                400,
                "global",
                "badContent",
                "Media type '%s' is not supported, or the length is missing.".formatted(type)));
  }

  private Optional<SimulatorReply> refusalOfChannel() {
    return this.videos.playlistItems().size() < this.channelLimit
        ? Optional.empty()
        : Optional.of(
            GoogleReplies.badRequest(
                "uploadLimitExceeded",
                "The user has exceeded the number of videos they may upload."));
  }

  private SimulatorReply session(SimulatorRequest request, JsonNode resource) {
    ObjectNode kept = resource.deepCopy().asObject();
    if (!this.audited) {
      kept.withObject("status").put("privacyStatus", "private");
    }
    String id =
        this.sessions.begin(
            kept,
            Long.parseLong(request.header("x-upload-content-length").orElseThrow()),
            request.header("x-upload-content-type").orElseThrow());
    return SimulatorReply.empty(200)
        .with(
            "Location",
            "%s/upload%s?uploadType=resumable&upload_id=%s&part=%s"
                .formatted(
                    address(), VIDEOS, id, String.join(",", YoutubeRequests.parts(request))));
  }

  /** The session's address is a credential by itself; a token that comes along must be good. */
  private SimulatorReply put(SimulatorRequest request) {
    return request.header("authorization").isPresent()
        ? allowed(request, MAY_UPLOAD, () -> this.sessions.put(request))
        : this.sessions.put(request);
  }
}
