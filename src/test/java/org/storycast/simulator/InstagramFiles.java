// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Fetches what a container names, as Meta's servers do, and looks at its bytes. */
final class InstagramFiles {

  private static final int MOST_IMAGE_BYTES = 8 * 1024 * 1024;
  private static final int BASELINE = 0xC0;
  private static final int EXTENDED = 0xC1;
  private static final int PROGRESSIVE = 0xC2;
  private static final int START_OF_SCAN = 0xDA;

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** A picture that Instagram takes; stories and covers may have any ratio. */
  byte[] image(String address, boolean anyRatio) {
    byte[] bytes = fetch(address, "image/jpeg");
    if (bytes.length > MOST_IMAGE_BYTES) {
      throw new InstagramError.Refused(InstagramError.TOO_LARGE);
    }
    if (bytes.length < 3 || (bytes[0] & 0xFF) != 0xFF || (bytes[1] & 0xFF) != 0xD8) {
      throw new InstagramError.Refused(InstagramError.DOWNLOAD);
    }
    checkFrame(bytes, anyRatio);
    return bytes;
  }

  private static void checkFrame(byte[] jpeg, boolean anyRatio) {
    int at = 2;
    while (at + 9 < jpeg.length && (jpeg[at] & 0xFF) == 0xFF) {
      int marker = jpeg[at + 1] & 0xFF;
      if (marker == PROGRESSIVE) {
        throw new InstagramError.Refused(InstagramError.DOWNLOAD);
      }
      if (marker == BASELINE || marker == EXTENDED) {
        if (!anyRatio) {
          checkRatio(number(jpeg, at + 7), number(jpeg, at + 5));
        }
        return;
      }
      if (marker == START_OF_SCAN) {
        break;
      }
      at += 2 + number(jpeg, at + 2);
    }
    throw new InstagramError.Refused(InstagramError.IMAGE_FORMAT);
  }

  private static void checkRatio(int width, int height) {
    if (width * 5 < height * 4 || width * 100 > height * 191) {
      throw new InstagramError.Refused(InstagramError.RATIO);
    }
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }

  /** Whether it is a film as Meta wants it: MP4 or MOV, its index first, no edit lists. */
  static boolean isFilm(byte[] bytes) {
    String content = new String(bytes, StandardCharsets.ISO_8859_1);
    int index = content.indexOf("moov");
    int data = content.indexOf("mdat");
    return content.indexOf("ftyp") == 4
        && index > 0
        && index < data
        && content.lastIndexOf("elst", data) < 0
        && content.substring(index, data).contains("avc1");
  }

  byte[] film(String address) {
    return fetch(address, "video/");
  }

  private byte[] fetch(String address, String type) {
    try {
      HttpResponse<byte[]> answer =
          this.client.send(
              HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(10)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      String sent = answer.headers().firstValue("Content-Type").orElse("");
      if (answer.statusCode() == 200 && sent.startsWith(type)) {
        return answer.body();
      }
    } catch (IOException | IllegalArgumentException unreachable) {
      // refused below, in the platform's words
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw new InstagramError.Refused(InstagramError.DOWNLOAD);
  }
}
