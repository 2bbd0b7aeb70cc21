// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Threads' API for one profile: containers that are fetched, checked and published once. */
public class ThreadsSimulator extends HttpSimulator {

  /** The profile. */
  public static final String USER_ID = "17841405793187218";

  /** A token that lasts sixty days. */
  public static final String TOKEN = "THAAsteppecourier0token";

  /** A token that may neither delete nor count. */
  public static final String NARROW_TOKEN = "THAAsteppecourier1narrow";

  /** The Threads app's number. */
  public static final String APP_ID = "4713";

  /** The Threads app's secret. */
  public static final String APP_SECRET = "0123456789abcdef0123456789abcdef";

  /** All that the app may ask for. */
  public static final Set<String> SCOPES =
      Set.of(
          "threads_basic",
          "threads_content_publish",
          "threads_manage_replies",
          "threads_read_replies",
          "threads_manage_insights",
          "threads_delete");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ");

  private final ThreadsContainers containers;
  private final ThreadsTokens tokens;
  private final ThreadsLimits limits;
  private final Map<String, Post> posts = new LinkedHashMap<>();
  private int notThereFor;
  private int count;

  private record Post(Publication publication, ThreadsContainer container) {}

  /** Starts an empty profile. */
  public ThreadsSimulator(Clock clock) {
    super("threads", clock);
    this.containers = new ThreadsContainers(clock);
    this.tokens = new ThreadsTokens(clock);
    this.limits = new ThreadsLimits(clock);
    this.tokens.issue(TOKEN, SCOPES);
    this.tokens.issue(NARROW_TOKEN, Set.of("threads_basic", "threads_content_publish"));
  }

  /** The address of the page on which a person allows the app to act. */
  public URI loginPage() {
    return address().resolve("/oauth/authorize");
  }

  /** Registers an address to which the login sends people back. */
  public void registerRedirect(URI redirect) {
    this.tokens.desk().register(redirect.toString());
  }

  /** Has no testers any more, so that nobody is told what a token is worth. */
  public void forgetTesters() {
    this.tokens.forgetTesters();
  }

  /** How many posts, replies and deletions a day are allowed. */
  public void allow(int posts, int replies, int deletions) {
    this.limits.allow(posts, replies, deletions);
  }

  /** How often a container is still in progress when it is asked. */
  public void pollsUntilFinished(int number) {
    this.containers.polls = number;
  }

  /** Says of a published container for so long that it is not. */
  public void statusLags(Duration lag) {
    this.containers.statusLag = lag;
  }

  /** Does not know containers for so many calls that publish, though they are finished. */
  public void containersComeLate(int calls) {
    this.notThereFor = calls;
  }

  /** Lets the processing of every container fail from now on. */
  public void failContainers(String error) {
    this.containers.all().forEach(it -> it.fail(error));
  }

  /** Loses every container. */
  public void forgetContainers() {
    this.containers.forget();
  }

  /** Finishes what is in progress. */
  public void finishProcessing() {
    this.containers.all().forEach(ThreadsContainer::finish);
  }

  /** How many containers there are. */
  public int containers() {
    return this.containers.all().size();
  }

  /** What a post's container was made of. */
  public String parameter(String post, String name) {
    return this.posts.get(post).container().get(name);
  }

  @Override
  protected boolean publishes(SimulatorRequest request) {
    return request.method().equals("POST") && request.path().endsWith("/threads_publish");
  }

  @Override
  protected String wordsOf(SimulatorRequest request) {
    String container = request.form().getOrDefault("creation_id", "");
    return this.containers.find(container).map(it -> it.get("text")).orElse("");
  }

  /** Minutes are the unit of Meta's headers. */
  @Override
  protected SimulatorReply tooManyRequests(Duration wait) {
    long minutes = Math.max(1, wait.plusSeconds(59).toMinutes());
    return ThreadsError.THROTTLED
        .reply()
        .with(
            "x-business-use-case-usage",
            "{\"%s\":[{\"type\":\"threads\",\"call_count\":100,\"estimated_time_to_regain_access\":%d}]}"
                .formatted(USER_ID, minutes));
  }

  @Override
  protected SimulatorReply badCredentials() {
    return ThreadsError.INVALID_TOKEN.reply();
  }

  @Override
  public List<Publication> publications() {
    return this.posts.values().stream().map(Post::publication).toList();
  }

  @Override
  protected SimulatorReply answer(SimulatorRequest request) {
    try {
      return routed(request, request.segments());
    } catch (ThreadsError.Refused refused) {
      return refused.error().reply();
    }
  }

  private SimulatorReply routed(SimulatorRequest request, List<String> path) {
    switch (request.path()) {
      case "/oauth/authorize" -> {
        return this.tokens.desk().visit(request);
      }
      case "/oauth/access_token" -> {
        return this.tokens.exchangeCode(request.form());
      }
      case "/access_token" -> {
        return this.tokens.exchange(request.query());
      }
      case "/refresh_access_token" -> {
        return this.tokens.renew(request.query());
      }
      default -> {}
    }
    Map<String, String> parameters = new HashMap<>(request.query());
    if (request.method().equals("POST")) {
      parameters.putAll(request.form());
    }
    String token = request.bearer().orElse(parameters.getOrDefault("access_token", ""));
    if (request.path().equals("/v1.0/debug_token")) {
      return this.tokens.worth(token, parameters.getOrDefault("input_token", ""));
    }
    this.tokens.check(token, "threads_basic");
    if (path.size() < 2 || !path.getFirst().equals("v1.0")) {
      throw new ThreadsError.Refused(ThreadsError.MISSING);
    }
    boolean own = path.get(1).equals(USER_ID) || path.get(1).equals("me");
    return own
        ? ofProfile(
            request.method() + " " + String.join("/", path.subList(2, path.size())),
            parameters,
            token)
        : ofObject(request.method(), path.subList(1, path.size()), parameters, token);
  }

  private SimulatorReply ofProfile(String call, Map<String, String> parameters, String token) {
    return switch (call) {
      case "GET " -> SimulatorReply.json(200, Map.of("id", USER_ID, "username", "steppecourier"));
      case "POST threads" -> {
        this.tokens.check(token, "threads_content_publish");
        yield create(parameters, token);
      }
      case "POST threads_publish" -> {
        this.tokens.check(token, "threads_content_publish");
        yield publish(parameters.getOrDefault("creation_id", ""));
      }
      case "GET threads" -> list(parameters, false);
      case "GET replies" -> {
        this.tokens.check(token, "threads_read_replies");
        yield list(parameters, true);
      }
      case "GET threads_publishing_limit" -> {
        this.tokens.check(token, "threads_content_publish");
        yield this.limits.show();
      }
      default -> throw new ThreadsError.Refused(ThreadsError.MISSING);
    };
  }

  private SimulatorReply create(Map<String, String> parameters, String token) {
    String parent = parameters.getOrDefault("reply_to_id", "");
    if (!parent.isEmpty()) {
      this.tokens.check(token, "threads_manage_replies");
      if (!this.posts.containsKey(parent)) {
        throw new ThreadsError.Refused(ThreadsError.NOT_THERE);
      }
    }
    Map<String, String> kept = new HashMap<>(parameters);
    kept.remove("access_token");
    return this.containers.create(kept);
  }

  private SimulatorReply publish(String id) {
    ThreadsContainer container =
        this.containers
            .find(id)
            .filter(it -> !it.isItem())
            .orElseThrow(() -> new ThreadsError.Refused(ThreadsError.NOT_THERE));
    boolean ready = container.state(clock().instant()).equals("FINISHED");
    if (!ready || this.notThereFor > 0) {
      this.notThereFor = Math.max(0, this.notThereFor - 1);
      throw new ThreadsError.Refused(ThreadsError.NOT_THERE);
    }
    this.limits.take(container.isReply() ? ThreadsLimits.Kind.REPLIES : ThreadsLimits.Kind.POSTS);
    return SimulatorReply.json(200, Map.of("id", take(container)));
  }

  private String take(ThreadsContainer container) {
    this.count++;
    String id = Long.toString(18_120_238_422_030_500L + this.count);
    URI address = URI.create("https://www.threads.com/@steppecourier/post/Dshort" + this.count);
    container.publish(clock().instant());
    this.posts.put(
        id,
        new Post(
            new Publication(
                id, clock().instant(), container.get("text"), address, container.media()),
            container));
    return id;
  }

  /** Newest first; replies are listed apart. */
  private SimulatorReply list(Map<String, String> parameters, boolean replies) {
    long since = Long.parseLong(parameters.getOrDefault("since", "0"));
    List<Object> page = new ArrayList<>();
    new ArrayList<>(this.posts.values())
        .reversed().stream()
            .filter(it -> it.container().isReply() == replies)
            .filter(it -> it.publication().at().getEpochSecond() >= since)
            .limit(Integer.parseInt(parameters.getOrDefault("limit", "25")))
            .forEach(it -> page.add(shown(it, parameters)));
    return SimulatorReply.json(200, Map.of("data", page));
  }

  private static Map<String, Object> shown(Post post, Map<String, String> parameters) {
    Publication it = post.publication();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", it.id());
    all.put("text", it.text());
    all.put("timestamp", TIME.format(it.at().atOffset(ZoneOffset.UTC)));
    all.put("permalink", String.valueOf(it.address()));
    all.put("shortcode", String.valueOf(it.address()).replaceAll(".*/", ""));
    all.put("media_type", post.container().get("media_type") + "_POST");
    List<String> fields = List.of(parameters.getOrDefault("fields", "id").split(","));
    all.keySet().removeIf(name -> !name.equals("id") && !fields.contains(name));
    return all;
  }

  private SimulatorReply ofObject(
      String method, List<String> path, Map<String, String> parameters, String token) {
    Optional<ThreadsContainer> container = this.containers.find(path.getFirst());
    if (container.isPresent() && method.equals("GET") && path.size() == 1) {
      return this.containers.status(container.get());
    }
    Post post = this.posts.get(path.getFirst());
    if (post == null) {
      throw new ThreadsError.Refused(ThreadsError.MISSING);
    }
    return switch (method + path.size()) {
      case "GET1" -> {
        if (List.of(parameters.getOrDefault("fields", "").split(",")).contains("status")) {
          throw new ThreadsError.Refused(ThreadsError.NO_STATUS);
        }
        yield SimulatorReply.json(200, shown(post, parameters));
      }
      case "GET2" -> {
        this.tokens.check(token, "threads_manage_insights");
        yield insights(parameters);
      }
      case "DELETE1" -> {
        this.tokens.check(token, "threads_delete");
        this.limits.take(ThreadsLimits.Kind.DELETIONS);
        this.posts.remove(path.getFirst());
        yield SimulatorReply.json(200, Map.of("success", true, "deleted_id", path.getFirst()));
      }
      // A post stays what it is.
      default -> throw new ThreadsError.Refused(ThreadsError.INVALID);
    };
  }

  private static SimulatorReply insights(Map<String, String> parameters) {
    List<Object> data = new ArrayList<>();
    for (String name : parameters.getOrDefault("metric", "").split(",")) {
      data.add(Map.of("name", name, "period", "lifetime", "values", List.of(Map.of("value", 13))));
    }
    return SimulatorReply.json(200, Map.of("data", data));
  }
}
