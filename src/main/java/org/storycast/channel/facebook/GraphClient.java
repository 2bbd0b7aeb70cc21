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
import org.storycast.channel.Secret;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.Reply;

/** Calls the Graph API, each call once; the token goes in a header, never in an address. */
final class GraphClient {

  private final HttpSender http;
  private final URI root;
  private final Secret token;
  private final Optional<String> proof;

  GraphClient(HttpSender http, FacebookSettings settings, Account account) {
    this.http = http;
    this.root = settings.root();
    this.token = account.credential("page-token");
    this.proof = account.optionalCredential("app-secret").map(it -> SecretProof.of(this.token, it));
  }

  /** Reads. */
  Reply get(String path, Map<String, String> query) {
    return send(HttpMethod.GET, address(path, proven(query)));
  }

  /** Deletes. */
  Reply delete(String path) {
    return send(HttpMethod.DELETE, address(path, proven(Map.of())));
  }

  /** Changes or creates; the answer has the fields that are asked for. */
  Reply post(String path, Map<String, String> form, Map<String, String> query) {
    URI address = address(path, query);
    return this.http.send(
        client ->
            client
                .post()
                .uri(address)
                .header("Authorization", authorization())
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(encoded(proven(form)).getBytes(StandardCharsets.UTF_8)));
  }

  private Reply send(HttpMethod method, URI address) {
    return this.http.send(
        client -> client.method(method).uri(address).header("Authorization", authorization()));
  }

  private String authorization() {
    return "Bearer " + this.token.reveal();
  }

  private Map<String, String> proven(Map<String, String> parameters) {
    Map<String, String> proven = new LinkedHashMap<>(parameters);
    this.proof.ifPresent(it -> proven.put("appsecret_proof", it));
    return proven;
  }

  private URI address(String path, Map<String, String> query) {
    return URI.create(this.root + path + (query.isEmpty() ? "" : "?" + encoded(query)));
  }

  private static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
