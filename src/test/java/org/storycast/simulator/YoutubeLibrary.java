// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What YouTube does with videos that are there already, and how it lists them. */
final class YoutubeLibrary {

  private static final String UPLOADS = "UUsteppecourier000000000";
  private static final int MAX_THUMBNAIL = 50 * 1024 * 1024;
  private static final JsonMapper JSON = new JsonMapper();

  private final YoutubeVideos videos;

  YoutubeLibrary(YoutubeVideos videos) {
    this.videos = videos;
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
                            id -> this.videos.resource(id, YoutubeRequests.parts(request)).stream())
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
    ObjectNode channel =
        JSON.createObjectNode()
            .put("kind", "youtube#channel")
            .put("id", YoutubeSimulator.CHANNEL_ID);
    channel.putObject("contentDetails").putObject("relatedPlaylists").put("uploads", UPLOADS);
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
    if (!UPLOADS.equals(request.query().get("playlistId"))) {
      return GoogleReplies.refusal(
          404, "youtube.playlistItem", "playlistNotFound", "The playlist cannot be found.");
    }
    return YoutubeRequests.refusalOfParts(request)
        .orElseGet(
            () -> page(Integer.parseInt(most), request.query().getOrDefault("pageToken", "0")));
  }

  private SimulatorReply page(int most, String token) {
    List<ObjectNode> all = new ArrayList<>(this.videos.playlistItems());
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
    return picture && body.length <= MAX_THUMBNAIL
        ? SimulatorReply.json(200, Map.of("kind", "youtube#thumbnailSetResponse"))
        : GoogleReplies.refusal(
            400, "youtube.thumbnail", "invalidImage", "The image content is invalid.");
  }
}
