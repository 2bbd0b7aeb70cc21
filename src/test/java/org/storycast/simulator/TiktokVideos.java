// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** How TikTok lists what a creator posted. */
final class TiktokVideos {

  private final TiktokPosts posts;
  private final Clock clock;

  TiktokVideos(TiktokPosts posts, Clock clock) {
    this.posts = posts;
    this.clock = clock;
  }

  SimulatorReply list(SimulatorRequest request) {
    int most = request.json().path("max_count").asInt(10);
    if (!request.query().containsKey("fields") || most < 1 || most > 20) {
      return TiktokReplies.invalidParam("The fields or the max_count are invalid.");
    }
    List<Map<String, Object>> videos = this.posts.videos();
    return TiktokReplies.ok(
        Map.of(
            "videos",
            fields(videos.subList(0, Math.min(most, videos.size())), request),
            "cursor",
            this.clock.millis(),
            "has_more",
            videos.size() > most));
  }

  SimulatorReply query(SimulatorRequest request) {
    JsonNode ids = request.json().path("filters").path("video_ids");
    if (!request.query().containsKey("fields") || ids.isEmpty() || ids.size() > 20) {
      return TiktokReplies.invalidParam("The fields or the video_ids are invalid.");
    }
    Set<String> wanted = new HashSet<>();
    ids.forEach(id -> wanted.add(id.asString()));
    List<Map<String, Object>> videos =
        this.posts.videos().stream().filter(it -> wanted.contains(it.get("id"))).toList();
    return TiktokReplies.ok(Map.of("videos", fields(videos, request)));
  }

  private static List<Map<String, Object>> fields(
      List<Map<String, Object>> videos, SimulatorRequest request) {
    Set<String> wanted = Set.of(request.query().get("fields").split(","));
    List<Map<String, Object>> shown = new ArrayList<>();
    for (Map<String, Object> video : videos) {
      Map<String, Object> copy = new LinkedHashMap<>(video);
      copy.keySet().retainAll(wanted);
      shown.add(copy);
    }
    return shown;
  }
}
