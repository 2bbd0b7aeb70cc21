// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.storycast.channel.Finding;
import org.storycast.channel.Secret;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChat;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatMember;
import org.telegram.telegrambots.meta.api.methods.updates.GetUpdates;
import org.telegram.telegrambots.meta.api.objects.MessageEntity;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.chat.ChatFullInfo;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMember;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * A second bot that reads the channel. A bot never hears of its own posts and none can ask for the
 * past, but an administrator's bot hears of every other's; Telegram keeps what it heard for 24
 * hours.
 */
final class TelegramObserver {

  /** The most that one answer holds. */
  private static final int WINDOW = 100;

  private static final Duration KEPT = Duration.ofHours(23);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);

  private final TelegramSettings settings;
  private final long id;
  private final TelegramClient client;
  private final Clock clock;

  TelegramObserver(TelegramSettings settings, Secret token, Clock clock) {
    this.settings = settings;
    this.id = TelegramSettings.botId(token);
    this.client = new TelegramClient(settings, token);
    this.clock = clock;
  }

  /** Calls as the observer. */
  TelegramClient client() {
    return this.client;
  }

  /** Looks for a message that went out at the given moment or after. */
  Finding find(TelegramMessage message, Instant since) {
    if (since.isBefore(this.clock.instant().minus(KEPT))) {
      return new Finding.CannotTell("Telegram forgets after a day what the observer heard");
    }
    return switch (this.client.call(GetChat.builder().chatId(this.settings.chatId()).build())) {
      case TelegramReply.Done<ChatFullInfo>(ChatFullInfo chat) -> findIn(chat, message, since);
      case TelegramReply<ChatFullInfo> other -> cannotTell(other);
    };
  }

  /** Silence proves something only of an observer who would have heard. */
  private Finding findIn(ChatFullInfo chat, TelegramMessage message, Instant since) {
    if (!chat.isChannelChat()) {
      return new Finding.CannotTell("In groups a bot does not hear other bots");
    }
    GetChatMember itself =
        GetChatMember.builder().chatId(chat.getId().toString()).userId(this.id).build();
    return switch (this.client.call(itself)) {
      case TelegramReply.Done<ChatMember>(ChatMember member)
          when member.getStatus().equals("administrator") ->
          listen(chat, message, since);
      case TelegramReply.Done<ChatMember> stranger ->
          new Finding.CannotTell("The observer is no administrator of the channel; make it one");
      case TelegramReply<ChatMember> other -> cannotTell(other);
    };
  }

  /** A negative offset asks for the newest and makes Telegram forget older ones. */
  private Finding listen(ChatFullInfo chat, TelegramMessage message, Instant since) {
    GetUpdates newest =
        GetUpdates.builder()
            .offset(-WINDOW)
            .limit(WINDOW)
            .timeout(0)
            .allowedUpdates(List.of("channel_post"))
            .build();
    return switch (this.client.call(newest)) {
      case TelegramReply.Done<ArrayList<Update>>(ArrayList<Update> updates) ->
          findAmong(updates, chat.getId(), message, since.minus(CLOCK_SKEW));
      case TelegramReply<ArrayList<Update>> other -> cannotTell(other);
    };
  }

  private Finding findAmong(
      List<Update> updates, long chat, TelegramMessage sought, Instant since) {
    List<Message> heard =
        updates.stream().filter(Update::hasChannelPost).map(Update::getChannelPost).toList();
    List<Message> recent =
        heard.stream()
            .filter(it -> it.getChat().getId() == chat && !dateOf(it).isBefore(since))
            .toList();
    TelegramText text = sought.text();
    List<Message> alike = recent.stream().filter(it -> looksLike(it, text)).toList();
    Optional<Message> match = alike.stream().filter(it -> leadsTo(it, text)).findFirst();
    if (match.isPresent()) {
      return found(match.get(), recent, sought);
    }
    if (!alike.isEmpty()) {
      return new Finding.CannotTell("The channel has a post of the same words with other links");
    }
    boolean reachesBack =
        updates.size() < WINDOW || heard.stream().anyMatch(it -> dateOf(it).isBefore(since));
    return reachesBack
        ? new Finding.Absent("Not among the %d posts that were heard".formatted(heard.size()))
        : new Finding.CannotTell("The observer heard too many posts since to remember it");
  }

  /** Of an album each picture is heard as a message of its own. */
  private Finding found(Message match, List<Message> recent, TelegramMessage sought) {
    String album = match.getMediaGroupId();
    List<Message> messages =
        album == null
            ? List.of(match)
            : recent.stream()
                .filter(it -> album.equals(it.getMediaGroupId()))
                .sorted(Comparator.comparing(Message::getMessageId))
                .toList();
    return SentPost.of(messages, sought, this.settings)
        .<Finding>map(it -> new Finding.Found(it.receipt(this.settings)))
        .orElseGet(
            () ->
                new Finding.CannotTell(
                    "The observer heard %d messages of the same words and links, not %d"
                        .formatted(messages.size(), Math.max(1, sought.media().size()))));
  }

  private static Instant dateOf(Message message) {
    return Instant.ofEpochSecond(message.getDate());
  }

  private static boolean looksLike(Message heard, TelegramText text) {
    String words = heard.getText() == null ? heard.getCaption() : heard.getText();
    return words != null
        && text.plain().replaceAll("\\s+", " ").equals(words.replaceAll("\\s+", " "));
  }

  /** The links carry the delivery's key, which tells equal texts apart. */
  private static boolean leadsTo(Message heard, TelegramText text) {
    List<MessageEntity> entities =
        heard.getText() == null ? heard.getCaptionEntities() : heard.getEntities();
    List<String> links =
        entities == null
            ? List.of()
            : entities.stream()
                .filter(it -> it.getType().equals("text_link"))
                .map(it -> normal(it.getUrl()))
                .toList();
    return links.equals(text.links().stream().map(TelegramObserver::normal).toList());
  }

  /** Telegram writes an address without a path with a slash at its end. */
  private static String normal(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  private static Finding cannotTell(TelegramReply<?> reply) {
    return switch (reply) {
      case TelegramReply.Done<?> done ->
          new Finding.CannotTell("The observer got no useful answer");
      case TelegramReply.Refused<?> refused ->
          new Finding.CannotTell("The observer was refused: " + refused.description());
      case TelegramReply.NotSent<?>(String detail) -> new Finding.CannotTell(detail);
      case TelegramReply.NoAnswer<?>(String detail) -> new Finding.CannotTell(detail);
    };
  }
}
