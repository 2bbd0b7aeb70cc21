// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Digest;
import org.storycast.channel.Edits;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Outcome;
import org.storycast.channel.PartProfile;
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.RateLimit;
import org.storycast.channel.ReadsBack;
import org.storycast.channel.Receipt;
import org.storycast.channel.Removes;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageReplyMarkup;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** Publishes messages to one chat as one bot. */
final class TelegramPublisher implements Publisher, ReadsBack, Edits, Removes {

  static final String KIND = "telegram";

  /** The numeric id of the chat, which a renamed channel keeps. */
  private static final String CHAT = "chat";

  /** An observing bot hears of a post within moments; this is a multiple of that. */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  /** Bot Support's advice for groups, which channels follow too; the server says more in a 429. */
  private static final RateLimit RATE = new RateLimit(20, Duration.ofMinutes(1));

  private final TelegramSettings settings;
  private final Clock clock;
  private final TelegramClient client;
  private final @Nullable TelegramObserver observer;

  TelegramPublisher(TelegramSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.client = new TelegramClient(settings, settings.botToken());
    this.observer =
        settings.observerToken() == null
            ? null
            : new TelegramObserver(settings, settings.observerToken(), clock);
  }

  @Override
  public ChannelProfile profile() {
    return new ChannelProfile(
        KIND,
        "Telegram",
        List.of(new PartProfile(TelegramMessage.PART, TelegramText.LIMIT, TelegramText.MEASURE)),
        List.of(),
        Duration.ZERO,
        SETTLING,
        this.settings.timeout(),
        RATE);
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    TelegramMessage message = TelegramMessage.of(post, this.settings);
    attempt.committing("send", message.digest());
    return switch (this.client.call(message.toSend())) {
      case TelegramReply.Done<Message>(Message sent) ->
          new Outcome.Published(receiptOf(sent, this.settings));
      case TelegramReply.Refused<Message> refused -> refused(refused, attempt);
      case TelegramReply.NotSent<Message>(String detail) -> notSent(detail);
      case TelegramReply.NoAnswer<Message>(String detail) ->
          new Outcome.Unclear("No answer: " + detail);
    };
  }

  /** Too many requests are a matter of the chat, not of this post. */
  private Outcome refused(TelegramReply.Refused<Message> refused, Attempt attempt) {
    if (refused.retryAfter() != null) {
      attempt.quietUntil(this.clock.instant().plus(refused.retryAfter()));
    }
    return TelegramErrors.outcomeOf(refused);
  }

  static Receipt receiptOf(Message sent, TelegramSettings settings) {
    String id = sent.getMessageId().toString();
    String chat = sent.getChat().getId().toString();
    return new Receipt(
        List.of(new Receipt.Part(id, permalink(settings.username(), chat, id))),
        Instant.ofEpochSecond(sent.getDate()),
        Map.of(CHAT, chat));
  }

  /** Messages of basic groups have no address. */
  private static @Nullable URI permalink(@Nullable String username, String chat, String id) {
    if (username != null) {
      return URI.create("https://t.me/%s/%s".formatted(username, id));
    }
    return chat.startsWith("-100")
        ? URI.create("https://t.me/c/%s/%s".formatted(chat.substring("-100".length()), id))
        : null;
  }

  @Override
  public Finding find(Post post, Attempt attempt) {
    if (this.observer == null) {
      return new Finding.CannotTell(
          "Bots can't read a channel's past; set credentials.observer-token to a second bot's");
    }
    return this.observer.find(
        TelegramMessage.of(post, this.settings).text(),
        attempt.committedAt().orElse(this.clock.instant()));
  }

  /**
   * Asks to take away buttons that the message never had: Telegram answers whether there is such a
   * message, and changes nothing.
   */
  @Override
  public Finding find(Receipt receipt) {
    EditMessageReplyMarkup probe =
        EditMessageReplyMarkup.builder()
            .chatId(chatOf(receipt))
            .messageId(messageIdOf(receipt))
            .build();
    return switch (this.client.call(probe)) {
      case TelegramReply.Done<?> done -> new Finding.Found(receipt);
      case TelegramReply.Refused<?> refused -> findingOf(refused, receipt);
      case TelegramReply.NotSent<?>(String detail) -> new Finding.CannotTell(detail);
      case TelegramReply.NoAnswer<?>(String detail) -> new Finding.CannotTell(detail);
    };
  }

  private static Finding findingOf(TelegramReply.Refused<?> refused, Receipt receipt) {
    if (TelegramErrors.isUnmodified(refused)) {
      return new Finding.Found(receipt);
    }
    return TelegramErrors.isGone(refused)
        ? new Finding.Absent(refused.description())
        : new Finding.CannotTell(refused.description());
  }

  @Override
  public Outcome edit(Receipt receipt, Post post, Attempt attempt) {
    TelegramMessage message = TelegramMessage.of(post, this.settings).in(chatOf(receipt));
    attempt.committing("edit", message.digest());
    TelegramReply<?> reply = this.client.call(message.toEdit(messageIdOf(receipt)));
    return reply instanceof TelegramReply.Refused<?> refused && TelegramErrors.isUnmodified(refused)
        ? new Outcome.Published(receipt)
        : ofRepeatable(reply, receipt);
  }

  @Override
  public Outcome remove(Receipt receipt, Attempt attempt) {
    attempt.committing("remove", Digest.of(chatOf(receipt) + "\n" + receipt.remoteId()));
    TelegramReply<?> reply =
        this.client.call(
            DeleteMessage.builder()
                .chatId(chatOf(receipt))
                .messageId(messageIdOf(receipt))
                .build());
    return reply instanceof TelegramReply.Refused<?> refused && TelegramErrors.isGone(refused)
        ? new Outcome.Published(receipt)
        : ofRepeatable(reply, receipt);
  }

  /** Edits and removals may be repeated, so that a doubt about them is none. */
  private static Outcome ofRepeatable(TelegramReply<?> reply, Receipt receipt) {
    return switch (reply) {
      case TelegramReply.Done<?> done -> new Outcome.Published(receipt);
      case TelegramReply.Refused<?> refused -> ofRepeatable(refused);
      case TelegramReply.NotSent<?>(String detail) -> notSent(detail);
      case TelegramReply.NoAnswer<?>(String detail) -> notSent("No answer: " + detail);
    };
  }

  private static Outcome ofRepeatable(TelegramReply.Refused<?> refused) {
    if (TelegramErrors.isGone(refused)) {
      return new Outcome.Rejected(FailureReason.TARGET_GONE, refused.description(), null);
    }
    if (TelegramErrors.isFixed(refused)) {
      return new Outcome.Rejected(FailureReason.PERMISSION, refused.description(), null);
    }
    Outcome outcome = TelegramErrors.outcomeOf(refused);
    return outcome instanceof Outcome.Unclear(String detail) ? notSent(detail) : outcome;
  }

  private static Outcome notSent(String detail) {
    return new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, null);
  }

  private String chatOf(Receipt receipt) {
    return receipt.evidence().getOrDefault(CHAT, this.settings.chatId());
  }

  private static int messageIdOf(Receipt receipt) {
    return Integer.parseInt(receipt.remoteId());
  }
}
