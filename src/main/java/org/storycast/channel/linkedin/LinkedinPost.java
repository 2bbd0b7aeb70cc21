// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.Attachment;
import org.storycast.channel.Post;
import tools.jackson.databind.json.JsonMapper;

/** The bodies of the requests that publish and edit. */
final class LinkedinPost {

  private static final JsonMapper JSON = new JsonMapper();

  /** LinkedIn takes 4,086 characters (its own clients, read in 2026-09). */
  private static final int LONGEST_ALT_TEXT = 4_086;

  private LinkedinPost() {}

  /** A post with the media that LinkedIn holds, in the order of the attachments. */
  static String body(
      LinkedinSettings settings, Post post, List<Attachment> media, List<String> urns) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("author", settings.author());
    body.put("commentary", LittleText.of(post.part(LinkedinPublisher.COMMENTARY)));
    body.put("visibility", settings.visibility());
    body.put(
        "distribution",
        Map.of(
            "feedDistribution",
            "MAIN_FEED",
            "targetEntities",
            List.of(),
            "thirdPartyDistributionChannels",
            List.of()));
    content(settings, post, media, urns).ifPresent(it -> body.put("content", it));
    body.put("lifecycleState", "PUBLISHED");
    body.put("isReshareDisabledByAuthor", false);
    return JSON.writeValueAsString(body);
  }

  /** The body of an edit; LinkedIn lets nothing but the text be changed. */
  static String edit(Post post) {
    String commentary = LittleText.of(post.part(LinkedinPublisher.COMMENTARY));
    return JSON.writeValueAsString(
        Map.of("patch", Map.of("$set", Map.of("commentary", commentary))));
  }

  private static Optional<Map<String, Object>> content(
      LinkedinSettings settings, Post post, List<Attachment> media, List<String> urns) {
    if (settings.form() == LinkedinSettings.Form.ARTICLE && post.link() != null) {
      return Optional.of(Map.of("article", article(post, urns)));
    }
    if (urns.isEmpty()) {
      return Optional.empty();
    }
    if (urns.size() == 1) {
      return Optional.of(Map.of("media", medium(post, media.getFirst(), urns.getFirst())));
    }
    List<Map<String, Object>> images = new java.util.ArrayList<>();
    for (int index = 0; index < urns.size(); index++) {
      images.add(image(media.get(index), urns.get(index)));
    }
    return Optional.of(Map.of("multiImage", Map.of("images", images)));
  }

  private static Map<String, Object> article(Post post, List<String> urns) {
    Map<String, Object> article = new LinkedHashMap<>();
    article.put("source", String.valueOf(post.link()));
    article.put("title", post.optionalPart(LinkedinPublisher.TITLE).orElse(""));
    article.put("description", post.optionalPart(LinkedinPublisher.DESCRIPTION).orElse(""));
    article.values().removeIf(value -> value.equals(""));
    urns.stream().findFirst().ifPresent(urn -> article.put("thumbnail", urn));
    return article;
  }

  private static Map<String, Object> medium(Post post, Attachment medium, String urn) {
    Map<String, Object> one = image(medium, urn);
    if (medium.mediaType().startsWith("video/")) {
      one.remove("altText");
      post.optionalPart(LinkedinPublisher.TITLE).ifPresent(title -> one.put("title", title));
    }
    return one;
  }

  private static Map<String, Object> image(Attachment medium, String urn) {
    Map<String, Object> image = new LinkedHashMap<>();
    image.put("id", urn);
    String alt = medium.altText();
    if (!alt.isBlank()) {
      image.put(
          "altText", alt.length() <= LONGEST_ALT_TEXT ? alt : alt.substring(0, LONGEST_ALT_TEXT));
    }
    return image;
  }
}
