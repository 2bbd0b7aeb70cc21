// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The playlists that the channel's owner made: a playlist takes the same video twice. */
final class YoutubePlaylists {

  private static final JsonMapper JSON = new JsonMapper();

  private final YoutubeVideos videos;
  private final Map<String, List<String>> playlists = new LinkedHashMap<>();

  YoutubePlaylists(YoutubeVideos videos) {
    this.videos = videos;
  }

  void make(String id) {
    this.playlists.put(id, new ArrayList<>());
  }

  boolean has(String id) {
    return this.playlists.containsKey(id);
  }

  List<String> videosOf(String id) {
    return List.copyOf(this.playlists.get(id));
  }

  /** The playlist's items, of one video where the request asks for that. */
  List<ObjectNode> items(SimulatorRequest request) {
    Optional<String> wanted = Optional.ofNullable(request.query().get("videoId"));
    return videosOf(request.query().get("playlistId")).stream()
        .filter(video -> wanted.isEmpty() || wanted.get().equals(video))
        .map(YoutubePlaylists::item)
        .toList();
  }

  private static ObjectNode item(String video) {
    ObjectNode node = JSON.createObjectNode().put("kind", "youtube#playlistItem");
    node.put("id", "item-" + video);
    node.putObject("contentDetails").put("videoId", video);
    return node;
  }

  SimulatorReply insert(SimulatorRequest request) {
    JsonNode snippet = request.json().path("snippet");
    String playlist = snippet.path("playlistId").asString("");
    JsonNode resource = snippet.path("resourceId");
    String video = resource.path("videoId").asString("");
    if (playlist.isEmpty()) {
      return refuse(400, "playlistIdRequired", "The request does not specify the playlist.");
    }
    if (!resource.path("kind").asString("").equals("youtube#video")) {
      return refuse(400, "resourceIdRequired", "The request does not name a video.");
    }
    if (!has(playlist)) {
      return refuse(404, "playlistNotFound", "The playlist cannot be found.");
    }
    return this.videos.has(video)
        ? YoutubeRequests.refusalOfParts(request).orElseGet(() -> add(playlist, video))
        : refuse(404, "videoNotFound", "The video cannot be found.");
  }

  private SimulatorReply add(String playlist, String video) {
    this.playlists.get(playlist).add(video);
    return SimulatorReply.json(200, item(video));
  }

  private static SimulatorReply refuse(int status, String reason, String message) {
    return GoogleReplies.refusal(status, "youtube.playlistItem", reason, message);
  }
}
