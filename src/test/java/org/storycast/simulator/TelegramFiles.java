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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** Takes pictures and films by upload, address or file id, and measures them. */
final class TelegramFiles {

  private static final int MAX_PHOTO = 10 * 1024 * 1024;
  private static final int MAX_FETCHED_PHOTO = 5 * 1024 * 1024;
  private static final int MAX_FILE = 50 * 1024 * 1024;
  private static final int MAX_FETCHED_FILE = 20 * 1024 * 1024;
  private static final int MAX_WIDTH_AND_HEIGHT = 10_000;
  private static final int MAX_RATIO = 20;
  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(5);

  private final Map<String, TelegramMedia> known = new HashMap<>();

  /** Takes what a parameter of a kind names. */
  TelegramMedia take(String kind, String source, Map<String, byte[]> uploads) {
    TelegramMedia again = this.known.get(source);
    if (again != null && again.kind().equals(kind)) {
      return again;
    }
    String part = source.startsWith("attach://") ? source.substring("attach://".length()) : kind;
    byte[] uploaded = uploads.get(part);
    if (uploaded != null && (source.isEmpty() || source.startsWith("attach://"))) {
      return keep(kind, uploaded, kind.equals("photo") ? MAX_PHOTO : MAX_FILE);
    }
    if (source.isEmpty()) {
      throw TelegramRefusal.badRequest("there is no %s in the request".formatted(kind));
    }
    if (!source.startsWith("http://") && !source.startsWith("https://")) {
      throw TelegramRefusal.badRequest("wrong file identifier/HTTP URL specified");
    }
    byte[] fetched = fetch(kind, source);
    return keep(kind, fetched, kind.equals("photo") ? MAX_FETCHED_PHOTO : MAX_FETCHED_FILE);
  }

  private TelegramMedia keep(String kind, byte[] bytes, int most) {
    if (bytes.length > most) {
      throw TelegramRefusal.badRequest(
          "file of size %d bytes is too big for a %s; the maximum size is %d bytes"
              .formatted(bytes.length, kind, most));
    }
    String id = "AgAC%08d".formatted(this.known.size() + 1);
    TelegramMedia media =
        kind.equals("photo")
            ? photo(id, bytes)
            : new TelegramMedia(kind, id, "video/mp4", bytes, 0, 0);
    this.known.put(id, media);
    return media;
  }

  private static TelegramMedia photo(String id, byte[] bytes) {
    BufferedImage image = read(bytes);
    int width = image.getWidth();
    int height = image.getHeight();
    if (width + height > MAX_WIDTH_AND_HEIGHT
        || Math.max(width, height) > MAX_RATIO * Math.min(width, height)) {
      throw TelegramRefusal.badRequest("PHOTO_INVALID_DIMENSIONS");
    }
    return new TelegramMedia("photo", id, "image/jpeg", bytes, width, height);
  }

  private static BufferedImage read(byte[] bytes) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
      if (image != null) {
        return image;
      }
    } catch (IOException broken) {
      // answered below, as Telegram does
    }
    throw TelegramRefusal.badRequest("IMAGE_PROCESS_FAILED");
  }

  private static byte[] fetch(String kind, String address) {
    HttpResponse<byte[]> response = get(address);
    if (response.statusCode() != 200) {
      throw TelegramRefusal.badRequest("failed to get HTTP URL content");
    }
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (!type.startsWith(kind.equals("photo") ? "image/" : "video/")) {
      throw TelegramRefusal.badRequest("wrong type of the web page content");
    }
    return response.body();
  }

  private static HttpResponse<byte[]> get(String address) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(FETCH_TIMEOUT).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address)).timeout(FETCH_TIMEOUT).build();
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IllegalArgumentException malformed) {
      throw TelegramRefusal.badRequest("wrong HTTP URL specified");
    } catch (IOException unreachable) {
      throw TelegramRefusal.badRequest("failed to get HTTP URL content");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw TelegramRefusal.badRequest("failed to get HTTP URL content");
    }
  }
}
