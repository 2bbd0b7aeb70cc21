// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.storycast.channel.support.AccountTokens;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.HttpSender;

/** The calls that we make. The token travels in a header. */
final class ThreadsClient {

  private static final String COUNTS = "views,likes,replies,reposts,quotes,shares";

  private final HttpSender http;
  private final AccountTokens tokens;
  private final ThreadsSettings settings;

  ThreadsClient(HttpSender http, AccountTokens tokens, ThreadsSettings settings) {
    this.http = http;
    this.tokens = tokens;
    this.settings = settings;
  }

  AuthorizedReply createContainer(Map<String, String> parameters) {
    return post("/threads", parameters);
  }

  AuthorizedReply containerStatus(String container) {
    return call(HttpMethod.GET, "/" + container, Map.of("fields", "status,error_message"));
  }

  AuthorizedReply publish(String container) {
    return post("/threads_publish", Map.of("creation_id", container));
  }

  AuthorizedReply post(String id) {
    return call(HttpMethod.GET, "/" + id, Map.of("fields", "id,permalink,timestamp,text"));
  }

  /** The profile's posts since a moment in seconds, newest first. */
  AuthorizedReply latest(long since) {
    return call(
        HttpMethod.GET,
        own("/threads"),
        Map.of(
            "fields",
            "id,text,permalink,timestamp,media_type",
            "since",
            Long.toString(since),
            "limit",
            "25"));
  }

  /** The profile's replies since a moment in seconds: they are listed apart. */
  AuthorizedReply latestReplies(long since) {
    return call(
        HttpMethod.GET,
        own("/replies"),
        Map.of(
            "fields",
            "id,text,permalink,timestamp,media_type",
            "since",
            Long.toString(since),
            "limit",
            "25"));
  }

  AuthorizedReply quota() {
    return call(
        HttpMethod.GET,
        own("/threads_publishing_limit"),
        Map.of(
            "fields",
            "quota_usage,config,reply_quota_usage,reply_config,delete_quota_usage,delete_config"));
  }

  AuthorizedReply profile() {
    return call(HttpMethod.GET, own(""), Map.of("fields", "id,username"));
  }

  AuthorizedReply insights(String id) {
    return call(HttpMethod.GET, "/" + id + "/insights", Map.of("metric", COUNTS));
  }

  AuthorizedReply delete(String id) {
    return call(HttpMethod.DELETE, "/" + id, Map.of());
  }

  private String own(String edge) {
    return "/" + this.settings.userId() + edge;
  }

  private AuthorizedReply post(String edge, Map<String, String> parameters) {
    byte[] form = encoded(parameters).getBytes(StandardCharsets.UTF_8);
    return this.tokens.send(
        token ->
            this.http.send(
                client ->
                    client
                        .post()
                        .uri(address(own(edge), ""))
                        .headers(headers -> headers.setBearerAuth(token.reveal()))
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .body(form)),
        ThreadsRefusals::isOfToken);
  }

  private AuthorizedReply call(HttpMethod method, String path, Map<String, String> parameters) {
    String query = encoded(parameters);
    return this.tokens.send(
        token ->
            this.http.send(
                client ->
                    client
                        .method(method)
                        .uri(address(path, query.isEmpty() ? "" : "?" + query))
                        .headers(headers -> headers.setBearerAuth(token.reveal()))),
        ThreadsRefusals::isOfToken);
  }

  private URI address(String path, String query) {
    return URI.create(
        "%s/%s%s%s".formatted(this.settings.baseUrl(), this.settings.apiVersion(), path, query));
  }

  private static String encoded(Map<String, String> parameters) {
    return new TreeMap<>(parameters)
        .entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
  }
}
