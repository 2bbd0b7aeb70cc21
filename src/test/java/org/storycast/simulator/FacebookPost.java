// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A post that a simulated page holds.
 *
 * @param id the page's id and a number
 * @param at when it was taken
 * @param message its text, which may be empty
 * @param link what it links to
 * @param published whether readers see it
 * @param app which app made it
 * @param media its photos
 */
record FacebookPost(
    String id,
    Instant at,
    String message,
    @Nullable String link,
    boolean published,
    String app,
    List<Publication.Media> media) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern FIELD =
      Pattern.compile("(\\w+)(?:\\.\\w+\\(\\w*\\))*(?:\\{([\\w,]*)})?(?:,|$)");

  FacebookPost saying(String changed) {
    return new FacebookPost(
        this.id, this.at, changed, this.link, this.published, this.app, this.media);
  }

  boolean says(String words, String address) {
    return this.media.isEmpty()
        && this.message.equals(words)
        && address.equals(this.link == null ? "" : this.link);
  }

  String permalink() {
    return "https://www.facebook.com/%s/posts/%s"
        .formatted(FacebookSimulator.PAGE_ID, this.id.substring(this.id.indexOf('_') + 1));
  }

  /** The names in a list of fields, without what is asked of each. */
  static List<String> fieldNames(String fields) {
    return FIELD.matcher(fields).results().map(it -> it.group(1)).toList();
  }

  /** The first field of the list that a post does not have. */
  static Optional<String> unknownField(String fields) {
    FacebookPost any = new FacebookPost("1_1", Instant.EPOCH, "", null, true, "", List.of());
    Matcher matcher = FIELD.matcher(fields);
    int end = 0;
    while (matcher.find() && matcher.start() == end && end < fields.length()) {
      if (!any.all().containsKey(matcher.group(1))) {
        return Optional.of(matcher.group(1));
      }
      end = matcher.end();
    }
    return end == fields.length() ? Optional.empty() : Optional.of(fields.substring(end));
  }

  /** What is asked for; the id is always there. */
  Map<String, Object> json(String fields) {
    Map<String, Object> json = new LinkedHashMap<>();
    Matcher matcher = FIELD.matcher(fields);
    while (matcher.find()) {
      Object value = all().get(matcher.group(1));
      if (matcher.group(1).equals("attachments") && (this.link != null || !this.media.isEmpty())) {
        value = attachments(matcher.group(2));
      }
      if (value != null && !value.equals("")) {
        json.put(matcher.group(1), value);
      }
    }
    json.put("id", this.id);
    return json;
  }

  private Map<String, Object> attachments(@Nullable String fields) {
    Map<String, Object> attachment = new LinkedHashMap<>();
    for (String field : (fields == null ? "media_type,unshimmed_url" : fields).split(",")) {
      switch (field) {
        case "media_type" -> attachment.put(field, this.link == null ? "photo" : "link");
        case "unshimmed_url", "url" ->
            attachment.put(field, this.link == null ? permalink() : this.link);
        default -> attachment.put(field, "");
      }
    }
    return Map.of("data", List.of(attachment));
  }

  private Map<String, @Nullable Object> all() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("id", this.id);
    all.put("created_time", TIME.format(this.at));
    all.put("message", this.message);
    all.put("permalink_url", permalink());
    all.put("is_published", this.published);
    all.put("attachments", null);
    all.put("story", null);
    all.put("shares", Map.of("count", 3));
    all.put("comments", Map.of("data", List.of(), "summary", Map.of("total_count", 2)));
    all.put("reactions", Map.of("data", List.of(), "summary", Map.of("total_count", 5)));
    return all;
  }
}
