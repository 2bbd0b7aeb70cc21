// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.storycast.simulator.BlueskyRates.Window;

/** A server of Bluesky's network with one account, and the view that readers' apps have of it. */
public class BlueskySimulator extends HttpSimulator {

  /** The newspaper's name for ever. */
  public static final String DID = "did:plc:stepp3c0ur13rabcdefgh23";

  /** The newspaper's name for people. */
  public static final String HANDLE = "steppecourier.bsky.social";

  /** The newspaper's app password. */
  public static final String PASSWORD = "abcd-efgh-2345-wxyz";

  private static final String METHODS = "/xrpc/";

  private final BlueskyBlobs blobs = new BlueskyBlobs();
  private final BlueskyVideos videos;
  private final BlueskySessions sessions;
  private final BlueskyRecords records;
  private final BlueskyRates rates;

  /** Starts an empty account. */
  public BlueskySimulator(Clock clock) {
    super("bluesky", clock);
    this.videos = new BlueskyVideos(clock, this.blobs);
    this.videos.servedAt(address().getHost(), address().getPort());
    this.sessions = new BlueskySessions(clock);
    this.records = new BlueskyRecords(clock, this.blobs);
    this.rates = new BlueskyRates(clock);
    this.sessions.servedAt(address().toString());
  }

  /** How often the account's records changed. */
  public int commits() {
    return this.records.commits();
  }

  /** Throws away every file that no record names, as real servers do after some time. */
  public void collectBlobs() {
    this.blobs.collect(this.records.all());
  }

  /** Ends every session, as a changed password does. */
  public void revokeSessions() {
    this.sessions.revokeAll();
  }

  /** Lets the video service be asked so often before a film is ready. */
  public void processFilmsFor(int rounds) {
    this.videos.rounds = rounds;
  }

  /** The video service can't process any film. */
  public void failFilms() {
    this.videos.fails = true;
  }

  /** Uses up the films that the account may send today. */
  public void useUpFilms() {
    this.videos.sent = Integer.MAX_VALUE;
  }

  /** The video service forgets what it was doing. */
  public void forgetFilms() {
    this.videos.forgetJobs();
  }

  /** Takes the account down. */
  public void takeDown() {
    this.sessions.active = false;
  }

  /** Leaves the account's e-mail address unconfirmed. */
  public void forgetEmail() {
    this.sessions.emailConfirmed = false;
  }

  /** Wants a code by mail at log-in, as it does for a main password. */
  public void wantSecondFactor() {
    this.sessions.secondFactor = true;
  }

  /** Takes files up to so many bytes. */
  public void takeFilesUpTo(int bytes) {
    this.blobs.limit = bytes;
  }

  /** Shows posts to readers' apps only after some time. */
  public void showAfter(Duration lag) {
    this.records.lag = lag;
  }

  /** A reader likes a post. */
  public void like(String uri) {
    this.records.like(uri);
  }

  /** Uses up the points that the account may write in this hour, but for some. */
  public void leavePoints(int points) {
    this.rates.leave(points, Window.WRITES);
  }

  /** Uses up the log-ins. */
  public void useUpLogIns() {
    this.rates.useUp(Window.LOG_INS);
  }

  /** Uses up the uploads. */
  public void useUpUploads() {
    this.rates.useUp(Window.UPLOADS);
  }

  @Override
  protected boolean publishes(SimulatorRequest request) {
    return request.method().equals("POST")
        && (method(request).equals("com.atproto.repo.putRecord")
            || method(request).equals("com.atproto.repo.createRecord"));
  }

  private static String method(SimulatorRequest request) {
    return request.path().startsWith(METHODS) ? request.path().substring(METHODS.length()) : "";
  }

  @Override
  protected SimulatorReply tooManyRequests(Duration wait) {
    return BlueskyReplies.tooMany(wait);
  }

  @Override
  protected SimulatorReply badCredentials() {
    return BlueskyReplies.expired();
  }

  @Override
  public List<Publication> publications() {
    return this.records.publications();
  }

  @Override
  protected SimulatorReply answer(SimulatorRequest request) {
    try {
      this.rates.take(1, Window.CALLS);
      return request.method().equals("GET") ? query(request) : procedure(request);
    } catch (BlueskyReplies.Refused refused) {
      return refused.reply();
    }
  }

  private SimulatorReply query(SimulatorRequest request) {
    return switch (method(request)) {
      case "com.atproto.server.getSession" -> {
        this.sessions.check(request.bearer().orElse(""));
        yield this.sessions.show();
      }
      case "com.atproto.server.getServiceAuth" -> {
        this.sessions.check(request.bearer().orElse(""));
        yield this.videos.token(request.query());
      }
      case "app.bsky.video.getUploadLimits" ->
          this.videos.limits(request, this.sessions.emailConfirmed);
      case "app.bsky.video.getJobStatus" ->
          this.videos.status(request.query().getOrDefault("jobId", ""));
      case "com.atproto.repo.getRecord" -> this.records.show(request.query());
      case "com.atproto.repo.listRecords" -> this.records.list(request.query());
      case "com.atproto.repo.describeRepo" -> describe(request.query());
      case "app.bsky.feed.getPosts" -> this.records.view(uris(request));
      default -> notImplemented();
    };
  }

  private static List<String> uris(SimulatorRequest request) {
    String url = request.raw().getUrl();
    return Arrays.stream(url.substring(url.indexOf('?') + 1).split("&"))
        .filter(it -> it.startsWith("uris="))
        .map(
            it ->
                java.net.URLDecoder.decode(
                    it.substring(5), java.nio.charset.StandardCharsets.UTF_8))
        .toList();
  }

  private static SimulatorReply describe(Map<String, String> query) {
    return query.getOrDefault("repo", "").equals(DID)
        ? SimulatorReply.json(
            200,
            Map.of(
                "handle",
                HANDLE,
                "did",
                DID,
                "didDoc",
                Map.of("id", DID),
                "collections",
                List.of(BlueskyRecords.COLLECTION),
                "handleIsCorrect",
                true))
        : BlueskyReplies.error(400, "RepoNotFound", "Could not find repo");
  }

  private SimulatorReply procedure(SimulatorRequest request) {
    return switch (method(request)) {
      case "com.atproto.server.createSession" -> {
        this.rates.take(1, Window.LOG_INS, Window.LOG_INS_A_DAY);
        yield this.sessions.create(request.json());
      }
      case "com.atproto.server.refreshSession" -> this.sessions.renew(request.bearer().orElse(""));
      case "com.atproto.repo.uploadBlob" -> {
        this.sessions.check(request.bearer().orElse(""));
        this.rates.take(1, Window.UPLOADS);
        yield this.blobs.upload(request);
      }
      case "app.bsky.video.uploadVideo" ->
          this.videos.upload(request, this.sessions.emailConfirmed);
      case "com.atproto.repo.putRecord" -> write(request, 2);
      case "com.atproto.repo.createRecord" -> write(request, 3);
      case "com.atproto.repo.deleteRecord" -> write(request, 1);
      default -> notImplemented();
    };
  }

  private SimulatorReply write(SimulatorRequest request, int points) {
    this.sessions.check(request.bearer().orElse(""));
    this.rates.take(points, Window.WRITES, Window.WRITES_A_DAY);
    SimulatorReply reply;
    try {
      reply =
          switch (points) {
            case 1 -> this.records.delete(request.json());
            case 2 -> this.records.put(request.json());
            default -> this.records.create(request.json());
          };
    } catch (BlueskyReplies.Refused refused) {
      reply = refused.reply();
    }
    return this.rates.mark(reply, List.of(Window.WRITES, Window.WRITES_A_DAY));
  }

  private static SimulatorReply notImplemented() {
    return BlueskyReplies.error(501, "MethodNotImplemented", "Method Not Implemented");
  }
}
