// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.http.MediaType;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.json.JsonMapper;

/** The requests that we make of TikTok's Content Posting API, version 2. */
final class TiktokApi {

  private static final JsonMapper JSON = new JsonMapper();
  private static final MediaType JSON_TYPE =
      new MediaType(MediaType.APPLICATION_JSON, StandardCharsets.UTF_8);

  private final HttpSender sender;
  private final Authorization authorization;
  private final TiktokSettings settings;
  private final TiktokErrors errors;

  TiktokApi(
      HttpSender sender,
      Authorization authorization,
      TiktokSettings settings,
      TiktokErrors errors) {
    this.sender = sender;
    this.authorization = authorization;
    this.settings = settings;
    this.errors = errors;
  }

  /** Gives a request its access token, and perhaps another one where the first is bad. */
  @FunctionalInterface
  interface Authorization {

    AuthorizedReply send(Function<Secret, Reply> request, Predicate<Reply.Answered> tokenIsBad);
  }

  /** What the creator may do now; TikTok wants it asked before each post. */
  TiktokAnswer creatorInfo() {
    return post("/v2/post/publish/creator_info/query/", Map.of());
  }

  /** Begins a task; nothing is posted before the last byte. */
  TiktokAnswer begin(String title, Chunks chunks, TiktokCreator creator) {
    PostSettings settings = this.settings.post();
    Map<String, Object> post = said(creator);
    post.put("title", title);
    post.put("disable_duet", creator.hasOff(settings.disableDuet(), "duet"));
    post.put("disable_stitch", creator.hasOff(settings.disableStitch(), "stitch"));
    post.put("is_aigc", settings.disclosure().aiGenerated());
    Map<String, Object> source =
        Map.of(
            "source",
            "FILE_UPLOAD",
            "video_size",
            chunks.total(),
            "chunk_size",
            chunks.size(),
            "total_chunk_count",
            chunks.count());
    return post("/v2/post/publish/video/init/", Map.of("post_info", post, "source_info", source));
  }

  /** Posts pictures, which TikTok pulls: this very call publishes. */
  AuthorizedReply postPhotos(
      String title, String description, List<URI> pictures, TiktokCreator creator) {
    Map<String, Object> post = said(creator);
    post.put("title", title);
    post.put("description", description);
    post.put("auto_add_music", this.settings.post().addMusic());
    Map<String, Object> source =
        Map.of(
            "source",
            "PULL_FROM_URL",
            "photo_cover_index",
            0,
            "photo_images",
            pictures.stream().map(URI::toString).toList());
    return send(
        "/v2/post/publish/content/init/",
        Map.of(
            "media_type",
            "PHOTO",
            "post_mode",
            "DIRECT_POST",
            "post_info",
            post,
            "source_info",
            source));
  }

  /** What films and pictures have in common. */
  private Map<String, Object> said(TiktokCreator creator) {
    PostSettings settings = this.settings.post();
    Map<String, Object> post = new LinkedHashMap<>();
    post.put("privacy_level", settings.privacy());
    post.put("disable_comment", creator.hasOff(settings.disableComment(), "comment"));
    post.put("brand_content_toggle", settings.disclosure().brandedContent());
    post.put("brand_organic_toggle", settings.disclosure().ownBrand());
    return post;
  }

  /** Sends a chunk; the last one posts. The address is the credential. */
  Reply sendBytes(URI address, byte[] bytes, long from, long total, String mediaType) {
    return this.sender.send(
        client ->
            client
                .put()
                .uri(address)
                .header(
                    "Content-Range",
                    "bytes %d-%d/%d".formatted(from, from + bytes.length - 1, total))
                .contentType(MediaType.parseMediaType(mediaType))
                .body(bytes));
  }

  TiktokAnswer status(String publishId) {
    return post("/v2/post/publish/status/fetch/", Map.of("publish_id", publishId));
  }

  TiktokAnswer videos() {
    return post(
        "/v2/video/list/?fields=id,title,video_description,create_time,share_url",
        Map.of("max_count", 20));
  }

  TiktokAnswer video(String id) {
    return post(
        "/v2/video/query/?fields=id,share_url,like_count,comment_count,share_count,view_count",
        Map.of("filters", Map.of("video_ids", List.of(id))));
  }

  private TiktokAnswer post(String path, Map<String, Object> body) {
    return TiktokAnswer.of(send(path, body), this.errors);
  }

  private AuthorizedReply send(String path, Map<String, Object> body) {
    URI address = URI.create(this.settings.api() + path);
    byte[] json = body.isEmpty() ? new byte[0] : JSON.writeValueAsBytes(body);
    return this.authorization.send(
        token ->
            this.sender.send(
                client ->
                    client
                        .post()
                        .uri(address)
                        .header("Authorization", "Bearer " + token.reveal())
                        .contentType(JSON_TYPE)
                        .body(json)),
        TiktokErrors::tokenIsBad);
  }
}
