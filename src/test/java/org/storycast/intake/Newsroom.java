// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;
import org.storycast.intake.SourcesProperties.SourceSettings;
import org.storycast.outbound.GuardedFetcher;
import org.storycast.story.Content;
import org.storycast.story.Stories;
import org.storycast.story.Story;
import org.storycast.story.StoryFilter;

/** A newsroom's web server and the whole of intake before it. */
final class Newsroom implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  final MutableClock clock = new MutableClock(NOW);
  final List<Object> events = Collections.synchronizedList(new ArrayList<>());
  final Stories stories;
  final Poller poller;
  final SourceRows rows;
  final StorySubmissions submissions;
  final StoryEditor editor = editor();
  final Map<String, Reply> replies = new ConcurrentHashMap<>();
  final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server;

  Newsroom(TestDatabase database) {
    this.server = server();
    this.stories =
        new Stories(
            database.jdbc(),
            database.transactions().getTransactionManager(),
            this.events::add,
            this.clock);
    this.rows = new SourceRows(database.jdbc());
    this.submissions = new StorySubmissions(this.editor, adverts(), this.stories);
    this.poller = poller();
  }

  Poller poller(Integer... otherPorts) {
    Set<String> allowed = new HashSet<>(Set.of(host()));
    for (Integer port : otherPorts) {
      allowed.add("127.0.0.1:" + port);
    }
    return new Poller(
        this.rows,
        new Harvester(GuardedFetcher.allowing(allowed), this.clock),
        this.editor,
        this.stories,
        this.clock);
  }

  static Adverts adverts() {
    return new Adverts(
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("storycast.cleaning", CleaningProperties.class));
  }

  static StoryEditor editor() {
    return new StoryEditor(adverts());
  }

  private HttpServer server() {
    try {
      HttpServer created =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      created.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      created.createContext("/", this::answer);
      created.start();
      return created;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestURI().toString();
      this.requests.add(target);
      Reply reply =
          this.replies.getOrDefault(
              target,
              this.replies.getOrDefault(
                  exchange.getRequestURI().getPath(), new Reply(404, Map.of(), new byte[0])));
      String etag = reply.headers().getOrDefault("ETag", "(none)");
      boolean same = etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      if (same || reply.body().length == 0) {
        exchange.sendResponseHeaders(same ? 304 : reply.status(), -1);
      } else {
        exchange.sendResponseHeaders(reply.status(), reply.body().length);
        exchange.getResponseBody().write(reply.body());
      }
    }
  }

  String host() {
    return "127.0.0.1:" + this.server.getAddress().getPort();
  }

  URI address(String path) {
    return URI.create("http://" + host() + path);
  }

  void serve(String path, String body) {
    serve(path, body.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  void serve(String path, byte[] body, Map<String, String> headers) {
    this.replies.put(path, new Reply(200, headers, body));
  }

  void remove(String path) {
    this.replies.remove(path);
  }

  static SourceSettings settings(URI address) {
    return settings(address, Map.of());
  }

  static SourceSettings settings(URI address, Map<String, String> more) {
    Map<String, String> values = new HashMap<>(more);
    values.put("source.address", address.toString());
    return new Binder(new MapConfigurationPropertySource(values))
        .bind("source", SourceSettings.class)
        .get();
  }

  /** Looks at a source as the tick would. */
  SourceState look(String name, SourceSettings settings) {
    if (this.poller.claim(name, settings)) {
      this.poller.poll(name, settings);
    }
    return this.rows.find(name).orElseThrow();
  }

  /** Looks again when the source is due. */
  SourceState lookAgain(String name, SourceSettings settings) {
    this.clock.advance(Duration.ofHours(2));
    return look(name, settings);
  }

  List<Story> all() {
    return this.stories.page(StoryFilter.all(), null, 500).stories();
  }

  List<Content> contents() {
    return all().reversed().stream().map(it -> it.latest().content()).toList();
  }

  @Override
  public void close() {
    this.server.stop(0);
  }

  /** What the web server says. */
  record Reply(int status, Map<String, String> headers, byte[] body) {}
}
