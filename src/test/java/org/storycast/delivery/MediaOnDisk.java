// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.MediaDemand;
import org.storycast.media.SampleFilms;

/** One picture and one film in a folder, served to platforms that fetch. */
record MediaOnDisk(Path folder, URI address) implements Attachments {

  private static final String CARD = "card.jpg";
  private static final String FILM = "film.mp4";

  /** Makes the picture and the film and serves them as long as the process lives. */
  static MediaOnDisk make(Path folder) throws IOException {
    Files.write(folder.resolve(CARD), card());
    Files.write(
        folder.resolve(FILM),
        SampleFilms.of("color=c=orange:s=360x640:r=24:d=15", "anullsrc=r=48000:cl=stereo"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
          byte[] bytes = Files.readAllBytes(file);
          try (exchange) {
            exchange
                .getResponseHeaders()
                .set("Content-Type", file.endsWith(CARD) ? "image/jpeg" : "video/mp4");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
    return new MediaOnDisk(folder, URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  private static byte[] card() throws IOException {
    BufferedImage image = new BufferedImage(1080, 1350, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.ORANGE);
    pen.fillRect(0, 0, 1080, 1350);
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return bytes.toByteArray();
  }

  /** The film or picture of a delivery; platforms know a film again, so each has its own. */
  Path file(MediaDemand demand, DeliveryKey key) {
    if (!(demand instanceof MediaDemand.Film)) {
      return this.folder.resolve(CARD);
    }
    Path film = this.folder.resolve(key + ".mp4");
    try {
      if (!Files.exists(film)) {
        Files.write(film, withRemark(Files.readAllBytes(this.folder.resolve(FILM)), key));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return film;
  }

  /** Appends a box that players skip (ISO/IEC 14496-12, 8.1.2). */
  private static byte[] withRemark(byte[] film, DeliveryKey key) {
    byte[] remark = key.value().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(film.length + 8 + remark.length)
        .put(film)
        .putInt(8 + remark.length)
        .put("free".getBytes(StandardCharsets.US_ASCII))
        .put(remark)
        .array();
  }

  URI address(Path file) {
    return this.address.resolve("/" + file.getFileName());
  }

  @Override
  public InputStream open(Attachment attachment) {
    try {
      return Files.newInputStream(this.folder.resolve(attachment.address().getPath().substring(1)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
