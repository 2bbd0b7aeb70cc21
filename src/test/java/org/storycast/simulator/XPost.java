// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import com.twitter.twittertext.Extractor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A post that simulated X holds.
 *
 * @param id a snowflake
 * @param author the author's name
 * @param at when it was taken
 * @param sent its text as it came
 * @param repliesTo another post's id, if it is a reply
 * @param media its media
 */
record XPost(
    String id,
    String author,
    Instant at,
    String sent,
    @Nullable String repliesTo,
    List<Medium> media) {

  private static final int SHOWN = 270;

  /**
   * A picture or film of a post.
   *
   * @param description what it shows; empty where nobody said
   */
  record Medium(Publication.Media file, String description) {}

  List<Publication.Media> files() {
    return this.media.stream().map(Medium::file).toList();
  }

  List<String> descriptions() {
    return this.media.stream().map(Medium::description).toList();
  }

  /** Its text as X gives it: links shortened, three signs escaped. */
  String text() {
    return shortened().toString();
  }

  /** What the API gives of it. */
  Map<String, Object> json(Set<String> fields, int longest, String noteName) {
    Map<String, Object> json = new LinkedHashMap<>();
    boolean isLong = XPostRules.weightOf(this.sent) > longest;
    boolean isNewer = noteName.equals("note_post");
    json.put("id", this.id);
    json.put("text", isLong ? text().substring(0, SHOWN) + "…" : text());
    json.put(isNewer ? "edit_history_post_ids" : "edit_history_tweet_ids", List.of(this.id));
    if (fields.contains("created_at")) {
      json.put("created_at", this.at.toString());
    }
    if (fields.contains("public_metrics")) {
      json.put("public_metrics", metrics(isNewer ? "repost_count" : "retweet_count"));
    }
    if (fields.contains("entities") && !isLong && !urls().isEmpty()) {
      json.put("entities", Map.of("urls", urls()));
    }
    if (fields.contains(noteName) && isLong) {
      json.put(noteName, Map.of("text", text(), "entities", Map.of("urls", urls())));
    }
    return json;
  }

  /** Numbers that differ from post to post; the field for reposts has two names. */
  private Map<String, Object> metrics(String repostCount) {
    int length = this.sent.length();
    return Map.of(
        repostCount,
        2,
        "reply_count",
        1,
        "like_count",
        length,
        "quote_count",
        0,
        "bookmark_count",
        3,
        "impression_count",
        100 * length);
  }

  private List<Map<String, Object>> urls() {
    List<Map<String, Object>> urls = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    walk(text, urls);
    return urls;
  }

  private StringBuilder shortened() {
    StringBuilder text = new StringBuilder();
    walk(text, new ArrayList<>());
    return text;
  }

  private void walk(StringBuilder text, List<Map<String, Object>> urls) {
    int from = 0;
    for (Extractor.Entity link : new Extractor().extractURLsWithIndices(this.sent)) {
      text.append(escaped(this.sent.substring(from, link.getStart())));
      int start = text.codePointCount(0, text.length());
      String address = "https://t.co/" + code(link.getValue(), urls.size());
      text.append(address);
      String value = link.getValue();
      String expanded = value.regionMatches(true, 0, "http", 0, 4) ? value : "http://" + value;
      urls.add(
          Map.of(
              "start", start,
              "end", start + address.length(),
              "url", address,
              "expanded_url", expanded,
              "display_url", expanded.replaceFirst("(?i)https?://(www\\.)?", "")));
      from = link.getEnd();
    }
    text.append(escaped(this.sent.substring(from)));
  }

  private String code(String link, int index) {
    String digits = Long.toString(Integer.toUnsignedLong((this.id + link).hashCode()), 36);
    return ("0000000000" + digits + index).substring(digits.length() + 1);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
