// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A relay that takes everything, counts it for each reader, and costs next to nothing: one thread
 * for any number of connections. Readers have addresses such as {@code reader17@example.org}. A
 * copy counts from the moment at which its {@code 250} is on its way.
 */
final class CountingSink implements AutoCloseable {

  private static final int BUFFER = 256 * 1024;

  private final ServerSocketChannel server;
  private final Selector selector;
  private final long delayNanos;
  private final Copies copies = new Copies();
  private final Events events = new Events();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final Queue<Late> late = new PriorityQueue<>(Comparator.comparingLong(Late::at));

  /**
   * Starts a sink.
   *
   * @param delay how late each reply is, which is what a sender sees of a round trip
   */
  CountingSink(Duration delay) {
    this.delayNanos = delay.toNanos();
    try {
      this.selector = Selector.open();
      this.server = ServerSocketChannel.open();
      this.server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
      this.server.configureBlocking(false).register(this.selector, SelectionKey.OP_ACCEPT);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Thread.ofPlatform().daemon().name("sink").start(this::serve);
  }

  /** The port at which it listens. */
  int port() {
    return this.server.socket().getLocalPort();
  }

  /** What it took. */
  Copies copies() {
    return this.copies;
  }

  /** Does something once, after so many further commands and messages and before the reply. */
  void afterEvents(int count, Runnable what) {
    this.events.order(count, what);
  }

  private void serve() {
    try {
      while (this.selector.isOpen()) {
        this.selector.select(waitMillis());
        for (SelectionKey key : this.selector.selectedKeys()) {
          handle(key);
        }
        this.selector.selectedKeys().clear();
        sendLate();
      }
    } catch (ClosedSelectorException closed) {
      this.late.clear();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private long waitMillis() {
    Late next = this.late.peek();
    return next == null ? 0 : Math.max(1, (next.at() - System.nanoTime()) / 1_000_000);
  }

  private void handle(SelectionKey key) throws IOException {
    if (key.isAcceptable()) {
      SocketChannel channel = this.server.accept();
      if (channel != null) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
        SinkDialogue dialogue = new SinkDialogue(this.copies, this.events);
        channel.register(this.selector, SelectionKey.OP_READ, dialogue);
        send(channel, SinkDialogue.GREETING);
      }
    } else if (key.isReadable() && key.attachment() instanceof SinkDialogue dialogue) {
      read((SocketChannel) key.channel(), dialogue);
    }
  }

  private void read(SocketChannel channel, SinkDialogue dialogue) throws IOException {
    this.buffer.clear();
    int count;
    try {
      count = channel.read(this.buffer);
    } catch (IOException reset) {
      count = -1;
    }
    if (count < 0) {
      channel.close();
      return;
    }
    String reply = dialogue.read(this.buffer.flip());
    if (!reply.isEmpty()) {
      send(channel, reply);
    }
  }

  private void send(SocketChannel channel, String reply) {
    if (this.delayNanos > 0) {
      this.late.add(new Late(System.nanoTime() + this.delayNanos, channel, reply));
    } else {
      write(channel, reply);
    }
  }

  private void sendLate() {
    long now = System.nanoTime();
    for (Late next = this.late.peek(); next != null && next.at() <= now; next = this.late.peek()) {
      this.late.remove();
      write(next.channel(), next.reply());
    }
  }

  /** A reply fits into any socket's buffer. A sender that was killed gets none. */
  @SuppressWarnings("EmptyCatch")
  private static void write(SocketChannel channel, String reply) {
    try {
      channel.write(ByteBuffer.wrap(reply.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException gone) {
      // the next read ends the connection
    }
  }

  @Override
  public void close() {
    try {
      for (SelectionKey key : this.selector.keys()) {
        key.channel().close();
      }
      this.selector.close();
      this.server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Counts commands and messages. */
  static final class Events {

    private int left;
    private @Nullable Runnable what;

    synchronized void order(int count, Runnable ordered) {
      this.left = count;
      this.what = ordered;
    }

    synchronized void happened() {
      Runnable ordered = this.what;
      if (ordered != null && --this.left <= 0) {
        this.what = null;
        ordered.run();
      }
    }
  }

  private record Late(long at, SocketChannel channel, String reply) {}
}
