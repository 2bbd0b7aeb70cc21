// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Files by the hash of their bytes; those that no record names are thrown away. */
final class BlueskyBlobs {

  int limit = 52_428_800;

  private final Map<String, Publication.Media> files = new LinkedHashMap<>();

  SimulatorReply upload(SimulatorRequest request) {
    if (request.body().length > this.limit) {
      throw new BlueskyReplies.Refused(
          BlueskyReplies.error(413, "PayloadTooLarge", "request entity too large"));
    }
    if (request.body().length == 0 || request.header("content-type").isEmpty()) {
      throw new BlueskyReplies.Refused(
          BlueskyReplies.invalid("Request encoding (Content-Type) required but not provided"));
    }
    String type = sniffed(request.body(), request.header("content-type").orElse(""));
    return SimulatorReply.json(200, Map.of("blob", keep(request.body(), type)));
  }

  /** Keeps a file and answers what records call it. */
  Map<String, Object> keep(byte[] bytes, String type) {
    String cid = BlueskyCid.ofFile(bytes);
    this.files.put(cid, new Publication.Media(type, bytes));
    return shown(cid);
  }

  /** What the bytes say of themselves counts more than what the client says. */
  private static String sniffed(byte[] bytes, String said) {
    if (bytes.length > 3 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8) {
      return "image/jpeg";
    }
    if (bytes.length > 3 && (bytes[0] & 0xFF) == 0x89 && bytes[1] == 'P') {
      return "image/png";
    }
    boolean film = bytes.length > 8 && bytes[4] == 'f' && bytes[5] == 't' && bytes[6] == 'y';
    return film ? "video/mp4" : said;
  }

  private Map<String, Object> shown(String cid) {
    Publication.Media file = this.files.get(cid);
    return Map.of(
        "$type",
        "blob",
        "ref",
        Map.of("$link", cid),
        "mimeType",
        file.mediaType(),
        "size",
        file.bytes().length);
  }

  /** Checks that a record's file is here and is what the record says. */
  Publication.Media named(JsonNode blob) {
    String cid = blob.path("ref").path("$link").asString("");
    Publication.Media file = this.files.get(cid);
    if (file == null) {
      throw new BlueskyReplies.Refused(
          BlueskyReplies.error(400, "BlobNotFound", "Could not find blob: " + cid));
    }
    String type = blob.path("mimeType").asString("");
    if (!file.mediaType().equals(type)) {
      throw new BlueskyReplies.Refused(
          BlueskyReplies.error(
              400,
              "InvalidMimeType",
              "Referenced Mimetype does not match stored blob. Expected: %s, Got: %s"
                  .formatted(file.mediaType(), type)));
    }
    return file;
  }

  /** Throws away what none of the records names. */
  void collect(Iterable<JsonNode> records) {
    Set<String> named = new HashSet<>();
    records.forEach(
        record -> record.findValues("$link").forEach(link -> named.add(link.asString(""))));
    this.files.keySet().retainAll(named);
  }
}
