// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that Telegram knows: bots, chats, posts, and who has heard of them. */
final class TelegramState {

  private final Clock clock;
  private final Map<String, Long> bots = new LinkedHashMap<>();
  private final Map<Long, TelegramUpdates> updates = new LinkedHashMap<>();
  private final List<TelegramChat> chats = new ArrayList<>();
  private final TelegramRates rates;
  private final TelegramFiles files = new TelegramFiles();
  private int lastGroup;

  TelegramState(Clock clock) {
    this.clock = clock;
    this.rates = new TelegramRates(clock);
  }

  void addBot(String token) {
    long id = Long.parseLong(token.substring(0, token.indexOf(':')));
    this.bots.put(token, id);
    this.updates.put(id, new TelegramUpdates(this.clock));
  }

  void tellLate(Duration delay) {
    this.updates.values().forEach(it -> it.hearLate(delay));
  }

  void removeBot(String token) {
    this.bots.remove(token);
  }

  TelegramChat addChat(TelegramChat chat) {
    this.chats.add(chat);
    return chat;
  }

  List<TelegramChat> chats() {
    return this.chats;
  }

  TelegramFiles files() {
    return this.files;
  }

  TelegramRates rates() {
    return this.rates;
  }

  Instant now() {
    return this.clock.instant();
  }

  long bot(String token) {
    if (!token.contains(":") || token.length() > 80) {
      throw TelegramRefusal.of(401, "Unauthorized: invalid token specified");
    }
    Long bot = this.bots.get(token);
    if (bot == null) {
      throw TelegramRefusal.of(401, "Unauthorized");
    }
    return bot;
  }

  TelegramUpdates updatesOf(long bot) {
    return this.updates.get(bot);
  }

  /** The chat that a call names, if it may know of it. */
  TelegramChat chat(TelegramParameters parameters, long bot) {
    String name = parameters.text("chat_id").strip();
    if (name.isEmpty()) {
      throw TelegramRefusal.badRequest("chat_id is empty");
    }
    TelegramChat chat =
        this.chats.stream()
            .filter(it -> it.answersTo(name))
            .findFirst()
            .orElseThrow(() -> TelegramRefusal.badRequest("chat not found"));
    if (chat.upgradedTo() != null) {
      throw TelegramRefusal.upgradedTo(chat.upgradedTo());
    }
    if (chat.roleOf(bot) == TelegramChat.Role.KICKED) {
      throw TelegramRefusal.of(403, "Forbidden: bot was kicked from the " + chat.kindOfChat());
    }
    return chat;
  }

  /** The chat that a call names, if the bot may post there. */
  TelegramChat chatToPostIn(TelegramParameters parameters, long bot, String what) {
    TelegramChat chat = chat(parameters, bot);
    switch (chat.roleOf(bot)) {
      case ADMINISTRATOR, MODERATOR -> {}
      case READER ->
          throw TelegramRefusal.badRequest(
              "not enough rights to send %s to the chat".formatted(what));
      case MEMBER -> {
        if (chat.isChannel()) {
          throw TelegramRefusal.badRequest("need administrator rights in the " + chat.kindOfChat());
        }
      }
      case STRANGER, KICKED ->
          throw TelegramRefusal.of(
              403, "Forbidden: bot is not a member of the " + chat.kindOfChat());
    }
    return chat;
  }

  String nextGroup() {
    this.lastGroup++;
    return "1370000%06d".formatted(this.lastGroup);
  }

  /** Stores a post and lets every other bot hear of it that may. */
  TelegramPost post(
      TelegramChat chat,
      long author,
      TelegramHtml.Parsed content,
      @Nullable TelegramMedia media,
      @Nullable String group,
      TelegramPost.Delivery delivery) {
    TelegramPost post =
        new TelegramPost(chat.nextId(), author, now(), content, media, group, delivery, null);
    chat.posts().put(post.id(), post);
    tell(chat, author, "channel_post", post);
    return post;
  }

  /** Bots hear neither of their own posts nor, in groups, of those of other bots. */
  void tell(TelegramChat chat, long author, String type, TelegramPost post) {
    if (!chat.isChannel()) {
      return;
    }
    for (long bot : this.bots.values()) {
      TelegramChat.Role role = chat.roleOf(bot);
      boolean hears =
          role == TelegramChat.Role.ADMINISTRATOR
              || role == TelegramChat.Role.MODERATOR
              || role == TelegramChat.Role.READER;
      if (bot != author && hears) {
        updatesOf(bot).hear(type, post.json(chat));
      }
    }
  }
}
