// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.MediaType;
import org.storycast.channel.Digest;

/**
 * A resource and its file in one request, which Google calls a multipart upload (RFC 2387).
 *
 * @param type with the boundary
 * @param body as sent
 */
record RelatedParts(MediaType type, byte[] body) {

  /** The boundary is made of what is sent, so that what is sent can't hold it but by intent. */
  static RelatedParts of(byte[] json, byte[] file) {
    String boundary = "part-" + Digest.of(file).hex();
    ByteArrayOutputStream body = new ByteArrayOutputStream(json.length + file.length + 400);
    write(body, "--%s\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n", boundary);
    body.writeBytes(json);
    write(body, "\r\n--%s\r\nContent-Type: application/octet-stream\r\n\r\n", boundary);
    body.writeBytes(file);
    write(body, "\r\n--%s--\r\n", boundary);
    MediaType type =
        new MediaType(new MediaType("multipart", "related"), Map.of("boundary", boundary));
    return new RelatedParts(type, body.toByteArray());
  }

  private static void write(ByteArrayOutputStream body, String text, String boundary) {
    body.writeBytes(text.formatted(boundary).getBytes(StandardCharsets.US_ASCII));
  }
}
