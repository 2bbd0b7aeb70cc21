// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.storycast.channel.Post;
import org.storycast.channel.TextMeasure;
import tools.jackson.databind.JsonNode;

/**
 * A post as YouTube takes it.
 *
 * @param title 1 to 100 characters
 * @param description at most 5,000 bytes
 * @param tags at most 500 characters by YouTube's count
 * @param language of title, description and sound
 */
record YoutubeVideo(String title, String description, List<String> tags, String language) {

  static final String TITLE = "title";
  static final String DESCRIPTION = "description";
  static final int MAX_TITLE = 100;
  static final int MAX_DESCRIPTION = 5_000;
  static final int MAX_TAGS = 500;

  /** Counts the bytes of what is sent: the quotes that stand for angle brackets are longer. */
  static final TextMeasure DESCRIPTION_MEASURE =
      TextMeasure.of("bytes", text -> TextMeasure.utf8Bytes().lengthOf(withoutBrackets(text)));

  private static final List<String> WRITABLE =
      List.of(
          "title", "description", "tags", "categoryId", "defaultLanguage", "defaultAudioLanguage");

  static YoutubeVideo of(Post post) {
    return new YoutubeVideo(
        withoutBrackets(post.part(TITLE)).strip(),
        withoutBrackets(post.optionalPart(DESCRIPTION).orElse("")).strip(),
        fitting(post.tags()),
        post.language());
  }

  /** YouTube refuses angle brackets in both texts. Page "videos" of the Data API, read 2026-11. */
  static String withoutBrackets(String text) {
    return text.replace('<', '\u2039').replace('>', '\u203a');
  }

  /**
   * As many as fit: a comma between two counts, and a tag with a space counts two more for quotes.
   * Page "videos" of the Data API, read 2026-11.
   */
  private static List<String> fitting(List<String> tags) {
    SequencedSet<String> taken = new LinkedHashSet<>();
    int length = 0;
    for (String tag : tags) {
      String clean = withoutBrackets(tag).replace(",", " ").strip();
      int more = clean.length() + (clean.contains(" ") ? 2 : 0) + (taken.isEmpty() ? 0 : 1);
      if (!clean.isEmpty() && length + more <= MAX_TAGS && taken.add(clean)) {
        length += more;
      }
    }
    return new ArrayList<>(taken);
  }

  /**
   * The resource that an upload begins with.
   *
   * @param now from which a later moment of publication is counted
   */
  Map<String, Object> resource(VideoSettings settings, Instant now) {
    Map<String, Object> snippet = new LinkedHashMap<>();
    snippet.put("categoryId", settings.categoryId());
    snippet.put("defaultLanguage", this.language);
    snippet.put("defaultAudioLanguage", this.language);
    fill(snippet);
    Map<String, Object> status = new LinkedHashMap<>();
    boolean later = !settings.publishAfter().isZero();
    status.put("privacyStatus", later ? VideoSettings.PRIVATE : settings.privacy());
    if (later) {
      Instant shown = now.plus(settings.publishAfter()).truncatedTo(ChronoUnit.SECONDS);
      status.put("publishAt", shown.toString());
    }
    status.put("selfDeclaredMadeForKids", settings.madeForKids());
    status.put("embeddable", true);
    status.put("license", "youtube");
    if (settings.syntheticMedia()) {
      status.put("containsSyntheticMedia", true);
    }
    return Map.of("snippet", snippet, "status", status);
  }

  /** The resource of an edit: what is left out would be cleared, so everything is said again. */
  Map<String, Object> resource(String id, JsonNode present) {
    Map<String, Object> snippet = new LinkedHashMap<>();
    for (String field : WRITABLE) {
      if (present.path("snippet").hasNonNull(field)) {
        snippet.put(field, present.path("snippet").get(field));
      }
    }
    fill(snippet);
    return Map.of("id", id, "snippet", snippet);
  }

  private void fill(Map<String, Object> snippet) {
    snippet.put("title", this.title);
    snippet.put("description", this.description);
    snippet.put("tags", this.tags);
  }

  /** Whether a video that YouTube shows says the same. */
  boolean isSaidBy(JsonNode snippet) {
    return this.title.equals(snippet.path("title").asString("").strip())
        && this.description.equals(snippet.path("description").asString("").strip());
  }
}
