// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** The captions of one channel's videos: no two tracks of a video share language and name. */
final class YoutubeCaptions {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern RELATED =
      Pattern.compile("multipart/related;\\s*boundary=\"?([^\";]{1,70})\"?");
  private static final int LONGEST_NAME = 150;

  private final YoutubeVideos videos;
  private final List<Track> tracks = new ArrayList<>();

  YoutubeCaptions(YoutubeVideos videos) {
    this.videos = videos;
  }

  /**
   * A track.
   *
   * @param video whose it is
   * @param language BCP 47
   * @param name may be empty
   * @param text the file
   */
  record Track(String video, String language, String name, String text) {}

  List<Track> of(String video) {
    return this.tracks.stream().filter(it -> it.video().equals(video)).toList();
  }

  SimulatorReply list(SimulatorRequest request) {
    String video = request.query().getOrDefault("videoId", "");
    return YoutubeRequests.refusalOfParts(request)
        .or(() -> this.videos.has(video) ? Optional.empty() : Optional.of(notFound()))
        .orElseGet(() -> SimulatorReply.json(200, listOf(video)));
  }

  private ObjectNode listOf(String video) {
    ObjectNode list = JSON.createObjectNode().put("kind", "youtube#captionListResponse");
    for (Track track : of(video)) {
      list.withArray("items").add(resource(track));
    }
    list.withArray("items");
    return list;
  }

  private static ObjectNode resource(Track track) {
    ObjectNode node = JSON.createObjectNode().put("kind", "youtube#caption").put("id", "cap");
    node.putObject("snippet")
        .put("videoId", track.video())
        .put("language", track.language())
        .put("name", track.name())
        .put("trackKind", "standard");
    return node;
  }

  private static SimulatorReply notFound() {
    return GoogleReplies.refusal(
        404, "youtube.caption", "videoNotFound", "The video could not be found.");
  }

  SimulatorReply insert(SimulatorRequest request) {
    String body = new String(request.body(), StandardCharsets.UTF_8);
    Matcher type = RELATED.matcher(request.header("content-type").orElse(""));
    if (!"multipart".equals(request.query().get("uploadType")) || !type.matches()) {
      return refuse(400, "contentRequired", "The request does not include the track's contents.");
    }
    String[] parts = body.split("--" + Pattern.quote(type.group(1)));
    return parts.length == 4 && parts[3].startsWith("--")
        ? YoutubeRequests.refusalOfParts(request)
            .orElseGet(() -> add(json(contentOf(parts[1])), contentOf(parts[2])))
        : refuse(400, "contentRequired", "The request does not hold two parts.");
  }

  private static String contentOf(String part) {
    int end = part.indexOf("\r\n\r\n");
    return end < 0 ? "" : part.substring(end + 4).stripTrailing();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException malformed) {
      return MissingNode.getInstance();
    }
  }

  private SimulatorReply add(JsonNode resource, String text) {
    JsonNode snippet = resource.path("snippet");
    String video = snippet.path("videoId").asString("");
    String name = snippet.path("name").asString("");
    if (!snippet.path("language").isString() || !snippet.path("name").isString()) {
      return refuse(400, "invalidMetadata", "The request contains invalid metadata values.");
    }
    if (name.length() > LONGEST_NAME) {
      return refuse(400, "nameTooLong", "The name is too long.");
    }
    if (!this.videos.has(video)) {
      return notFound();
    }
    if (!text.contains("-->")) {
      return refuse(400, "contentRequired", "The track's contents can't be read.");
    }
    return store(new Track(video, snippet.path("language").asString(), name, text));
  }

  private SimulatorReply store(Track track) {
    boolean exists =
        of(track.video()).stream()
            .anyMatch(
                it -> it.language().equals(track.language()) && it.name().equals(track.name()));
    if (exists) {
      return refuse(409, "captionExists", "The video has a track of this language and name.");
    }
    this.tracks.add(track);
    return SimulatorReply.json(200, resource(track));
  }

  private static SimulatorReply refuse(int status, String reason, String message) {
    return GoogleReplies.refusal(status, "youtube.caption", reason, message);
  }
}
