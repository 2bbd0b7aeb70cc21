// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.Reply;
import twitter4j.HttpParameter;
import twitter4j.RequestMethod;

/** The four calls of the X API v2 that are needed, each sent once. */
final class XClient {

  private final HttpSender http;
  private final OAuthSigner signer;
  private final XSettings settings;

  XClient(HttpSender http, OAuthSigner signer, XSettings settings) {
    this.http = http;
    this.signer = signer;
    this.settings = settings;
  }

  /** Creates a post from its JSON. */
  Reply create(String body) {
    URI address = address("/2/tweets", Map.of());
    String authorization = this.signer.authorize(RequestMethod.POST, address);
    return this.http.send(
        client ->
            client
                .post()
                .uri(address)
                .header("Authorization", authorization)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body));
  }

  /** One page of the account's own posts, newest first. */
  Reply timeline(Map<String, String> query) {
    return send(
        RequestMethod.GET, address("/2/users/%s/tweets".formatted(this.settings.userId()), query));
  }

  /** One post. */
  Reply post(String id) {
    return send(RequestMethod.GET, address("/2/tweets/" + id, Map.of()));
  }

  /** Deletes a post. */
  Reply delete(String id) {
    return send(RequestMethod.DELETE, address("/2/tweets/" + id, Map.of()));
  }

  private Reply send(RequestMethod method, URI address) {
    String authorization = this.signer.authorize(method, address);
    return this.http.send(
        client ->
            client
                .method(HttpMethod.valueOf(method.name()))
                .uri(address)
                .header("Authorization", authorization));
  }

  /** Encoded as the signature's base string is, so that both are of the same address. */
  private URI address(String path, Map<String, String> query) {
    String encoded =
        query.entrySet().stream()
            .map(it -> it.getKey() + "=" + HttpParameter.encode(it.getValue()))
            .sorted()
            .collect(Collectors.joining("&"));
    return URI.create(this.settings.baseUrl() + path + (encoded.isEmpty() ? "" : "?" + encoded));
  }
}
