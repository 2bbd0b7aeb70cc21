// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.outbound;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A listener on the loopback interface that counts connections and writes what it is told. */
final class RawSite implements AutoCloseable {

  private final ServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  RawSite(Answering answering) {
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Thread.ofVirtual().start(() -> accept(answering));
  }

  static RawSite saying(String head, String body) {
    return new RawSite(
        (request, out) ->
            out.write(
                (head
                        + "Content-Length: %d\r\nConnection: close\r\n\r\n".formatted(body.length())
                        + body)
                    .getBytes(StandardCharsets.US_ASCII)));
  }

  private void accept(Answering answering) {
    while (!this.server.isClosed()) {
      try {
        Socket socket = this.server.accept();
        this.connections.incrementAndGet();
        Thread.ofVirtual().start(() -> answer(socket, answering));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(Socket socket, Answering answering) {
    try (socket;
        OutputStream out = socket.getOutputStream()) {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      StringBuilder request = new StringBuilder();
      for (String line = reader.readLine();
          line != null && !line.isEmpty();
          line = reader.readLine()) {
        request.append(line).append('\n');
      }
      this.requests.add(request.toString());
      answering.answer(request.toString(), out);
    } catch (IOException gone) {
      this.requests.add("gone");
    }
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), this.server.getLocalPort());
  }

  String hostWithPort() {
    return "127.0.0.1:" + this.server.getLocalPort();
  }

  int connections() {
    return this.connections.get();
  }

  List<String> requests() {
    return List.copyOf(this.requests);
  }

  @Override
  public void close() {
    try {
      this.server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @FunctionalInterface
  interface Answering {
    void answer(String request, OutputStream out) throws IOException;
  }
}
