// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;

/** A site on this machine from which platforms fetch pictures and films. */
public final class PictureSite implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, File> files = new ConcurrentHashMap<>();

  private record File(int status, Map<String, String> headers, byte[] bytes) {}

  /** Starts an empty site. */
  public PictureSite() {
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    this.server.createContext(
        "/",
        exchange -> {
          File file =
              this.files.getOrDefault(
                  exchange.getRequestURI().getPath(), new File(404, Map.of(), new byte[0]));
          file.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
          exchange.sendResponseHeaders(
              file.status(), file.bytes().length == 0 ? -1 : file.bytes().length);
          exchange.getResponseBody().write(file.bytes());
          exchange.close();
        });
    this.server.start();
  }

  /** Hangs up bytes and says where. */
  public URI show(String name, String mediaType, byte[] bytes) {
    return answer(name, 200, Map.of("Content-Type", mediaType), bytes);
  }

  /** Answers anything at all. */
  URI answer(String name, int status, Map<String, String> headers, byte[] bytes) {
    this.files.put("/" + name, new File(status, headers, bytes));
    return URI.create("http://127.0.0.1:%d/%s".formatted(this.server.getAddress().getPort(), name));
  }

  /** An empty picture. */
  public static byte[] picture(String format, int width, int height) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    this.server.stop(0);
  }
}
