// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import tools.jackson.databind.JsonNode;

/** Pictures and films that were uploaded, and how far each is. */
final class LinkedinFiles {

  private static final int PART = 4 * 1024 * 1024;
  private static final long MOST_PIXELS = 36_152_320;
  private static final long LARGEST_FILM = 500_000_000;

  private final Map<String, File> files = new HashMap<>();
  private int rounds;
  private int number;
  private boolean fails;

  /** One file. */
  private static final class File {
    private final String urn;
    private final String owner;
    private final byte[][] parts;
    private final long size;
    private String status = "WAITING_UPLOAD";
    private int looks;

    private File(String urn, String owner, int parts, long size) {
      this.urn = urn;
      this.owner = owner;
      this.parts = new byte[parts][];
      this.size = size;
    }
  }

  /** Lets each file be asked about so often before it is ready. */
  void processFor(int looks) {
    this.rounds = looks;
  }

  void failProcessing() {
    this.fails = true;
  }

  SimulatorReply begin(String family, SimulatorRequest request, String author, String host) {
    JsonNode wish = request.json().path("initializeUploadRequest");
    if (!wish.path("owner").asString("").equals(author)) {
      return LinkedinReplies.notAllowed(family + ".INITIALIZE_UPLOAD /owner");
    }
    boolean film = family.equals("videos");
    long size = wish.path("fileSizeBytes").asLong(0);
    if (film && (size < 1 || size > LARGEST_FILM)) {
      return LinkedinReplies.invalid(
          "ERROR :: /fileSizeBytes :: field is required but not found and has no default value");
    }
    this.number++;
    String urn = "urn:li:%s:C4E10AQ%05d".formatted(film ? "video" : "image", this.number);
    int parts = film ? Math.toIntExact((size + PART - 1) / PART) : 1;
    this.files.put(urn, new File(urn, author, parts, size));
    Map<String, Object> value = new LinkedHashMap<>();
    if (film) {
      value.put("video", urn);
      value.put("uploadUrlsExpireAt", 1_900_000_000_000L);
      value.put("uploadToken", "token-of-" + this.number);
      value.put(
          "uploadInstructions",
          IntStream.range(0, parts).mapToObj(part -> instruction(part, size, host)).toList());
    } else {
      value.put("image", urn);
      value.put("uploadUrlExpiresAt", 1_900_000_000_000L);
      value.put("uploadUrl", address(host, 0));
    }
    return SimulatorReply.json(200, Map.of("value", value));
  }

  private Map<String, Object> instruction(int part, long size, String host) {
    return Map.of(
        "uploadUrl",
        address(host, part),
        "firstByte",
        (long) part * PART,
        "lastByte",
        Math.min(size, (part + 1L) * PART) - 1);
  }

  private String address(String host, int part) {
    return "%s/dms-uploads/%d/%d".formatted(host, this.number, part);
  }

  SimulatorReply put(SimulatorRequest request) {
    List<String> path = request.segments();
    Optional<File> file =
        this.files.values().stream()
            .filter(
                it -> path.size() == 3 && it.urn.endsWith("%05d".formatted(number(path.get(1)))))
            .findFirst();
    int part = path.size() == 3 ? number(path.get(2)) : -1;
    if (file.isEmpty() || part < 0 || part >= file.get().parts.length) {
      return SimulatorReply.empty(404);
    }
    boolean film = file.get().urn.contains(":video:");
    if (film ? !fits(file.get(), part, request.body()) : !isPicture(request.body())) {
      return SimulatorReply.empty(400);
    }
    file.get().parts[part] = request.body();
    if (!film) {
      uploaded(file.get());
    }
    return SimulatorReply.empty(film ? 200 : 201).with("ETag", "\"etag-" + part + "\"");
  }

  private static int number(String text) {
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
  }

  private static boolean fits(File file, int part, byte[] body) {
    return body.length == Math.min(PART, file.size - (long) part * PART);
  }

  private static boolean isPicture(byte[] bytes) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      ImageReader reader = ImageIO.getImageReaders(in).next();
      reader.setInput(in);
      return List.of("jpeg", "png", "gif")
              .contains(reader.getFormatName().toLowerCase(java.util.Locale.ROOT))
          && (long) reader.getWidth(0) * reader.getHeight(0) < MOST_PIXELS;
    } catch (IOException | RuntimeException noPicture) {
      return false;
    }
  }

  SimulatorReply finish(SimulatorRequest request) {
    JsonNode wish = request.json().path("finalizeUploadRequest");
    File file = this.files.get(wish.path("video").asString(""));
    if (file == null || Arrays.asList(file.parts).contains(null)) {
      return LinkedinReplies.refusal(400, "ILLEGAL_ARGUMENT", "The upload is not complete");
    }
    List<String> tags = new ArrayList<>();
    wish.path("uploadedPartIds").forEach(it -> tags.add(it.asString("")));
    List<String> expected =
        IntStream.range(0, file.parts.length).mapToObj(part -> "etag-" + part).toList();
    if (!tags.equals(expected)) {
      return LinkedinReplies.refusal(400, "ILLEGAL_ARGUMENT", "The uploadedPartIds are others");
    }
    boolean mp4 = new String(file.parts[0], 4, 4, StandardCharsets.US_ASCII).equals("ftyp");
    if (mp4) {
      uploaded(file);
    } else {
      file.status = "PROCESSING_FAILED";
    }
    return SimulatorReply.empty(200);
  }

  private void uploaded(File file) {
    file.status = this.fails ? "PROCESSING_FAILED" : this.rounds > 0 ? "PROCESSING" : "AVAILABLE";
  }

  SimulatorReply show(String urn, String author) {
    File file = this.files.get(urn);
    if (file == null || !file.owner.equals(author)) {
      return LinkedinReplies.notFound();
    }
    String status = file.status;
    look(file);
    return SimulatorReply.json(200, Map.of("id", urn, "owner", file.owner, "status", status));
  }

  private void look(File file) {
    file.looks++;
    if ("PROCESSING".equals(file.status) && file.looks >= this.rounds) {
      file.status = "AVAILABLE";
    }
  }

  /** Why a post can't carry the file; empty where it can. */
  Optional<SimulatorReply> fault(String urn, String author) {
    File file = this.files.get(urn);
    if (file == null || !file.owner.equals(author)) {
      return Optional.of(
          LinkedinReplies.refusal(400, "MEDIA_ASSET_NOT_FOUND", urn + " is not yours"));
    }
    look(file);
    return "AVAILABLE".equals(file.status)
        ? Optional.empty()
        : Optional.of(
            LinkedinReplies.refusal(
                400,
                "MEDIA_ASSET_"
                    + ("PROCESSING_FAILED".equals(file.status)
                        ? "PROCESSING_FAILED"
                        : "WAITING_UPLOAD"),
                urn + " can't be used"));
  }

  Publication.Media media(String urn) {
    File file = this.files.get(urn);
    int size = 0;
    for (byte[] part : file.parts) {
      size += part.length;
    }
    byte[] all = new byte[size];
    int at = 0;
    for (byte[] part : file.parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return new Publication.Media(urn.contains(":video:") ? "video/mp4" : "image/jpeg", all);
  }
}
