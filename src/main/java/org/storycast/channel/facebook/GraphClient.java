// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.storycast.channel.Account;
import org.storycast.channel.Digest;
import org.storycast.channel.Secret;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.Reply;
import org.storycast.channel.support.SecretProof;

/** Calls the Graph API, each call once; the token goes in a header, never in an address. */
final class GraphClient {

  private final HttpSender http;
  private final HttpSender uploads;
  private final FacebookSettings settings;
  private final Secret token;
  private final Optional<Secret> appSecret;

  GraphClient(FacebookSettings settings, Account account) {
    this.http = new HttpSender(settings.timeout());
    this.uploads = new HttpSender(settings.uploadTimeout());
    this.settings = settings;
    this.token = account.credential("page-token");
    this.appSecret = account.optionalCredential("app-secret");
  }

  /** Reads. */
  Reply get(String path, Map<String, String> query) {
    return send(HttpMethod.GET, address(this.settings.root(), path, proven(query)));
  }

  /** Deletes. */
  Reply delete(String path) {
    return send(HttpMethod.DELETE, address(this.settings.root(), path, proven(Map.of())));
  }

  /** Changes or creates; the answer has the fields that are asked for. */
  Reply post(String path, Map<String, String> form, Map<String, String> query) {
    return post(address(this.settings.root(), path, query), form);
  }

  /** Begins or ends the upload of a video, which has a host of its own. */
  Reply postVideo(Map<String, String> form) {
    return post(address(this.settings.videoRoot(), videos(), Map.of()), form);
  }

  private Reply post(URI address, Map<String, String> form) {
    return this.http.send(
        client ->
            client
                .post()
                .uri(address)
                .header("Authorization", authorization("Bearer"))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(encoded(proven(form)).getBytes(StandardCharsets.UTF_8)));
  }

  /** Uploads a picture. */
  Reply uploadPhoto(Map<String, String> form, String mediaType, byte[] photo) {
    URI address = address(this.settings.root(), "/" + page() + "/photos", Map.of());
    return upload(address, form, "source", mediaType, photo);
  }

  /** Uploads a piece of a video. */
  Reply uploadVideo(Map<String, String> form, byte[] piece) {
    URI address = address(this.settings.videoRoot(), videos(), Map.of());
    return upload(address, form, "video_file_chunk", "application/octet-stream", piece);
  }

  private Reply upload(
      URI address, Map<String, String> form, String name, String mediaType, byte[] file) {
    String boundary = "storycast-" + Digest.of(file).hex();
    MultipartBody body = MultipartBody.of(boundary, proven(form), name, mediaType, file);
    return this.uploads.send(
        client ->
            client
                .post()
                .uri(address)
                .header("Authorization", authorization("Bearer"))
                .header("Content-Type", body.contentType())
                .body(body.bytes()));
  }

  /**
   * Uploads a whole reel. Its address is made here, not taken from an answer: the token goes
   * nowhere but to the host that the settings name.
   */
  Reply uploadReel(String video, byte[] film) {
    URI address = address(this.settings.reelRoot(), "/" + video, Map.of());
    return this.uploads.send(
        client ->
            client
                .post()
                .uri(address)
                .header("Authorization", authorization("OAuth"))
                .header("offset", "0")
                .header("file_size", Integer.toString(film.length))
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(film));
  }

  /**
   * Asks what the page's token is worth, in the app's own name; absent where the app is not named.
   * The question is the only one whose address holds a token: the API takes it nowhere else.
   */
  Optional<Reply> debugToken() {
    if (this.settings.appId().isEmpty() || this.appSecret.isEmpty()) {
      return Optional.empty();
    }
    Secret app = new Secret(this.settings.appId().get() + "|" + this.appSecret.get().reveal());
    Map<String, String> query = new LinkedHashMap<>();
    query.put("input_token", this.token.reveal());
    query.put("appsecret_proof", SecretProof.of(app, this.appSecret.get()));
    URI address = address(this.settings.root(), "/debug_token", query);
    return Optional.of(
        this.http.send(
            client -> client.get().uri(address).header("Authorization", "Bearer " + app.reveal())));
  }

  private Reply send(HttpMethod method, URI address) {
    return this.http.send(
        client ->
            client.method(method).uri(address).header("Authorization", authorization("Bearer")));
  }

  private String authorization(String scheme) {
    return scheme + " " + this.token.reveal();
  }

  private String page() {
    return this.settings.pageId();
  }

  private String videos() {
    return "/" + page() + "/videos";
  }

  private Map<String, String> proven(Map<String, String> parameters) {
    Map<String, String> proven = new LinkedHashMap<>(parameters);
    this.appSecret
        .map(it -> SecretProof.of(this.token, it))
        .ifPresent(it -> proven.put("appsecret_proof", it));
    return proven;
  }

  private static URI address(URI root, String path, Map<String, String> query) {
    return URI.create(root + path + (query.isEmpty() ? "" : "?" + encoded(query)));
  }

  private static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
