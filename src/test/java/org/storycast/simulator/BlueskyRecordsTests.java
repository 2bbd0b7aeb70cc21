// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What records may say, and the files that they name. */
class BlueskyRecordsTests extends BlueskyCalls {

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRecords")
  void refusesBadRecords(String message, String json) {
    ObjectNode record = post("Rain").setAll((ObjectNode) JSON.readTree(json));
    assertRefused(put(record), 400, "InvalidRequest", message);
    assertThat(this.bluesky.publications()).isEmpty();
  }

  static Stream<Arguments> badRecords() {
    String facet = "{\"facets\":[{\"index\":{\"byteStart\":%d,\"byteEnd\":%d},\"features\":[%s]}]}";
    String tag = "{\"$type\":\"app.bsky.richtext.facet#tag\",\"tag\":\"%s\"}";
    return Stream.of(
        bad("Invalid $type", "{'$type':'app.bsky.feed.like'}"),
        bad("too big (maximum 300, got 301)", "{'text':'%s'}".formatted("я".repeat(301))),
        bad("too big (maximum 3000", "{'text':'%s'}".formatted("👨‍👩‍👧‍👦".repeat(121))),
        bad("Missing required key \"text\"", "{'text':7}"),
        bad("Invalid datetime", "{'createdAt':'2026-11-20T12:00:00'}"),
        bad("Invalid datetime", "{'createdAt':'yesterday'}"),
        bad("too big (maximum 3, got 4)", "{'langs':['en','kk','ru','zh']}"),
        bad("Invalid language", "{'langs':['en_GB']}"),
        bad("too big (maximum 8, got 9)", "{'tags':[%s]}".formatted(nine())),
        bad("too big (maximum 64", "{'tags':['%s']}".formatted("a".repeat(65))),
        Arguments.of("Invalid range", facet.formatted(3, 3, tag.formatted("a"))),
        Arguments.of("too big (maximum 64", facet.formatted(0, 3, tag.formatted("a".repeat(65)))),
        Arguments.of("Invalid $type", facet.formatted(0, 3, "{\"$type\":\"link\"}")),
        Arguments.of(
            "Invalid URI",
            facet.formatted(
                0, 3, "{\"$type\":\"app.bsky.richtext.facet#link\",\"uri\":\"a.example\"}")),
        Arguments.of(
            "Invalid DID",
            facet.formatted(
                0, 3, "{\"$type\":\"app.bsky.richtext.facet#mention\",\"did\":\"@a\"}")),
        bad("index", "{'facets':[{'features':[]}]}"),
        bad("features", "{'facets':[{'index':{'byteStart':0,'byteEnd':1}}]}"),
        bad("Invalid $type", "{'embed':{'$type':'app.bsky.embed.poem'}}"),
        bad("Missing required key \"title\"", card("'uri':'https://a.example'")),
        bad("Missing required key \"uri\"", card("'title':'a','description':'b'")),
        bad("Missing required key \"description\"", card("'uri':'https://a.example','title':'a'")),
        bad("Invalid AT-URI", "{'reply':{'root':{'uri':'x','cid':'b'},'parent':{}}}"),
        bad("Missing required key \"uri\"", "{'reply':{'root':{}}}"));
  }

  private static String card(String external) {
    return "{'embed':{'$type':'app.bsky.embed.external','external':{%s}}}".formatted(external);
  }

  private static String nine() {
    return IntStream.range(0, 9).mapToObj(it -> "'t" + it + "'").collect(Collectors.joining(","));
  }

  private static Arguments bad(String message, String json) {
    return Arguments.of(message, json.replace('\'', '"'));
  }

  @Test
  void storesFacetsThatLeadOutOfTheText() {
    ObjectNode record = post("Rain");
    ObjectNode facet = record.putArray("facets").addObject();
    facet.putObject("index").put("byteStart", 90).put("byteEnd", 95);
    facet.putArray("features");
    assertThat(put(record).status()).isEqualTo(200);
  }

  private static ObjectNode withImages(List<JsonNode> blobs, boolean described) {
    ObjectNode record = post("Rain");
    ObjectNode embed = record.putObject("embed").put("$type", "app.bsky.embed.images");
    for (JsonNode blob : blobs) {
      ObjectNode image = embed.withArray("images").addObject();
      image.set("image", blob);
      if (described) {
        image.put("alt", "");
      }
    }
    return record;
  }

  @Test
  void checksPictures() {
    JsonNode picture = upload("image/png", PictureSite.picture("jpeg", 40, 30));
    assertThat(picture.path("mimeType").asString()).isEqualTo("image/jpeg");
    assertThat(put(withImages(List.of(picture), true)).status()).isEqualTo(200);
    assertRefused(
        put(withImages(List.of(picture, picture, picture, picture, picture), true)),
        400,
        "InvalidRequest",
        "maximum 4, got 5");
    assertRefused(put(withImages(List.of(picture), false)), 400, "InvalidRequest", "\"alt\"");
    JsonNode large = upload("image/webp", new byte[2_000_001]);
    assertRefused(put(withImages(List.of(large), true)), 400, "InvalidRequest", "2000000");
    JsonNode text = upload("text/plain", new byte[] {1});
    assertRefused(put(withImages(List.of(text), true)), 400, "InvalidRequest", "image/*");
    ObjectNode lied = ((ObjectNode) picture.deepCopy()).put("mimeType", "image/png");
    assertRefused(put(withImages(List.of(lied), true)), 400, "InvalidMimeType", "Got: image/png");
    ObjectNode shrunk = ((ObjectNode) picture.deepCopy()).put("size", 1);
    assertRefused(put(withImages(List.of(shrunk), true)), 400, "InvalidRequest", "size");
    ObjectNode flat = withImages(List.of(picture), true);
    ((ObjectNode) flat.path("embed").path("images").path(0))
        .putObject("aspectRatio")
        .put("width", 0)
        .put("height", 3);
    assertRefused(put(flat), 400, "InvalidRequest", "aspectRatio");
  }

  @Test
  void checksThumbsFilmsAndGalleries() {
    ObjectNode card =
        (ObjectNode)
            JSON.readTree(
                card("'uri':'https://a.example','title':'a','description':''").replace('\'', '"'));
    ObjectNode external = (ObjectNode) card.path("embed").path("external");
    external.set("thumb", upload("image/webp", new byte[1_000_001]));
    assertRefused(put(post("Rain").setAll(card)), 400, "InvalidRequest", "1000000");
    JsonNode picture = upload("image/jpeg", PictureSite.picture("jpeg", 40, 30));
    ObjectNode film = post("Rain");
    film.putObject("embed").put("$type", "app.bsky.embed.video").set("video", picture);
    assertRefused(put(film), 400, "InvalidRequest", "video/mp4");
    ObjectNode gallery = post("Rain");
    gallery
        .putObject("embed")
        .put("$type", "app.bsky.embed.gallery")
        .putArray("items")
        .addObject()
        .put("alt", "")
        .set("image", picture);
    assertRefused(put(gallery), 400, "InvalidRequest", "aspectRatio");
  }

  @Test
  void forgetsFilesThatNoRecordNames() {
    JsonNode named = upload("image/jpeg", PictureSite.picture("jpeg", 40, 30));
    JsonNode unnamed = upload("image/jpeg", PictureSite.picture("jpeg", 41, 30));
    put(withImages(List.of(named), true));
    this.bluesky.collectBlobs();
    assertRefused(
        put(withImages(List.of(unnamed), true)),
        400,
        "BlobNotFound",
        "Could not find blob: " + unnamed.path("ref").path("$link").asString());
    assertThat(upload("image/jpeg", PictureSite.picture("jpeg", 41, 30))).isEqualTo(unnamed);
    assertThat(put(withImages(List.of(unnamed, named), true)).status()).isEqualTo(200);
  }

  @Test
  void limitsUploads() {
    this.bluesky.takeFilesUpTo(10);
    assertRefused(uploading("image/png", new byte[11]), 413, "PayloadTooLarge", "too large");
    assertRefused(uploading("image/png", new byte[0]), 400, "InvalidRequest", "encoding");
    this.bluesky.useUpUploads();
    assertRefused(uploading("image/png", new byte[1]), 429, "RateLimitExceeded", "Rate");
  }
}
