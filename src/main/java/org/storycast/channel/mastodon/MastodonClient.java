// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Secret;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.Reply;

/** The calls of Mastodon's API that are needed, each sent once. */
final class MastodonClient {

  private static final MediaType UTF_8_TEXT = new MediaType(MediaType.TEXT_PLAIN, UTF_8);

  private final HttpSender http;
  private final URI instance;
  private final Secret token;

  MastodonClient(HttpSender http, URI instance, Secret token) {
    this.http = http;
    this.instance = instance;
    this.token = token;
  }

  /** Creates a status, or names the one that the key created within the last hour. */
  Reply create(String body, DeliveryKey key) {
    return this.http.send(
        client ->
            request(client, HttpMethod.POST, "/api/v1/statuses")
                .header("Idempotency-Key", key.value())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body));
  }

  /**
   * Uploads a picture.
   *
   * @param description what it shows, for those who don't see it; may be empty
   */
  Reply upload(byte[] bytes, String mediaType, String description) {
    MultiValueMap<String, HttpEntity<?>> body = new LinkedMultiValueMap<>();
    HttpHeaders file = new HttpHeaders();
    file.setContentType(MediaType.parseMediaType(mediaType));
    file.setContentDispositionFormData("file", "picture");
    body.add("file", new HttpEntity<>(bytes, file));
    if (!description.isBlank()) {
      HttpHeaders text = new HttpHeaders();
      text.setContentType(UTF_8_TEXT);
      body.add("description", new HttpEntity<>(description, text));
    }
    return this.http.send(
        client ->
            request(client, HttpMethod.POST, "/api/v2/media")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(body));
  }

  /** How far an upload is: 206 while it is processed, 200 when it is ready. */
  Reply media(String id) {
    return send(HttpMethod.GET, "/api/v1/media/" + id);
  }

  /** What the instance is and takes. */
  Reply instance() {
    return send(HttpMethod.GET, "/api/v2/instance");
  }

  /** The application that the token belongs to. */
  Reply ownApplication() {
    return send(HttpMethod.GET, "/api/v1/apps/verify_credentials");
  }

  /** Changes a status. */
  Reply edit(String id, String body) {
    return this.http.send(
        client ->
            request(client, HttpMethod.PUT, "/api/v1/statuses/" + id)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body));
  }

  /** Deletes a status. */
  Reply delete(String id) {
    return send(HttpMethod.DELETE, "/api/v1/statuses/" + id);
  }

  /** One status. */
  Reply status(String id) {
    return send(HttpMethod.GET, "/api/v1/statuses/" + id);
  }

  /** The text that a status was made of. */
  Reply source(String id) {
    return send(HttpMethod.GET, "/api/v1/statuses/%s/source".formatted(id));
  }

  /**
   * One page of an account's statuses, newest first.
   *
   * @param before the id that the page before ended with; empty for the first page
   */
  Reply statuses(String account, String before) {
    return send(
        HttpMethod.GET,
        "/api/v1/accounts/%s/statuses?limit=40&exclude_reblogs=true%s"
            .formatted(account, before.isEmpty() ? "" : "&max_id=" + before));
  }

  /** The token's own account. */
  Reply ownAccount() {
    return send(HttpMethod.GET, "/api/v1/accounts/verify_credentials");
  }

  private Reply send(HttpMethod method, String path) {
    return this.http.send(client -> request(client, method, path));
  }

  private RestClient.RequestBodySpec request(RestClient client, HttpMethod method, String path) {
    return client
        .method(method)
        .uri(URI.create(this.instance + path))
        .header("Authorization", "Bearer " + this.token.reveal());
  }
}
