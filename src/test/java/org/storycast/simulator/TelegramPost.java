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
 * @param delivery how it came into the chat
 * @param edited when it was last edited
 */
record TelegramPost(
    int id,
    long author,
    Instant date,
    TelegramHtml.Parsed content,
    @Nullable TelegramMedia media,
    @Nullable String group,
    Delivery delivery,
    @Nullable Instant edited) {

  /**
   * How a message comes into a chat.
   *
   * @param replyTo the message that it answers; absent where it answers none
   * @param silent whether members hear nothing
   */
  record Delivery(@Nullable Integer replyTo, boolean silent) {

    static final Delivery PLAIN = new Delivery(null, false);
  }

  TelegramPost edited(TelegramHtml.Parsed changed, @Nullable TelegramMedia shown, Instant at) {
    return new TelegramPost(
        this.id, this.author, this.date, changed, shown, this.group, this.delivery, at);
  }

  /** As others show it whose answer it is: without what it answers itself. */
  private TelegramPost alone() {
    return new TelegramPost(
        this.id,
        this.author,
        this.date,
        this.content,
        this.media,
        this.group,
        Delivery.PLAIN,
        this.edited);
  }

  @Nullable Integer replyTo() {
    return this.delivery.replyTo();
  }

  boolean silent() {
    return this.delivery.silent();
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
    TelegramPost answered = this.replyTo() == null ? null : chat.posts().get(this.replyTo());
    if (answered != null) {
      json.put("reply_to_message", answered.alone().json(chat));
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
}
