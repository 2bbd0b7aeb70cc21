// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  static final String LOGIN_CODE = "AQDlogin";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ");
  private static final Duration DAY = Duration.ofDays(1);

  private final InstagramContainers containers;
  private final InstagramTokens tokens;
  private final Map<String, Post> posts = new LinkedHashMap<>();
  private final List<Instant> publishedAt = new ArrayList<>();
  private int quota = 100;
  private boolean deletes = true;
  private boolean requiresProof;
  private boolean wrapsTokens;
  private boolean blocksAfterTaking;
  private int count;

  private record Post(Publication publication, String type) {}

  /** Starts an empty account. */
  public InstagramSimulator(Clock clock) {
    this(clock, 0);
  }

  /** Starts an empty account on a port. */
  public InstagramSimulator(Clock clock, int port) {
    super("instagram", clock, port);
    this.containers = new InstagramContainers(clock);
    this.tokens = new InstagramTokens(clock);
    this.tokens.issue(TOKEN, Duration.ofDays(60));
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
    return this.posts.values().stream().map(Post::publication).toList();
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
    if (request.path().equals("/oauth/access_token")) {
      return this.tokens.exchangeCode(request.form(), this.wrapsTokens);
    }
    if (request.path().equals("/access_token")) {
      return this.tokens.exchange(request.query());
    }
    if (request.path().equals("/refresh_access_token")) {
      return this.tokens.refresh(request.query());
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

  private void authorise(SimulatorRequest request, Map<String, String> parameters) {
    String token =
        request
            .bearer()
            .or(() -> request.header("authorization").map(it -> it.replaceFirst("^OAuth ", "")))
            .orElse(parameters.getOrDefault("access_token", ""));
    this.tokens.check(token);
    String proof = parameters.getOrDefault("appsecret_proof", "");
    boolean right = proof.equals(OAuthProof.of(APP_SECRET, token));
    if (!right && (this.requiresProof || !proof.isEmpty())) {
      throw new InstagramError.Refused(InstagramError.PROOF);
    }
  }

  private SimulatorReply ofAccount(String call, Map<String, String> parameters) {
    return switch (call) {
      case "POST media" -> this.containers.create(parameters, address().toString());
      case "POST media_publish" -> publish(parameters.getOrDefault("creation_id", ""));
      case "GET media" -> list(parameters);
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
    if (used() >= this.quota) {
      throw new InstagramError.Refused(InstagramError.QUOTA);
    }
    String taken = take(container);
    if (this.blocksAfterTaking) {
      this.blocksAfterTaking = false;
      throw new InstagramError.Refused(InstagramError.BLOCKED);
    }
    return SimulatorReply.json(200, Map.of("id", taken));
  }

  private String take(InstagramContainer container) {
    this.count++;
    String id = Long.toString(17_920_238_422_030_500L + this.count);
    boolean reel = container.kind().equals("REELS");
    URI address =
        URI.create(
            "https://www.instagram.com/%s/Dshort%d/".formatted(reel ? "reel" : "p", this.count));
    container.publish();
    this.publishedAt.add(clock().instant());
    this.posts.put(
        id,
        new Post(
            new Publication(id, clock().instant(), container.caption(), address, container.media()),
            container.kind()));
    return id;
  }

  private long used() {
    Instant dayAgo = clock().instant().minus(DAY);
    return this.publishedAt.stream().filter(it -> it.isAfter(dayAgo)).count();
  }

  private SimulatorReply limit() {
    return SimulatorReply.json(
        200,
        Map.of(
            "data",
            List.of(
                Map.of(
                    "quota_usage",
                    used(),
                    "config",
                    Map.of("quota_total", this.quota, "quota_duration", DAY.toSeconds())))));
  }

  /** Newest first, in pages. */
  private SimulatorReply list(Map<String, String> parameters) {
    List<Post> newest = new ArrayList<>(this.posts.values()).reversed();
    int from = Integer.parseInt(parameters.getOrDefault("after", "0"));
    int to =
        Math.min(newest.size(), from + Integer.parseInt(parameters.getOrDefault("limit", "25")));
    List<Object> page = new ArrayList<>();
    newest.subList(Math.min(from, to), to).forEach(it -> page.add(shown(it, parameters)));
    return SimulatorReply.json(
        200,
        Map.of(
            "data",
            page,
            "paging",
            Map.of("cursors", Map.of("before", "" + from, "after", "" + to))));
  }

  private static Map<String, Object> shown(Post post, Map<String, String> parameters) {
    Publication it = post.publication();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", it.id());
    all.put("caption", it.text());
    all.put("timestamp", TIME.format(it.at().atOffset(ZoneOffset.UTC)));
    all.put("permalink", it.address() == null ? "" : it.address().toString());
    all.put("media_type", type(post.type()));
    all.put("media_product_type", post.type().equals("REELS") ? "REELS" : "FEED");
    List<String> fields = List.of(parameters.getOrDefault("fields", "id").split(","));
    all.keySet().removeIf(name -> !name.equals("id") && !fields.contains(name));
    return all;
  }

  private static String type(String kind) {
    return switch (kind) {
      case "CAROUSEL" -> "CAROUSEL_ALBUM";
      case "REELS", "VIDEO" -> "VIDEO";
      default -> "IMAGE";
    };
  }

  private SimulatorReply ofObject(
      String method, List<String> path, Map<String, String> parameters) {
    Optional<InstagramContainer> container = this.containers.find(path.getFirst());
    if (container.isPresent() && method.equals("GET") && path.size() == 1) {
      return this.containers.status(container.get());
    }
    Post post = this.posts.get(path.getFirst());
    if (post == null) {
      throw new InstagramError.Refused(InstagramError.MISSING);
    }
    return switch (method + path.size()) {
      case "GET1" -> SimulatorReply.json(200, shown(post, parameters));
      case "GET2" -> insights();
      case "DELETE1" -> delete(path.getFirst());
      // Only comments can be switched on and off; a caption stays what it is.
      default -> throw new InstagramError.Refused(InstagramError.INVALID);
    };
  }

  private SimulatorReply delete(String id) {
    if (!this.deletes) {
      throw new InstagramError.Refused(InstagramError.MISSING);
    }
    this.posts.remove(id);
    return SimulatorReply.json(200, Map.of("success", true));
  }

  private static SimulatorReply insights() {
    return SimulatorReply.json(
        200,
        Map.of(
            "data",
            List.of(
                Map.of(
                    "name",
                    "reach",
                    "period",
                    "lifetime",
                    "values",
                    List.of(Map.of("value", 13))))));
  }
}
