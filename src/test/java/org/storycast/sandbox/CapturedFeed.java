// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Serves a feed that was captured into a file. */
final class CapturedFeed {

  private CapturedFeed() {}

  /** Starts to serve it and answers the settings of a source that reads it. */
  static Map<String, String> serve(Path file) throws IOException {
    byte[] feed = Files.readAllBytes(file);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/feed",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, feed.length);
            exchange.getResponseBody().write(feed);
          }
        });
    server.start();
    String authority = "127.0.0.1:" + server.getAddress().getPort();
    return Map.of(
        "storycast.sources.captured.address",
        "http://" + authority + "/feed",
        "storycast.sources.captured.every",
        "1h",
        "storycast.sources.captured.age-limit",
        "0s",
        "storycast.outbound.allow[1]",
        authority);
  }
}
