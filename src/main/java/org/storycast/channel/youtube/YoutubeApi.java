// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.json.JsonMapper;

/** The requests that we make of the YouTube Data API, version 3. */
final class YoutubeApi {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String VIDEOS = "/youtube/v3/videos";
  private static final String PLAYLIST_ITEMS = "/youtube/v3/playlistItems";
  private static final String CAPTIONS = "/youtube/v3/captions";
  private static final MediaType JSON_TYPE =
      new MediaType(MediaType.APPLICATION_JSON, StandardCharsets.UTF_8);

  private final HttpSender sender;
  private final Authorization authorization;
  private final YoutubeSettings settings;

  YoutubeApi(HttpSender sender, Authorization authorization, YoutubeSettings settings) {
    this.sender = sender;
    this.authorization = authorization;
    this.settings = settings;
  }

  /** Gives a request its access token, and perhaps another one where the first is bad. */
  @FunctionalInterface
  interface Authorization {

    AuthorizedReply send(Function<Secret, Reply> request, Predicate<Reply.Answered> tokenIsBad);
  }

  /**
   * A track of captions.
   *
   * @param name may be empty; one language may have several names
   */
  record Track(String video, String language, String name) {}

  /** Begins an upload; nothing is published by it. The answer's {@code Location} is its session. */
  AuthorizedReply beginUpload(Map<String, Object> resource, long size, String mediaType) {
    UriComponentsBuilder address =
        at("/upload" + VIDEOS)
            .queryParam("uploadType", "resumable")
            .queryParam("part", "snippet,status");
    if (!this.settings.video().notifySubscribers()) {
      address.queryParam("notifySubscribers", false);
    }
    byte[] body = JSON.writeValueAsBytes(resource);
    return send(
        client ->
            client
                .post()
                .uri(address.build().toUri())
                .header("X-Upload-Content-Length", Long.toString(size))
                .header("X-Upload-Content-Type", mediaType)
                .contentType(JSON_TYPE)
                .body(body));
  }

  /** Sends bytes; those that hold the last one publish. */
  AuthorizedReply sendBytes(URI session, byte[] bytes, long from, long size, String mediaType) {
    String range = "bytes %d-%d/%d".formatted(from, from + bytes.length - 1, size);
    return send(
        client ->
            client
                .put()
                .uri(session)
                .header("Content-Range", range)
                .contentType(MediaType.parseMediaType(mediaType))
                .body(bytes));
  }

  /** Asks how far an upload is; where it is finished, the answer is the video. */
  AuthorizedReply probe(URI session, long size) {
    return send(
        client ->
            client.put().uri(session).header("Content-Range", "bytes */" + size).body(new byte[0]));
  }

  /**
   * Whether bytes and the access token may go there. YouTube answers with the address of its
   * choice; a stranger's would be given the token.
   */
  boolean mayUploadTo(URI session) {
    String host = session.getHost() == null ? "" : session.getHost().toLowerCase(Locale.ROOT);
    return this.settings.api().getAuthority().equals(session.getAuthority())
        || "https".equals(session.getScheme()) && host.endsWith(".googleapis.com");
  }

  AuthorizedReply video(String id, String parts) {
    return get(at(VIDEOS).queryParam("part", parts).queryParam("id", id));
  }

  AuthorizedReply ownChannel(String parts) {
    return get(at("/youtube/v3/channels").queryParam("part", parts).queryParam("mine", true));
  }

  AuthorizedReply uploads(String playlist, String page) {
    UriComponentsBuilder address =
        at(PLAYLIST_ITEMS)
            .queryParam("part", "snippet,contentDetails")
            .queryParam("playlistId", playlist)
            .queryParam("maxResults", 50);
    return get(page.isEmpty() ? address : address.queryParam("pageToken", page));
  }

  /** Where the playlist holds the video. */
  AuthorizedReply placesIn(String playlist, String video) {
    return get(
        at(PLAYLIST_ITEMS)
            .queryParam("part", "id")
            .queryParam("playlistId", playlist)
            .queryParam("videoId", video));
  }

  AuthorizedReply insertInto(String playlist, String video) {
    Map<String, Object> snippet =
        Map.of(
            "playlistId",
            playlist,
            "resourceId",
            Map.of("kind", "youtube#video", "videoId", video));
    byte[] body = JSON.writeValueAsBytes(Map.of("snippet", snippet));
    URI address = at(PLAYLIST_ITEMS).queryParam("part", "snippet").build().toUri();
    return send(client -> client.post().uri(address).contentType(JSON_TYPE).body(body));
  }

  AuthorizedReply setThumbnail(String video, byte[] picture, String mediaType) {
    URI address =
        at("/upload/youtube/v3/thumbnails/set")
            .queryParam("videoId", video)
            .queryParam("uploadType", "media")
            .build()
            .toUri();
    return send(
        client ->
            client
                .post()
                .uri(address)
                .contentType(MediaType.parseMediaType(mediaType))
                .body(picture));
  }

  AuthorizedReply captions(String video) {
    return get(at(CAPTIONS).queryParam("part", "snippet").queryParam("videoId", video));
  }

  AuthorizedReply insertCaptions(Track track, byte[] file) {
    Map<String, Object> snippet =
        Map.of(
            "videoId", track.video(),
            "language", track.language(),
            "name", track.name(),
            "isDraft", false);
    RelatedParts parts = RelatedParts.of(JSON.writeValueAsBytes(Map.of("snippet", snippet)), file);
    URI address =
        at("/upload" + CAPTIONS)
            .queryParam("uploadType", "multipart")
            .queryParam("part", "snippet")
            .build()
            .toUri();
    return send(client -> client.post().uri(address).contentType(parts.type()).body(parts.body()));
  }

  AuthorizedReply update(Map<String, Object> resource) {
    byte[] body = JSON.writeValueAsBytes(resource);
    URI address = at(VIDEOS).queryParam("part", "snippet").build().toUri();
    return send(client -> client.put().uri(address).contentType(JSON_TYPE).body(body));
  }

  AuthorizedReply delete(String id) {
    URI address = at(VIDEOS).queryParam("id", id).build().toUri();
    return send(client -> client.method(HttpMethod.DELETE).uri(address));
  }

  private AuthorizedReply get(UriComponentsBuilder address) {
    URI uri = address.encode().build().toUri();
    return send(client -> client.get().uri(uri));
  }

  private UriComponentsBuilder at(String path) {
    return UriComponentsBuilder.fromUri(this.settings.api()).path(path);
  }

  private AuthorizedReply send(Function<RestClient, RestClient.RequestHeadersSpec<?>> request) {
    return this.authorization.send(
        token ->
            this.sender.send(
                client ->
                    request.apply(client).header("Authorization", "Bearer " + token.reveal())),
        YoutubeErrors::tokenIsBad);
  }
}
