// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What YouTube does with videos that are there already, and how it lists them. */
final class YoutubeLibrary {

  private static final String UPLOADS = "UUsteppecourier000000000";
  private static final int MAX_THUMBNAIL = 50 * 1024 * 1024;
  private static final JsonMapper JSON = new JsonMapper();

  private final YoutubeVideos videos;
  private final YoutubePlaylists playlists;
  private final Map<String, byte[]> thumbnails = new HashMap<>();
  private String longUploads = "allowed";

  YoutubeLibrary(YoutubeVideos videos, YoutubePlaylists playlists) {
    this.videos = videos;
    this.playlists = playlists;
  }

  void allowLongUploads(String status) {
    this.longUploads = status;
  }

  /** The thumbnail that somebody set. */
  Optional<byte[]> thumbnailOf(String video) {
    return Optional.ofNullable(this.thumbnails.get(video));
  }

  SimulatorReply list(SimulatorRequest request) {
    List<String> ids = List.of(request.query().getOrDefault("id", "").split(","));
    if (ids.getFirst().isEmpty() || ids.size() > 50) {
      return GoogleReplies.refusal(
          400, "youtube.parameter", "missingRequiredParameter", "No filter selected.");
    }
    return YoutubeRequests.refusalOfParts(request)
        .orElseGet(
            () ->
                items(
                    ids.stream()
                        .flatMap(
                            id -> this.videos.listed(id, YoutubeRequests.parts(request)).stream())
                        .toList(),
                    Optional.empty()));
  }

  private static SimulatorReply items(List<ObjectNode> items, Optional<String> nextPage) {
    ObjectNode body = JSON.createObjectNode();
    nextPage.ifPresent(token -> body.put("nextPageToken", token));
    body.putArray("items").addAll(items);
    return SimulatorReply.json(200, body);
  }

  SimulatorReply update(SimulatorRequest request) {
    JsonNode resource = YoutubeRequests.resource(request);
    String id = resource.path("id").asString("");
    if (!this.videos.has(id)) {
      return GoogleReplies.videoNotFound();
    }
    return YoutubeRequests.refusalOfParts(request)
        .or(
            () ->
                YoutubeRequests.parts(request).contains("snippet")
                    ? YoutubeRules.ofUpdate(resource.path("snippet"))
                    : Optional.empty())
        .orElseGet(
            () -> {
              this.videos.update(id, resource, YoutubeRequests.parts(request));
              return SimulatorReply.json(
                  200, this.videos.resource(id, YoutubeRequests.parts(request)).orElseThrow());
            });
  }

  SimulatorReply delete(SimulatorRequest request) {
    return this.videos.delete(request.query().getOrDefault("id", ""))
        ? SimulatorReply.empty(204)
        : GoogleReplies.videoNotFound();
  }

  SimulatorReply ownChannel(SimulatorRequest request) {
    Set<String> parts = YoutubeRequests.parts(request);
    ObjectNode channel =
        JSON.createObjectNode()
            .put("kind", "youtube#channel")
            .put("id", YoutubeSimulator.CHANNEL_ID);
    if (parts.contains("contentDetails")) {
      channel.putObject("contentDetails").putObject("relatedPlaylists").put("uploads", UPLOADS);
    }
    if (parts.contains("snippet")) {
      channel.putObject("snippet").put("title", "The Steppe Courier");
    }
    if (parts.contains("status")) {
      channel.putObject("status").put("longUploadsStatus", this.longUploads);
    }
    return "true".equals(request.query().get("mine"))
        ? YoutubeRequests.refusalOfParts(request)
            .orElseGet(() -> items(List.of(channel), Optional.empty()))
        : GoogleReplies.refusal(
            400, "youtube.parameter", "missingRequiredParameter", "No filter selected.");
  }

  SimulatorReply playlistItems(SimulatorRequest request) {
    String most = request.query().getOrDefault("maxResults", "5");
    if (!most.matches("\\d{1,2}") || Integer.parseInt(most) > 50) {
      return GoogleReplies.refusal(
          400, "global", "invalidParameter", "Invalid value '" + most + "'");
    }
    String playlist = request.query().getOrDefault("playlistId", "");
    if (!UPLOADS.equals(playlist) && !this.playlists.has(playlist)) {
      return GoogleReplies.refusal(
          404, "youtube.playlistItem", "playlistNotFound", "The playlist cannot be found.");
    }
    return YoutubeRequests.refusalOfParts(request)
        .orElseGet(
            () ->
                page(
                    UPLOADS.equals(playlist)
                        ? this.videos.playlistItems()
                        : this.playlists.items(request),
                    Integer.parseInt(most),
                    request.query().getOrDefault("pageToken", "0")));
  }

  private static SimulatorReply page(List<ObjectNode> all, int most, String token) {
    int from = Math.min(Integer.parseInt(token), all.size());
    int to = Math.min(from + most, all.size());
    return items(
        all.subList(from, to),
        to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
  }

  SimulatorReply thumbnail(SimulatorRequest request, boolean verified) {
    byte[] body = request.body();
    if (!this.videos.has(request.query().getOrDefault("videoId", ""))) {
      return GoogleReplies.videoNotFound();
    }
    if (!verified) {
      return GoogleReplies.refusal(
          403, "youtube.thumbnail", "forbidden", "The thumbnail can't be set for this channel.");
    }
    if (body.length == 0) {
      return GoogleReplies.refusal(
          400, "youtube.thumbnail", "mediaBodyRequired", "There is no image.");
    }
    boolean picture =
        (body[0] & 0xff) == 0xff && (body[1] & 0xff) == 0xd8
            || (body[0] & 0xff) == 0x89 && body[1] == 'P';
    if (!picture || body.length > MAX_THUMBNAIL) {
      return GoogleReplies.refusal(
          400, "youtube.thumbnail", "invalidImage", "The image content is invalid.");
    }
    this.thumbnails.put(request.query().get("videoId"), body);
    return SimulatorReply.json(200, Map.of("kind", "youtube#thumbnailSetResponse"));
  }
}
