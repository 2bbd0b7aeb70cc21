// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.storycast.channel.Attachment;
import org.storycast.channel.Channel;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Digest;
import org.storycast.channel.MediaDemand;
import org.storycast.channel.PartProfile;
import org.storycast.channel.Post;
import org.storycast.format.Composed;
import org.storycast.format.Edition;
import org.storycast.format.PostComposer;

/** Makes a post that any channel takes: short texts with the link, and the media it demands. */
final class AnyPostComposer implements PostComposer {

  private static final int ROOM_FOR_A_LINK = 150;

  private final MediaOnDisk media;

  AnyPostComposer(MediaOnDisk media) {
    this.media = media;
  }

  @Override
  public Composed compose(Edition edition, Channel channel, DeliveryKey key) {
    URI link = URI.create("https://courier.example/bridge?utm_content=" + key.shortForm());
    Map<String, String> parts = new HashMap<>();
    for (PartProfile part : channel.profile().parts()) {
      parts.put(
          part.name(),
          part.limit() < ROOM_FOR_A_LINK
              ? "The bridge opens " + key.shortForm()
              : "The bridge opens " + link);
    }
    List<Attachment> attachments =
        channel.profile().media().stream().flatMap(demand -> attached(demand, key)).toList();
    return new Composed(
        new Post(parts, link, "en", attachments, List.of("Local"), List.of("bridge")),
        List.of(),
        List.of());
  }

  private Stream<Attachment> attached(MediaDemand demand, DeliveryKey key) {
    return switch (demand) {
      case MediaDemand.Card card -> Stream.of(attached(card, card.width(), card.height(), key));
      case MediaDemand.Film film -> Stream.of(attached(film, film.width(), film.height(), key));
      case MediaDemand.Pictures pictures ->
          pictures.otherwise() == null ? Stream.of() : attached(pictures.otherwise(), key);
      case MediaDemand.Captions captions -> Stream.of();
    };
  }

  private Attachment attached(MediaDemand demand, int width, int height, DeliveryKey key) {
    boolean film = demand instanceof MediaDemand.Film;
    Path file = this.media.file(demand, key);
    byte[] bytes = bytesOf(file);
    return new Attachment(
        demand.role(),
        Digest.of(bytes),
        film ? "video/mp4" : "image/jpeg",
        bytes.length,
        width,
        height,
        film ? Duration.ofSeconds(15) : Duration.ZERO,
        "A bridge",
        this.media.address(file));
  }

  private static byte[] bytesOf(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
