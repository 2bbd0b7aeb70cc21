// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.HttpSender;
import tools.jackson.databind.json.JsonMapper;

/** The calls of LinkedIn's versioned API that are needed, each sent once. */
final class LinkedinApi {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String METHOD = "X-RestLi-Method";

  private final HttpSender sender;
  private final LinkedinAccess access;
  private final LinkedinSettings settings;

  LinkedinApi(HttpSender sender, LinkedinAccess access, LinkedinSettings settings) {
    this.sender = sender;
    this.access = access;
    this.settings = settings;
  }

  /** Publishes. */
  AuthorizedReply create(String body) {
    return send(HttpMethod.POST, "/posts", "", body);
  }

  /** Changes the text of a post. */
  AuthorizedReply edit(String urn, String body) {
    return send(HttpMethod.POST, "/posts/" + encoded(urn), "PARTIAL_UPDATE", body);
  }

  /** Deletes a post; one that is gone is answered in the same way. */
  AuthorizedReply delete(String urn) {
    return send(HttpMethod.DELETE, "/posts/" + encoded(urn), "DELETE", "");
  }

  /** One post. */
  AuthorizedReply post(String urn) {
    return send(HttpMethod.GET, "/posts/" + encoded(urn), "", "");
  }

  /** Posts of the account, the newest first. */
  AuthorizedReply posts(int start, int count) {
    return send(
        HttpMethod.GET,
        "/posts?q=author&author=%s&start=%d&count=%d&sortBy=CREATED"
            .formatted(encoded(this.settings.author()), start, count),
        "FINDER",
        "");
  }

  /** Begins an upload of {@code images} or {@code videos}. */
  AuthorizedReply initialize(String family, Map<String, Object> request) {
    return send(
        HttpMethod.POST,
        "/%s?action=initializeUpload".formatted(family),
        "",
        JSON.writeValueAsString(Map.of("initializeUploadRequest", request)));
  }

  /** Ends an upload of a film. */
  AuthorizedReply finish(Map<String, Object> request) {
    return send(
        HttpMethod.POST,
        "/videos?action=finalizeUpload",
        "",
        JSON.writeValueAsString(Map.of("finalizeUploadRequest", request)));
  }

  /** What became of an upload. */
  AuthorizedReply upload(String family, String urn) {
    return send(HttpMethod.GET, "/%s/%s".formatted(family, encoded(urn)), "", "");
  }

  /** The numbers of one post of a company page. */
  AuthorizedReply statistics(String urn) {
    String list = urn.startsWith("urn:li:share:") ? "shares" : "ugcPosts";
    return send(
        HttpMethod.GET,
        "/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity=%s&%s=List(%s)"
            .formatted(encoded(this.settings.author()), list, encoded(urn)),
        "FINDER",
        "");
  }

  /** The likes and comments of one post. */
  AuthorizedReply reactions(String urn) {
    return send(HttpMethod.GET, "/socialActions/" + encoded(urn), "", "");
  }

  /** Sends bytes to an address that LinkedIn named. */
  AuthorizedReply bytes(URI address, byte[] bytes) {
    return this.access.send(
        token ->
            this.sender.send(
                client ->
                    authorized(client, HttpMethod.PUT, address, token)
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .body(bytes)));
  }

  private AuthorizedReply send(HttpMethod method, String path, String restli, String body) {
    URI address = URI.create(this.settings.api() + "/rest" + path);
    return this.access.send(
        token ->
            this.sender.send(
                client -> {
                  RestClient.RequestBodySpec request =
                      authorized(client, method, address, token)
                          .header(
                              "LinkedIn-Version",
                              LinkedinSettings.MONTH.format(this.settings.version()))
                          .header("X-Restli-Protocol-Version", "2.0.0");
                  if (!restli.isEmpty()) {
                    request.header(METHOD, restli);
                  }
                  return body.isEmpty()
                      ? request
                      : request.contentType(MediaType.APPLICATION_JSON).body(body);
                }));
  }

  private static RestClient.RequestBodySpec authorized(
      RestClient client, HttpMethod method, URI address, Secret token) {
    return client.method(method).uri(address).header("Authorization", "Bearer " + token.reveal());
  }

  private static String encoded(String urn) {
    return URLEncoder.encode(urn, StandardCharsets.UTF_8);
  }
}
