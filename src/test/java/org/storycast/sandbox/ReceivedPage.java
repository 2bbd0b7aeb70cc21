// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.springframework.web.util.HtmlUtils;
import org.storycast.simulator.Publication;
import org.storycast.simulator.Simulator;
import tools.jackson.databind.json.JsonMapper;

/** A page that shows what each platform received, as its readers would see it. */
final class ReceivedPage implements AutoCloseable {

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>What the platforms received</title>
      <meta name="viewport" content="width=device-width">
      <style>
      body { font: 16px/1.45 system-ui, sans-serif; margin: 2rem; background: #f4f2ee; color: #222 }
      h1 { font-size: 1.5rem }
      main { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)) }
      section { background: #fff; border-radius: .75rem; padding: 1rem 1.25rem;
        box-shadow: 0 1px 4px #0002 }
      h2 { font-size: 1.1rem; margin: 0 0 .5rem; text-transform: capitalize }
      article { border-top: 1px solid #ddd; padding: .75rem 0 }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: 0 0 .5rem;
        max-height: 22rem; overflow: auto }
      img, video { max-width: 100%; max-height: 26rem; border-radius: .5rem }
      small { color: #666; overflow-wrap: anywhere }
      </style></head><body><h1>What the platforms received</h1><main>
      """;

  private final HttpServer server;
  private final Map<String, Simulator> simulators;

  ReceivedPage(Map<String, Simulator> simulators) {
    this.simulators = simulators;
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    this.server.createContext("/", this::answer);
    this.server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + "/");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().substring(1).split("/");
    try (exchange) {
      if (path.length == 3) {
        send(exchange, media(path[0], Integer.parseInt(path[1]), Integer.parseInt(path[2])));
      } else if (path[0].equals("received.json")) {
        send(exchange, new Publication.Media("application/json", texts()));
      } else {
        send(
            exchange,
            new Publication.Media(
                "text/html; charset=utf-8", page().getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  /** The texts of all posts by kind, for scripts. */
  private byte[] texts() {
    Map<String, List<String>> texts = new TreeMap<>();
    this.simulators.forEach(
        (kind, simulator) ->
            texts.put(kind, simulator.publications().stream().map(Publication::text).toList()));
    return new JsonMapper().writeValueAsBytes(texts);
  }

  private Publication.Media media(String kind, int number, int position) {
    return this.simulators.get(kind).publications().get(number).media().get(position);
  }

  private static void send(HttpExchange exchange, Publication.Media media) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", media.mediaType());
    exchange.sendResponseHeaders(200, media.bytes().length);
    exchange.getResponseBody().write(media.bytes());
  }

  private String page() {
    StringBuilder page = new StringBuilder(HEAD);
    this.simulators.forEach((kind, simulator) -> section(page, kind, simulator.publications()));
    return page.append("</main></body></html>").toString();
  }

  private static void section(StringBuilder page, String kind, List<Publication> publications) {
    page.append("<section><h2>")
        .append(HtmlUtils.htmlEscape(kind))
        .append(" (")
        .append(publications.size())
        .append(")</h2>");
    for (int number = publications.size() - 1; number >= 0; number--) {
      article(page, kind, number, publications.get(number));
    }
    page.append("</section>");
  }

  private static void article(StringBuilder page, String kind, int number, Publication post) {
    page.append("<article>");
    for (int position = 0; position < post.media().size(); position++) {
      String source = "%s/%d/%d".formatted(kind, number, position);
      page.append(
          post.media().get(position).mediaType().startsWith("video")
              ? "<video controls preload=\"metadata\" src=\"%s\"></video>".formatted(source)
              : "<img alt=\"\" loading=\"lazy\" src=\"%s\">".formatted(source));
    }
    page.append("<pre>").append(HtmlUtils.htmlEscape(post.text())).append("</pre><small>");
    page.append(HtmlUtils.htmlEscape(post.id() + " · " + post.at()));
    if (post.address() != null) {
      page.append("<br>").append(HtmlUtils.htmlEscape(post.address().toString()));
    }
    page.append("</small></article>");
  }

  @Override
  public void close() {
    this.server.stop(0);
  }
}
