// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message in a chat.
 *
 * @param id counts up within the chat
 * @param author the id of the bot; zero for a person
 * @param date when it was sent
 * @param content text or caption
 * @param media what it shows; absent for a text
 * @param group the album's id; absent outside albums
 * @param edited when it was last edited
 */
record TelegramPost(
    int id,
    long author,
    Instant date,
    TelegramHtml.Parsed content,
    @Nullable TelegramMedia media,
    @Nullable String group,
    @Nullable Instant edited) {

  TelegramPost edited(TelegramHtml.Parsed changed, Instant at) {
    return new TelegramPost(this.id, this.author, this.date, changed, this.media, this.group, at);
  }

  boolean isMedia() {
    return this.media != null;
  }

  /** The Bot API's Message; posts of channels have no author. */
  Map<String, Object> json(TelegramChat chat) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("message_id", this.id);
    if (chat.isChannel()) {
      json.put("sender_chat", chat.json());
    } else {
      json.put("from", Map.of("id", this.author, "is_bot", this.author != 0, "first_name", "Bot"));
    }
    json.put("chat", chat.json());
    json.put("date", this.date.getEpochSecond());
    if (this.edited != null) {
      json.put("edit_date", this.edited.getEpochSecond());
    }
    if (this.group != null) {
      json.put("media_group_id", this.group);
    }
    if (this.media != null) {
      this.media.addTo(json);
    }
    addContent(json, this.media == null ? "" : "caption_");
    return json;
  }

  private void addContent(Map<String, Object> json, String prefix) {
    if (!this.content.text().isEmpty()) {
      json.put(prefix.isEmpty() ? "text" : "caption", this.content.text());
    }
    List<Map<String, Object>> entities =
        this.content.entities().stream().map(TelegramEntity::json).toList();
    if (!entities.isEmpty()) {
      json.put(prefix + "entities", entities);
    }
  }

  Publication publication(TelegramChat chat) {
    return new Publication(
        Integer.toString(this.id),
        this.date,
        this.content.text(),
        chat.permalink(this.id),
        this.media == null
            ? List.of()
            : List.of(new Publication.Media(this.media.mediaType(), this.media.bytes())));
  }
}
