// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.Attachment;
import org.storycast.channel.Post;

/** What a container is made of. */
final class ThreadsParameters {

  static final String PICTURE = "picture";
  static final String FILM = "film";

  private static final int LONGEST_ALT_TEXT = 1_000;

  private ThreadsParameters() {}

  /** The pictures that a post carries; a carousel needs two. */
  static List<Attachment> pictures(Post post, ThreadsSettings.Form form) {
    return switch (form) {
      case TEXT, VIDEO -> List.of();
      case IMAGE -> post.attachments(PICTURE).stream().limit(1).toList();
      case CAROUSEL ->
          post.attachments(PICTURE).stream().limit(ThreadsPublisher.MOST_PICTURES).toList();
    };
  }

  /**
   * The post's own container.
   *
   * @param children the containers of a carousel's pictures; fewer than two where it is none
   * @param replyTo the post that this one continues
   */
  static Map<String, String> of(
      Post post, ThreadsSettings settings, List<String> children, Optional<String> replyTo) {
    Map<String, String> parameters = medium(post, settings, children);
    parameters.put("text", post.part(ThreadsPublisher.TEXT));
    replyTo.ifPresent(it -> parameters.put("reply_to_id", it));
    settings.replyControl().ifPresent(it -> parameters.put("reply_control", it));
    ThreadsText.topic(post, settings.topic()).ifPresent(it -> parameters.put("topic_tag", it));
    return parameters;
  }

  private static Map<String, String> medium(
      Post post, ThreadsSettings settings, List<String> children) {
    if (children.size() > 1) {
      return new HashMap<>(
          Map.of("media_type", "CAROUSEL", "children", String.join(",", children)));
    }
    List<Attachment> pictures = pictures(post, settings.form());
    if (!pictures.isEmpty()) {
      return ofMedium("IMAGE", "image_url", pictures.getFirst());
    }
    if (settings.form() == ThreadsSettings.Form.VIDEO) {
      return ofMedium("VIDEO", "video_url", post.attachment(FILM));
    }
    Map<String, String> parameters = new HashMap<>(Map.of("media_type", "TEXT"));
    if (settings.attachLink() && post.link() != null) {
      parameters.put("link_attachment", post.link().toString());
    }
    return parameters;
  }

  /** A medium that Threads fetches itself. */
  static Map<String, String> ofMedium(String type, String addressName, Attachment medium) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("media_type", type);
    parameters.put(addressName, medium.address().toString());
    if (!medium.altText().isBlank()) {
      parameters.put("alt_text", shortened(medium.altText()));
    }
    return parameters;
  }

  private static String shortened(String text) {
    int length = Math.min(LONGEST_ALT_TEXT, text.codePointCount(0, text.length()));
    return text.substring(0, text.offsetByCodePoints(0, length));
  }
}
