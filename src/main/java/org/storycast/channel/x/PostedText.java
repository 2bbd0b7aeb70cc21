// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A post of the timeline as it was before X shortened its links and escaped its signs.
 *
 * @param id the post's id
 * @param text with the original links
 */
record PostedText(String id, String text) {

  private static final String PAGE_OF_MEDIA = ".*/status/\\d+/(photo|video)/\\d+";

  static PostedText of(JsonNode post) {
    JsonNode whole =
        Stream.of("note_post", "note_tweet")
            .map(post::path)
            .filter(JsonNode::isObject)
            .findFirst()
            .orElse(post);
    String text = whole.path("text").asString("");
    for (JsonNode url : whole.path("entities").path("urls")) {
      text = text.replace(url.path("url").asString("\0"), original(url));
    }
    return new PostedText(post.path("id").asString(""), unescaped(text));
  }

  private static String original(JsonNode url) {
    String address = url.path("expanded_url").asString("");
    return url.has("media_key") || address.matches(PAGE_OF_MEDIA) ? "" : escaped(address);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  /** Whether the mark stands in it, which for a delivery's key means in its link. */
  boolean carries(String mark) {
    return this.text.contains(mark);
  }

  /** Whether it says the same. */
  boolean saysTheSameAs(String other) {
    return XText.canonical(this.text).equals(XText.canonical(other));
  }
}
