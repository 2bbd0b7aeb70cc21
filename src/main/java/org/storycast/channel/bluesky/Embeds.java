// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.storycast.channel.Attachment;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.TextMeasure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What goes with the text of one post: which files, and how the record names them. */
final class Embeds {

  static final String THUMB = "thumb";
  static final String PICTURE = "picture";
  static final String FILM = "film";
  static final String CAPTIONS = "captions";
  static final String TITLE = "title";
  static final String DESCRIPTION = "description";

  /** Lexicon app.bsky.embed.images, read 2026-08. */
  static final int MOST_PICTURES = 4;

  /** Some servers still have the limit of before 2026, a million bytes; this is below both. */
  static final int SAFE_PICTURE_BYTES = 976 * 1024;

  private static final long MOST_PICTURE_BYTES = 2_000_000;
  private static final long MOST_THUMB_BYTES = 1_000_000;
  private static final long MOST_CAPTION_BYTES = 20_000;

  /** What Bluesky's own app lets people write. */
  private static final int LONGEST_ALT_TEXT = 2_000;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Embeds() {}

  /** The files that are uploaded. One that a post can do without is left out if it is too large. */
  static List<Attachment> files(Post post, BlueskySettings.Form form) {
    return switch (form) {
      case CARD ->
          post.link() == null ? List.of() : upTo(MOST_THUMB_BYTES, post.optionalAttachment(THUMB));
      case PICTURES -> post.attachments(PICTURE).stream().limit(MOST_PICTURES).toList();
      case VIDEO -> {
        List<Attachment> files = new ArrayList<>(List.of(post.attachment(FILM)));
        files.addAll(upTo(MOST_CAPTION_BYTES, post.optionalAttachment(CAPTIONS)));
        yield files;
      }
      case TEXT -> List.of();
    };
  }

  private static List<Attachment> upTo(long bytes, Optional<Attachment> file) {
    return file.filter(it -> it.size() <= bytes).stream().toList();
  }

  /** Why the server would refuse the post's files. */
  static Optional<Outcome> faultIn(List<Attachment> files, BlueskySettings settings) {
    return files.stream().flatMap(it -> faultIn(it, settings).stream()).findFirst();
  }

  private static Optional<Outcome> faultIn(Attachment file, BlueskySettings settings) {
    boolean isPicture = file.role().equals(PICTURE);
    long limit =
        isPicture ? Math.min(MOST_PICTURE_BYTES, settings.blobLimit()) : settings.blobLimit();
    boolean isFilm = file.role().equals(FILM);
    if (isFilm && !file.mediaType().equals("video/mp4")
        || isPicture && !file.mediaType().startsWith("image/")) {
      return rejected("Bluesky takes no %s as a %s".formatted(file.mediaType(), file.role()));
    }
    return file.size() > limit
        ? rejected(
            "The %s has %d bytes; the account's server takes %d"
                .formatted(file.role(), file.size(), limit))
        : Optional.empty();
  }

  private static Optional<Outcome> rejected(String detail) {
    return Optional.of(new Outcome.Rejected(FailureReason.MEDIA, detail, null));
  }

  /** The record's embed; empty where nothing goes with the text. */
  static Optional<ObjectNode> of(
      Post post, BlueskySettings.Form form, List<Attachment> files, List<JsonNode> blobs) {
    URI link = post.link();
    return switch (form) {
      case CARD -> link == null ? Optional.empty() : Optional.of(card(post, link, blobs));
      case PICTURES -> files.isEmpty() ? Optional.empty() : Optional.of(pictures(files, blobs));
      case VIDEO -> Optional.of(video(post, files, blobs));
      case TEXT -> Optional.empty();
    };
  }

  private static ObjectNode card(Post post, URI link, List<JsonNode> blobs) {
    ObjectNode external =
        NODES
            .objectNode()
            .put("uri", link.toString())
            .put("title", post.optionalPart(TITLE).orElse(ShownLink.of(link.toString())))
            .put("description", post.optionalPart(DESCRIPTION).orElse(""));
    blobs.stream().findFirst().ifPresent(thumb -> external.set("thumb", thumb));
    ObjectNode embed = NODES.objectNode().put("$type", "app.bsky.embed.external");
    embed.set("external", external);
    return embed;
  }

  private static ObjectNode pictures(List<Attachment> files, List<JsonNode> blobs) {
    ObjectNode embed = NODES.objectNode().put("$type", "app.bsky.embed.images");
    var images = embed.putArray("images");
    for (int at = 0; at < files.size(); at++) {
      ObjectNode image = images.addObject();
      image.set("image", blobs.get(at));
      describe(image, files.get(at));
    }
    return embed;
  }

  private static ObjectNode video(Post post, List<Attachment> files, List<JsonNode> blobs) {
    ObjectNode embed = NODES.objectNode().put("$type", "app.bsky.embed.video");
    embed.set("video", blobs.getFirst());
    if (blobs.size() > 1) {
      embed.putArray("captions").addObject().put("lang", language(post)).set("file", blobs.get(1));
    }
    describe(embed, files.getFirst());
    return embed;
  }

  private static void describe(ObjectNode medium, Attachment file) {
    medium.put("alt", shortened(file.altText()));
    if (file.width() > 0 && file.height() > 0) {
      medium.putObject("aspectRatio").put("width", file.width()).put("height", file.height());
    }
  }

  private static String shortened(String text) {
    int length = Math.min(LONGEST_ALT_TEXT, text.codePointCount(0, text.length()));
    return text.substring(0, text.offsetByCodePoints(0, length));
  }

  /** The post's language as records write it; {@code und} where it has none. */
  static String language(Post post) {
    return Locale.forLanguageTag(post.language()).toLanguageTag();
  }

  /** A title and a description have no limit but that of a record; apps show two lines of each. */
  static TextMeasure measure() {
    return TextMeasure.graphemes();
  }
}
