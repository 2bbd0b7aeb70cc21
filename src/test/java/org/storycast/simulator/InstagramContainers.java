// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes containers, each checked as Instagram checks it. */
final class InstagramContainers {

  private static final int MOST_CAPTION = 2_200;
  private static final int MOST_ALT_TEXT = 1_000;

  /** In milliseconds. */
  private static final long LONGEST_FILM = 15 * 60 * 1_000;

  private static final Pattern HASHTAG = Pattern.compile("#[\\p{L}\\p{M}\\p{N}_]+");
  private static final Pattern MENTION = Pattern.compile("(?<![\\w@.])@[A-Za-z0-9_.]+");

  private final Clock clock;
  private final InstagramFiles files = new InstagramFiles();
  private final Map<String, InstagramContainer> all = new LinkedHashMap<>();
  private int polls = 1;
  private int mostPerDay = 400;

  InstagramContainers(Clock clock) {
    this.clock = clock;
  }

  void allow(int perDay) {
    this.mostPerDay = perDay;
  }

  void pollsUntilFinished(int number) {
    this.polls = number;
  }

  Optional<InstagramContainer> find(String id) {
    return Optional.ofNullable(this.all.get(id));
  }

  List<InstagramContainer> all() {
    return List.copyOf(this.all.values());
  }

  SimulatorReply create(Map<String, String> parameters, String address) {
    Instant dayAgo = this.clock.instant().minus(Duration.ofDays(1));
    if (all().stream().filter(it -> it.createdAt().isAfter(dayAgo)).count() >= this.mostPerDay) {
      throw new InstagramError.Refused(InstagramError.QUOTA);
    }
    checkText(parameters);
    checkReel(parameters);
    InstagramContainer container = made(parameters);
    this.all.put(container.id(), container);
    return SimulatorReply.json(
        200,
        container.isAwaitingUpload()
            ? Map.of(
                "id",
                container.id(),
                "uri",
                "%s/ig-api-upload/v24.0/%s".formatted(address, container.id()))
            : Map.of("id", container.id()));
  }

  private static void checkText(Map<String, String> parameters) {
    String caption = parameters.getOrDefault("caption", "");
    if (caption.length() > MOST_CAPTION
        || HASHTAG.matcher(caption).results().count() > 30
        || MENTION.matcher(caption).results().count() > 20) {
      throw new InstagramError.Refused(InstagramError.CAPTION);
    }
    String alt = parameters.getOrDefault("alt_text", "");
    if (alt.codePointCount(0, alt.length()) > MOST_ALT_TEXT) {
      throw new InstagramError.Refused(InstagramError.INVALID);
    }
  }

  /** What only a reel may have, and what it may not. */
  private void checkReel(Map<String, String> parameters) {
    String type = parameters.getOrDefault("media_type", "");
    boolean reel = type.equals("REELS");
    boolean hasReelsOwn =
        parameters.containsKey("share_to_feed")
            || parameters.containsKey("cover_url")
            || parameters.containsKey("thumb_offset");
    boolean picture = type.isEmpty() || type.equals("IMAGE");
    if (hasReelsOwn && !reel || parameters.containsKey("alt_text") && !picture) {
      throw new InstagramError.Refused(InstagramError.INVALID);
    }
    String offset = parameters.getOrDefault("thumb_offset", "0");
    if (!offset.matches("[0-9]{1,9}")) {
      throw new InstagramError.Refused(InstagramError.INVALID);
    }
    if (Long.parseLong(offset) > LONGEST_FILM) {
      throw new InstagramError.Refused(InstagramError.THUMBNAIL);
    }
    if (parameters.containsKey("cover_url")) {
      this.files.image(parameters.get("cover_url"), true);
    }
  }

  private InstagramContainer made(Map<String, String> parameters) {
    String type = parameters.getOrDefault("media_type", "");
    return switch (type) {
      case "", "IMAGE" -> image("IMAGE", parameters);
      case "REELS", "VIDEO" -> film(type, parameters);
      case "STORIES" ->
          parameters.containsKey("video_url") ? film(type, parameters) : image(type, parameters);
      case "CAROUSEL" -> carousel(parameters);
      default -> throw new InstagramError.Refused(InstagramError.MEDIA_TYPE);
    };
  }

  private InstagramContainer image(String kind, Map<String, String> parameters) {
    String address = parameters.getOrDefault("image_url", "");
    if (address.isEmpty()) {
      throw new InstagramError.Refused(InstagramError.IMAGE_REQUIRED);
    }
    return container(
        kind,
        parameters,
        List.of(),
        List.of(
            new Publication.Media(
                "image/jpeg", this.files.image(address, kind.equals("STORIES")))));
  }

  private InstagramContainer film(String kind, Map<String, String> parameters) {
    boolean item = parameters.getOrDefault("is_carousel_item", "").equals("true");
    if (kind.equals("VIDEO") && !item || kind.equals("REELS") && item) {
      throw new InstagramError.Refused(InstagramError.MEDIA_TYPE);
    }
    if (parameters.getOrDefault("upload_type", "").equals("resumable")) {
      InstagramContainer container = container(kind, parameters, List.of(), List.of());
      container.awaitUpload();
      return container;
    }
    String address = parameters.getOrDefault("video_url", "");
    if (address.isEmpty()) {
      throw new InstagramError.Refused(InstagramError.INVALID);
    }
    byte[] bytes = this.files.film(address);
    InstagramContainer container =
        container(kind, parameters, List.of(), List.of(new Publication.Media("video/mp4", bytes)));
    if (!InstagramFiles.isFilm(bytes)) {
      container.fail(InstagramError.VIDEO_FORMAT);
    }
    return container;
  }

  private InstagramContainer carousel(Map<String, String> parameters) {
    List<String> ids =
        Arrays.stream(parameters.getOrDefault("children", "").split(","))
            .filter(it -> !it.isBlank())
            .toList();
    if (ids.size() < 2 || ids.size() > 10) {
      throw new InstagramError.Refused(InstagramError.CAROUSEL);
    }
    List<Publication.Media> media = new ArrayList<>();
    for (String id : ids) {
      InstagramContainer child =
          find(id)
              .filter(InstagramContainer::isItem)
              .orElseThrow(() -> new InstagramError.Refused(InstagramError.NO_CONTAINER));
      String state = child.state(this.clock.instant());
      if (state.equals("EXPIRED")) {
        throw new InstagramError.Refused(InstagramError.EXPIRED);
      }
      if (!state.equals("FINISHED")) {
        throw new InstagramError.Refused(InstagramError.NOT_FINISHED);
      }
      media.addAll(child.media());
    }
    return container("CAROUSEL", parameters, ids, media);
  }

  private InstagramContainer container(
      String kind,
      Map<String, String> parameters,
      List<String> children,
      List<Publication.Media> media) {
    return new InstagramContainer(
        Long.toString(17_889_455_560_051_000L + this.all.size()),
        kind,
        parameters.getOrDefault("caption", ""),
        parameters.getOrDefault("is_carousel_item", "").equals("true"),
        this.clock.instant(),
        children,
        media,
        this.polls);
  }

  SimulatorReply status(InstagramContainer container) {
    String state = container.poll(this.clock.instant());
    String text =
        state.equals("ERROR")
            ? container.failure().orElseThrow().status()
            : switch (state) {
              case "FINISHED" ->
                  "Finished: Media has been uploaded and it is ready to be published.";
              case "IN_PROGRESS" -> "In Progress: Media is still being processed.";
              case "PUBLISHED" -> "Published: Media has been successfully published.";
              default -> "Expired: Media container has expired.";
            };
    return SimulatorReply.json(
        200, Map.of("id", container.id(), "status_code", state, "status", text));
  }

  SimulatorReply upload(SimulatorRequest request, String id) {
    InstagramContainer container =
        find(id)
            .filter(InstagramContainer::isAwaitingUpload)
            .orElseThrow(() -> new InstagramError.Refused(InstagramError.NO_CONTAINER));
    boolean whole =
        request.header("authorization").orElse("").startsWith("OAuth ")
            && request.header("offset").orElse("").equals("0")
            && request
                .header("file_size")
                .orElse("")
                .equals(Integer.toString(request.body().length));
    if (!whole) {
      return SimulatorReply.json(
          400,
          Map.of(
              "debug_info",
              Map.of(
                  "retriable",
                  false,
                  "type",
                  "ProcessingFailedError",
                  "message",
                  "Request processing failed")));
    }
    container.upload(request.body());
    return SimulatorReply.json(200, Map.of("success", true, "message", "Upload successful."));
  }
}
