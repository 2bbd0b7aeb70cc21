// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A form with one file, as RFC 7578 writes it.
 *
 * @param boundary between the parts; nothing in them may look like it
 * @param bytes the whole body
 */
record MultipartBody(String boundary, byte[] bytes) {

  /** Names and values are ours, and hold neither quotes nor line breaks. */
  static MultipartBody of(
      String boundary, Map<String, String> fields, String name, String mediaType, byte[] file) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(file.length + 1_024);
    fields.forEach(
        (field, value) ->
            write(
                body,
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(boundary, field, value)));
    write(
        body,
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"file\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(boundary, name, mediaType));
    body.writeBytes(file);
    write(body, "\r\n--%s--\r\n".formatted(boundary));
    return new MultipartBody(boundary, body.toByteArray());
  }

  private static void write(ByteArrayOutputStream body, String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  String contentType() {
    return "multipart/form-data; boundary=" + this.boundary;
  }
}
