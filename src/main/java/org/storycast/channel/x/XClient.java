// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient.RequestBodySpec;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.HttpSender;
import twitter4j.HttpParameter;

/** The calls of the X API v2 that are needed, each sent once. */
final class XClient {

  private static final String POSTS = "/2/tweets";
  private static final String UPLOADS = "/2/media/upload";

  /** Stands in no chunk of a file but by a chance of 1 to 2^128. */
  private static final String BOUNDARY = "storycast-7f0c3a9be15d4d61a2b8c4e09d6f1735";

  private static final MediaType CHUNK =
      MediaType.parseMediaType("multipart/form-data; boundary=" + BOUNDARY);

  private final HttpSender http;
  private final XAuthorization authorization;
  private final XSettings settings;

  XClient(HttpSender http, XAuthorization authorization, XSettings settings) {
    this.http = http;
    this.authorization = authorization;
    this.settings = settings;
  }

  /** Creates a post from its JSON. */
  AuthorizedReply create(String body) {
    return send(HttpMethod.POST, address(POSTS, Map.of()), json(body));
  }

  /** One page of the account's own posts, newest first. */
  AuthorizedReply timeline(Map<String, String> query) {
    return get("/2/users/%s/tweets".formatted(this.settings.userId()), query);
  }

  /** Posts by their ids, at most a hundred. */
  AuthorizedReply posts(List<String> ids, Map<String, String> fields) {
    return get(POSTS, with(fields, "ids", String.join(",", ids)));
  }

  /** Deletes a post. */
  AuthorizedReply delete(String id) {
    return send(HttpMethod.DELETE, address(POSTS + "/" + id, Map.of()), it -> it);
  }

  /** The account whose credentials these are. */
  AuthorizedReply me() {
    return get("/2/users/me", Map.of());
  }

  /** Begins an upload. */
  AuthorizedReply initialize(String body) {
    return send(HttpMethod.POST, address(UPLOADS + "/initialize", Map.of()), json(body));
  }

  /** Sends a part of a file; it may be repeated. */
  AuthorizedReply append(String id, int segment, byte[] bytes) {
    byte[] body = multipart(segment, bytes);
    return send(
        HttpMethod.POST,
        address(UPLOADS + "/" + id + "/append", Map.of()),
        request -> request.contentType(CHUNK).body(body));
  }

  /** Ends an upload. */
  AuthorizedReply finish(String id) {
    return send(HttpMethod.POST, address(UPLOADS + "/" + id + "/finalize", Map.of()), it -> it);
  }

  /** How far X is with what was uploaded. */
  AuthorizedReply status(String id) {
    return get(UPLOADS, Map.of("command", "STATUS", "media_id", id));
  }

  /** Says what a picture shows. */
  AuthorizedReply describe(String body) {
    return send(HttpMethod.POST, address("/2/media/metadata", Map.of()), json(body));
  }

  private AuthorizedReply get(String path, Map<String, String> query) {
    return send(HttpMethod.GET, address(path, query), it -> it);
  }

  private AuthorizedReply send(
      HttpMethod method, URI address, UnaryOperator<RequestBodySpec> content) {
    return this.authorization.send(
        method,
        address,
        header ->
            this.http.send(
                client ->
                    content.apply(
                        client.method(method).uri(address).header("Authorization", header))));
  }

  private static UnaryOperator<RequestBodySpec> json(String body) {
    return request -> request.contentType(MediaType.APPLICATION_JSON).body(body);
  }

  private static byte[] multipart(int segment, byte[] bytes) {
    String head =
        """
        --%1$s
        Content-Disposition: form-data; name="segment_index"

        %2$d
        --%1$s
        Content-Disposition: form-data; name="media"; filename="segment"
        Content-Type: application/octet-stream

        """
            .formatted(BOUNDARY, segment)
            .replace("\n", "\r\n");
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(bytes);
    body.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.US_ASCII));
    return body.toByteArray();
  }

  private static Map<String, String> with(Map<String, String> query, String name, String value) {
    Map<String, String> more = new java.util.HashMap<>(query);
    more.put(name, value);
    return more;
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
