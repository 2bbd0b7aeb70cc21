// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A status that the instance holds.
 *
 * @param text as it was sent, without white space around it
 * @param spoiler the content warning; empty where there is none
 * @param media ids of what is attached
 */
record MastodonStatus(
    String id,
    String account,
    Instant createdAt,
    String text,
    String spoiler,
    String visibility,
    String language,
    @Nullable String inReplyTo,
    List<String> media,
    @Nullable Instant editedAt) {

  static final String SITE = "https://mastodon.example";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  MastodonStatus edited(
      String text, String spoiler, String language, List<String> media, Instant now) {
    boolean same =
        text.equals(this.text) && spoiler.equals(this.spoiler) && media.equals(this.media);
    return new MastodonStatus(
        this.id,
        this.account,
        this.createdAt,
        text,
        spoiler,
        this.visibility,
        language,
        this.inReplyTo,
        media,
        same ? this.editedAt : now);
  }

  URI address() {
    return URI.create("%s/@%s/%s".formatted(SITE, this.account, this.id));
  }

  /** The status as the API shows it. */
  Map<String, Object> json(List<Map<String, Object>> attachments) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", this.id);
    json.put("created_at", TIME.format(this.createdAt));
    json.put("in_reply_to_id", this.inReplyTo);
    json.put("sensitive", !this.spoiler.isEmpty());
    json.put("spoiler_text", this.spoiler);
    json.put("visibility", this.visibility);
    json.put("language", this.language.isEmpty() ? null : this.language);
    json.put("uri", "%s/users/%s/statuses/%s".formatted(SITE, this.account, this.id));
    json.put("url", address().toString());
    json.put("replies_count", 0);
    json.put("reblogs_count", 0);
    json.put("favourites_count", 0);
    json.put("edited_at", this.editedAt == null ? null : TIME.format(this.editedAt));
    json.put("content", MastodonText.html(this.text));
    json.put("account", Map.of("username", this.account, "acct", this.account));
    json.put("media_attachments", attachments);
    return json;
  }

  /** What a person needs to write it again, or to edit it. */
  Map<String, Object> source() {
    return Map.of("id", this.id, "text", this.text, "spoiler_text", this.spoiler);
  }
}
