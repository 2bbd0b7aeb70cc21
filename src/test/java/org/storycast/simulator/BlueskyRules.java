// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.storycast.channel.TextMeasure;
import tools.jackson.databind.JsonNode;

/** What a server refuses in a record of a post. It does not look where facets point. */
final class BlueskyRules {

  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-[01]\\d-[0-3]\\dT[0-2]\\d:[0-6]\\d:[0-6]\\d(\\.\\d{1,20})?(Z|[+-][0-2]\\d:[0-5]\\d)");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");
  private static final Pattern ADDRESS = Pattern.compile("\\w+:(//)?[^\\s/]\\S*");
  private static final Set<String> FEATURES =
      Set.of(
          "app.bsky.richtext.facet#link",
          "app.bsky.richtext.facet#tag",
          "app.bsky.richtext.facet#mention");

  private final BlueskyBlobs blobs;

  BlueskyRules(BlueskyBlobs blobs) {
    this.blobs = blobs;
  }

  void check(JsonNode record) {
    check(
        record.path("$type").asString("").equals("app.bsky.feed.post"),
        "Invalid $type: expected \"app.bsky.feed.post\"");
    text(record, "text", 300, 3_000);
    check(TIME.matcher(word(record, "createdAt")).matches(), "Invalid datetime at $.createdAt");
    most(record, "langs", 3);
    each(
        record.path("langs"),
        it -> check(LANGUAGE.matcher(it.asString("")).matches(), "Invalid language at $.langs"));
    most(record, "tags", 8);
    each(record.path("tags"), it -> length("tags", it.asString(""), 64, 640));
    each(record.path("facets"), this::facet);
    if (record.has("reply")) {
      strongReference(record.path("reply").path("root"));
      strongReference(record.path("reply").path("parent"));
    }
    if (record.has("embed")) {
      embed(record.path("embed"));
    }
  }

  private void facet(JsonNode facet) {
    JsonNode start = facet.path("index").path("byteStart");
    JsonNode end = facet.path("index").path("byteEnd");
    check(
        start.isIntegralNumber() && end.isIntegralNumber() && start.asInt() >= 0,
        "Missing required key \"index\" at $.facets");
    check(start.asInt() < end.asInt(), "Invalid range at $.facets");
    check(facet.path("features").isArray(), "Missing required key \"features\" at $.facets");
    each(
        facet.path("features"),
        feature -> {
          String type = feature.path("$type").asString("");
          check(FEATURES.contains(type), "Invalid $type: expected one of " + FEATURES);
          if (type.endsWith("#link")) {
            address(feature, "uri");
          } else if (type.endsWith("#tag")) {
            text(feature, "tag", 64, 640);
          } else {
            check(word(feature, "did").startsWith("did:"), "Invalid DID at $.facets");
          }
        });
  }

  private void embed(JsonNode embed) {
    switch (embed.path("$type").asString("")) {
      case "app.bsky.embed.images" -> images(embed.path("images"), 4, false);
      case "app.bsky.embed.gallery" -> images(embed.path("items"), 20, true);
      case "app.bsky.embed.external" -> external(embed.path("external"));
      case "app.bsky.embed.video" -> video(embed);
      case "app.bsky.embed.record" -> strongReference(embed.path("record"));
      case "app.bsky.embed.recordWithMedia" -> {
        strongReference(embed.path("record").path("record"));
        embed(embed.path("media"));
      }
      default -> check(false, "Invalid $type: expected an embed at $.embed");
    }
  }

  private void images(JsonNode images, int most, boolean needsRatio) {
    check(images.isArray(), "Missing required key \"images\" at $.embed");
    check(images.size() <= most, tooBig("images", most, images.size()));
    each(
        images,
        image -> {
          check(image.path("alt").isString(), "Missing required key \"alt\" at $.embed.images");
          blob(image.path("image"), "image/", 2_000_000);
          ratio(image, needsRatio);
        });
  }

  private void external(JsonNode external) {
    address(external, "uri");
    check(external.path("title").isString(), "Missing required key \"title\" at $.embed");
    check(external.path("description").isString(), "Missing required key \"description\"");
    if (external.has("thumb")) {
      blob(external.path("thumb"), "image/", 1_000_000);
    }
  }

  private void video(JsonNode video) {
    blob(video.path("video"), "video/mp4", 300_000_000);
    most(video, "captions", 20);
    each(
        video.path("captions"),
        it -> {
          check(LANGUAGE.matcher(word(it, "lang")).matches(), "Invalid language at $.captions");
          blob(it.path("file"), "text/vtt", 20_000);
        });
    ratio(video, false);
  }

  private static void ratio(JsonNode medium, boolean required) {
    JsonNode ratio = medium.path("aspectRatio");
    check(!required || ratio.isObject(), "Missing required key \"aspectRatio\"");
    check(
        ratio.isMissingNode()
            || ratio.path("width").asInt(0) > 0 && ratio.path("height").asInt(0) > 0,
        "Invalid aspectRatio");
  }

  private void blob(JsonNode blob, String type, int most) {
    check(blob.path("$type").asString("").equals("blob"), "Expected a blob");
    Publication.Media file = this.blobs.named(blob);
    check(file.mediaType().startsWith(type), "Expected \"%s*\" mime type".formatted(type));
    check(file.bytes().length <= most, tooBig("blob", most, file.bytes().length));
    check(blob.path("size").asInt(-1) == file.bytes().length, "Invalid blob size");
  }

  private static void strongReference(JsonNode reference) {
    check(word(reference, "uri").startsWith("at://"), "Invalid AT-URI");
    check(word(reference, "cid").startsWith("b"), "Invalid CID");
  }

  private static void address(JsonNode holder, String name) {
    check(ADDRESS.matcher(word(holder, name)).matches(), "Invalid URI at $." + name);
  }

  private static void text(JsonNode holder, String name, int graphemes, int bytes) {
    length(name, word(holder, name), graphemes, bytes);
  }

  private static void length(String name, String text, int graphemes, int bytes) {
    int characters = TextMeasure.graphemes().lengthOf(text);
    check(characters <= graphemes, tooBig(name, graphemes, characters));
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    check(length <= bytes, tooBig(name, bytes, length));
  }

  private static void most(JsonNode holder, String name, int most) {
    check(holder.path(name).size() <= most, tooBig(name, most, holder.path(name).size()));
  }

  private static String word(JsonNode holder, String name) {
    check(holder.path(name).isString(), "Missing required key \"%s\"".formatted(name));
    return holder.path(name).asString("");
  }

  private static String tooBig(String name, int most, int got) {
    return "string too big (maximum %d, got %d) at $.%s".formatted(most, got, name);
  }

  private static void each(JsonNode array, Consumer<JsonNode> check) {
    array.valueStream().forEach(check);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new BlueskyReplies.Refused(
          BlueskyReplies.invalid("Invalid app.bsky.feed.post record: " + otherwise));
    }
  }
}
