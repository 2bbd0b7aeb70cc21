// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.Digest;
import org.storycast.channel.Post;
import org.storycast.channel.SampleFilm;

/** A landscape film with thumbnail and captions. */
record VideoMedia(SampleFilm film, byte[] thumbnail) implements Attachments {

  static final String CAPTIONS = "1\n00:00:00,000 --> 00:00:02,000\nThe bridge opens";
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16};

  static VideoMedia small() {
    return new VideoMedia(SampleFilm.small(), JPEG);
  }

  @Override
  public InputStream open(Attachment attachment) {
    return switch (attachment.role()) {
      case "thumbnail" -> new ByteArrayInputStream(this.thumbnail);
      case "captions" -> new ByteArrayInputStream(CAPTIONS.getBytes(StandardCharsets.UTF_8));
      default -> this.film.open(attachment);
    };
  }

  Post post() {
    return of(YoutubeAccount.post(this.film));
  }

  Post of(Post post) {
    Attachment upright = this.film.attachment("film");
    Attachment film =
        new Attachment(
            "film",
            upright.digest(),
            upright.mediaType(),
            upright.size(),
            1920,
            1080,
            upright.duration(),
            upright.altText(),
            upright.address());
    return new Post(
        post.parts(),
        post.link(),
        post.language(),
        List.of(
            film,
            file("thumbnail", "image/jpeg", this.thumbnail),
            file("captions", "application/x-subrip", CAPTIONS.getBytes(StandardCharsets.UTF_8))),
        post.sections(),
        post.tags());
  }

  private static Attachment file(String role, String mediaType, byte[] bytes) {
    boolean picture = role.equals("thumbnail");
    return new Attachment(
        role,
        Digest.of(bytes),
        mediaType,
        bytes.length,
        picture ? 1280 : 0,
        picture ? 720 : 0,
        Duration.ZERO,
        "A bridge at dawn",
        URI.create("https://courier.example.org/media/" + role));
  }
}
