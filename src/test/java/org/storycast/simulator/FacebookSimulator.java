// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The Graph API for one page, as strict as its documentation and people's logs say. */
public class FacebookSimulator extends HttpSimulator {

  /** The page's number. */
  public static final String PAGE_ID = "111222333444";

  /** The page's token. */
  public static final String PAGE_TOKEN = "EAAGpage4711token";

  /** The app's secret. */
  public static final String APP_SECRET = "fbAppSecret4711";

  /** A person's token, which may not post as the page. */
  public static final String USER_TOKEN = "EAAGuser4711token";

  /** A token that has expired. */
  public static final String EXPIRED_TOKEN = "EAAGexpired4711token";

  /** A token that was revoked. */
  public static final String REVOKED_TOKEN = "EAAGrevoked4711token";

  /** The app's number. */
  public static final String APP_ID = "4711";

  static final String APP = "our app";

  private static final int OLDEST_VERSION = 21;
  private static final int NEWEST_VERSION = 26;

  private final FacebookPhotos photos;
  private final FacebookFeed feed;
  private final FacebookVideos videos;
  private final FacebookVideoUploads videoUploads;
  private final FacebookReels reels;
  private final FacebookAccount account;
  private final FacebookUsage usage;
  private final FacebookLogin login;
  private boolean needsProof;

  /** Starts on a free port. */
  public FacebookSimulator(Clock clock) {
    this(clock, 0);
  }

  /** Starts on the given port. */
  public FacebookSimulator(Clock clock, int port) {
    super("facebook", clock, port);
    this.photos = new FacebookPhotos(clock);
    this.feed = new FacebookFeed(clock, this.photos);
    this.videos = new FacebookVideos(clock);
    this.videoUploads = new FacebookVideoUploads(clock, this.videos);
    this.reels = new FacebookReels(clock, this.videos);
    this.account = new FacebookAccount();
    this.usage = new FacebookUsage(clock);
    this.login = FacebookLogins.toPages(clock);
  }

  /** The address of the page on which a person allows the app to act. */
  public URI loginPage() {
    return URI.create(address() + "/v24.0/dialog/oauth");
  }

  /** Registers an address to which the login sends people back. */
  public synchronized void registerRedirect(URI redirect) {
    this.login.desk().register(redirect.toString());
  }

  /** Lists so many pages at once at most. */
  public synchronized void listPagesBy(int number) {
    this.login.listBy(number);
  }

  /** Puts all pages into a business portfolio. */
  public synchronized void movePagesToAPortfolio() {
    this.login.moveToPortfolio();
  }

  /** Takes the person's tasks on every page. */
  public synchronized void takeTasks() {
    this.login.takeTasks();
  }

  /** Takes the person off every page. */
  public synchronized void leavePages() {
    this.login.leavePages();
  }

  /** Lets the page's posts be read only after this time. */
  public synchronized void showPostsAfter(Duration lag) {
    this.feed.showAfter(lag);
  }

  /** Switches the app's setting "Require App Secret" on. */
  public synchronized void needProof() {
    this.needsProof = true;
  }

  /** So much of the allowance is used from now on, in per cent. */
  public synchronized void use(int percent) {
    this.usage.use(percent);
  }

  /** Refuses every call with this code for so long. */
  public synchronized void exhaust(int code, Duration until) {
    this.usage.exhaust(code, until);
  }

  /** A post that came another way, such as by hand; answers its id. */
  public synchronized String addPost(String message, String link) {
    return this.feed.add(message, link, true, "another app", List.of()).id();
  }

  /** A photo that another page holds; answers its id. */
  public synchronized String addForeignPhoto() {
    return this.photos.addForeign();
  }

  /** What the uploaded photos show, by their descriptions. */
  public synchronized List<String> altTexts() {
    return this.photos.altTexts();
  }

  /** Lets the processing of every film fail from now on. */
  public synchronized void failFilms() {
    this.videos.fail();
  }

  /** The rights that the token has, no others. */
  public synchronized void grant(String... rights) {
    this.login.grant(rights);
  }

  /** When the token ends, and when its access to data does. */
  public synchronized void endTokenAt(Instant token, Instant data) {
    this.login.endAt(token, data);
  }

  /** Calls the token one of this type, such as {@code USER}. */
  public synchronized void callTokens(String type) {
    this.login.callTokens(type);
  }

  /** Takes the page out of readers' sight. */
  public synchronized void hidePage() {
    this.account.hide();
  }

  @Override
  protected boolean publishes(SimulatorRequest request) {
    List<String> path = request.segments();
    if (!request.method().equals("POST") || path.size() != 3 || !path.get(1).equals(PAGE_ID)) {
      return false;
    }
    FacebookParameters call = FacebookParameters.of(request);
    return switch (path.get(2)) {
      case "feed", "photos" -> !call.says("published", "false");
      case "video_reels", "videos" -> call.says("upload_phase", "finish");
      default -> false;
    };
  }

  @Override
  protected SimulatorReply tooManyRequests(Duration wait) {
    return FacebookUsage.mark(FacebookUsage.refusal(80001), 100, FacebookUsage.minutes(wait));
  }

  @Override
  protected SimulatorReply badCredentials() {
    return FacebookErrors.oauth(
        400, 190, 467, "Error validating access token: The session is invalid.");
  }

  @Override
  public synchronized List<Publication> publications() {
    Stream<Publication> posts =
        this.feed.published().stream()
            .map(
                it ->
                    new Publication(
                        it.id(), it.at(), it.message(), URI.create(it.permalink()), it.media()));
    return Stream.concat(posts, this.videos.published().stream()).toList();
  }

  @Override
  protected SimulatorReply answer(SimulatorRequest request) {
    if (request.path().startsWith("/video-upload/v24.0/")) {
      return this.reels.upload(request);
    }
    FacebookParameters call = FacebookParameters.of(request);
    String edge = request.path().replaceFirst("^/v[0-9]+\\.0", "");
    switch (edge) {
      case "/debug_token" -> {
        return this.usage.mark(this.login.worth(request));
      }
      case "/dialog/oauth" -> {
        return this.login.desk().visit(request);
      }
      case "/oauth/access_token" -> {
        return this.login.exchange(call);
      }
      default -> {
        return this.usage.mark(withToken(request, call));
      }
    }
  }

  private SimulatorReply withToken(SimulatorRequest request, FacebookParameters call) {
    return faultInPath(request)
        .or(() -> faultInToken(request, call))
        .or(() -> faultInProof(request, call))
        .or(this.usage::refusal)
        .orElseGet(() -> route(request, call));
  }

  private static Optional<SimulatorReply> faultInPath(SimulatorRequest request) {
    List<String> path = request.segments();
    boolean good =
        path.size() >= 2 && path.size() <= 3 && path.getFirst().matches("v[0-9]{1,2}\\.0");
    if (good) {
      int version = Integer.parseInt(path.getFirst().replaceAll("v|\\.0", ""));
      good = version >= OLDEST_VERSION && version <= NEWEST_VERSION;
    }
    return good ? Optional.empty() : Optional.of(FacebookErrors.unknownPath(request.path()));
  }

  private static String token(SimulatorRequest request, FacebookParameters call) {
    return request.bearer().or(() -> call.get("access_token")).orElse("");
  }

  private Optional<SimulatorReply> faultInToken(SimulatorRequest request, FacebookParameters call) {
    String token = token(request, call);
    if (this.login.knows(token)) {
      return this.login.faultIn(token).or(() -> faultOfPerson(request));
    }
    return switch (token) {
      case "" ->
          Optional.of(
              FacebookErrors.oauth(
                  400, 104, 0, "An access token is required to request this resource."));
      case PAGE_TOKEN -> Optional.empty();
      case USER_TOKEN -> faultOfPerson(request);
      case EXPIRED_TOKEN ->
          Optional.of(
              FacebookErrors.oauth(
                  400,
                  190,
                  463,
                  "Error validating access token: Session has expired on Friday, 06-Nov-26"));
      case REVOKED_TOKEN ->
          Optional.of(
              FacebookErrors.oauth(
                  400, 190, 467, "Error validating access token: The session is invalid."));
      default ->
          Optional.of(
              FacebookErrors.oauth(
                  400, 190, 0, "Invalid OAuth access token - Cannot parse access token"));
    };
  }

  /** A person's token reads, and does not post as a page. */
  private static Optional<SimulatorReply> faultOfPerson(SimulatorRequest request) {
    return request.method().equals("GET")
        ? Optional.empty()
        : Optional.of(
            FacebookErrors.oauth(
                403,
                200,
                0,
                "(#200) If posting to a page, requires both pages_read_engagement and"
                    + " pages_manage_posts as an admin with sufficient administrative"
                    + " permission"));
  }

  private Optional<SimulatorReply> faultInProof(SimulatorRequest request, FacebookParameters call) {
    Optional<String> proof = call.get("appsecret_proof");
    if (proof.isEmpty()) {
      return this.needsProof
          ? Optional.of(
              FacebookErrors.proof("API calls from the server require an appsecret_proof argument"))
          : Optional.empty();
    }
    return proof.get().equals(proofOf(token(request, call)))
        ? Optional.empty()
        : Optional.of(FacebookErrors.proof("Invalid appsecret_proof provided in the API argument"));
  }

  private static String proofOf(String token) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has HmacSHA256", missing);
    }
  }

  private SimulatorReply route(SimulatorRequest request, FacebookParameters call) {
    List<String> path = request.segments();
    String id = path.get(1);
    if (path.size() == 2) {
      return id.equals(PAGE_ID) && request.method().equals("GET")
          ? this.account.page(call)
          : one(id, request.method(), call);
    }
    if (id.equals("me") || id.equals(FacebookLogin.PORTFOLIO)) {
      return this.login.list(id + "/" + path.get(2), token(request, call), call);
    }
    if (path.get(2).equals("insights") && this.feed.find(id).isPresent()) {
      return FacebookAccount.insights(call);
    }
    return id.equals(PAGE_ID) ? ofPage(request, call) : FacebookErrors.missing(id);
  }

  private SimulatorReply one(String id, String method, FacebookParameters call) {
    return this.videos
        .find(id)
        .map(video -> this.videos.one(video, method, call))
        .orElseGet(() -> this.feed.one(id, method, call));
  }

  private SimulatorReply ofPage(SimulatorRequest request, FacebookParameters call) {
    String edge = request.segments().get(2);
    return switch (request.method() + " " + edge) {
      case "POST feed" -> this.feed.create(call);
      case "POST photos" -> this.feed.photo(call, FacebookParameters.file(request, "source"));
      case "POST videos" ->
          this.videoUploads.edge(call, FacebookParameters.file(request, "video_file_chunk"));
      case "POST video_reels" -> this.reels.edge(call, address());
      case "GET published_posts", "GET feed", "GET posts" ->
          this.feed.list(call, URI.create(address() + request.path()), token(request, call));
      default -> FacebookErrors.unknownPath("/" + edge);
    };
  }
}
