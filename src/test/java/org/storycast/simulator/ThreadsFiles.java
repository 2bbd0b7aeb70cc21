// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;

/** Fetches what a container names, as Meta's servers do, and looks at it. */
final class ThreadsFiles {

  private static final int MOST_IMAGE_BYTES = 8 * 1024 * 1024;
  private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png");
  private static final Set<String> FILMS = Set.of("video/mp4", "video/quicktime");

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** A picture. */
  Publication.Media image(String address) {
    Publication.Media image = fetch(address, IMAGES);
    Optional<BufferedImage> decoded = decoded(image.bytes());
    boolean fits =
        decoded
            .filter(
                it -> it.getWidth() <= 10 * it.getHeight() && it.getHeight() <= 10 * it.getWidth())
            .filter(it -> it.getWidth() >= 320)
            .isPresent();
    if (image.bytes().length > MOST_IMAGE_BYTES || !fits) {
      throw new ThreadsError.Refused(ThreadsError.DOWNLOAD);
    }
    return image;
  }

  private static Optional<BufferedImage> decoded(byte[] bytes) {
    try {
      return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(bytes)));
    } catch (IOException damaged) {
      return Optional.empty();
    }
  }

  /** A film; whether it is a good one is seen later. */
  Publication.Media film(String address) {
    return fetch(address, FILMS);
  }

  /** Whether it is a film as Meta wants it: MP4 or MOV, its index first. */
  static boolean isFilm(byte[] bytes) {
    String content = new String(bytes, StandardCharsets.ISO_8859_1);
    int index = content.indexOf("moov");
    return content.indexOf("ftyp") == 4
        && index > 0
        && index < content.indexOf("mdat")
        && content.contains("avc1");
  }

  private Publication.Media fetch(String address, Set<String> types) {
    try {
      HttpResponse<byte[]> answer =
          this.client.send(
              HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(10)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      String type = answer.headers().firstValue("Content-Type").orElse("");
      if (answer.statusCode() == 200 && types.contains(type)) {
        return new Publication.Media(type, answer.body());
      }
    } catch (IOException | IllegalArgumentException unreachable) {
      // refused below, in the platform's words
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw new ThreadsError.Refused(ThreadsError.DOWNLOAD);
  }
}
