// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Attachments;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Checks;
import org.storycast.channel.Checkup;
import org.storycast.channel.Edits;
import org.storycast.channel.Finding;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.RateLimit;
import org.storycast.channel.ReadsBack;
import org.storycast.channel.Receipt;
import org.storycast.channel.Removes;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.methods.pinnedmessages.PinChatMessage;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** Publishes texts, pictures and films to one chat as one bot. */
final class TelegramPublisher implements Publisher, ReadsBack, Edits, Removes, Checks {

  static final String KIND = "telegram";

  private static final String SEND = "send";
  private static final String PIN = "pin";

  /** An observing bot hears of a post within moments; this is a multiple of that. */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  /** Bot Support's advice for groups, which channels follow too; the server says more in a 429. */
  private static final int MESSAGES_A_MINUTE = 20;

  /** A checkup's calls; nothing else makes more short ones. */
  private static final int CALLS = 6;

  private final TelegramSettings settings;
  private final Clock clock;
  private final TelegramClient client;
  private final TelegramRequests requests;
  private final TelegramCorrections corrections;
  private final @Nullable TelegramObserver observer;

  TelegramPublisher(TelegramSettings settings, Attachments attachments, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.client = new TelegramClient(settings, settings.botToken());
    this.requests = new TelegramRequests(attachments);
    this.corrections = new TelegramCorrections(settings, this.client, this.requests);
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
        this.settings.presentation().parts(),
        this.settings.presentation().media(),
        Duration.ZERO,
        SETTLING,
        this.settings.timeout().multipliedBy(CALLS).plus(this.settings.uploadTimeout()),
        new RateLimit(
            MESSAGES_A_MINUTE / this.settings.presentation().messages(), Duration.ofMinutes(1)));
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    Optional<SentPost> sent = sentBefore(post, attempt);
    if (sent.isPresent()) {
      return published(sent.get(), post, attempt);
    }
    TelegramMessage message = TelegramMessage.of(post, this.settings);
    return message.fault().orElseGet(() -> send(message, post, attempt));
  }

  private Optional<SentPost> sentBefore(Post post, Attempt attempt) {
    return attempt.checkpoint(SEND).map(handle -> SentPost.remembered(handle, post, this.settings));
  }

  private Outcome send(TelegramMessage message, Post post, Attempt attempt) {
    PartialBotApiMethod<?> request = this.requests.toSend(message);
    attempt.committing(SEND, message.digest());
    return switch (this.client.send(request)) {
      case TelegramReply.Done<List<Message>>(List<Message> answer) ->
          taken(SentPost.of(answer, message, this.settings), post, attempt);
      case TelegramReply.Refused<List<Message>> refused -> refused(refused, attempt);
      case TelegramReply.NotSent<List<Message>>(String detail) ->
          TelegramErrors.unavailable(detail);
      case TelegramReply.NoAnswer<List<Message>>(String detail) ->
          new Outcome.Unclear("No answer: " + detail);
    };
  }

  private Outcome taken(Optional<SentPost> sent, Post post, Attempt attempt) {
    if (sent.isEmpty()) {
      return new Outcome.Unclear("Telegram said yes and named other messages than were sent");
    }
    attempt.checkpoint(SEND, sent.get().handle());
    return published(sent.get(), post, attempt);
  }

  /** Too many requests are a matter of the chat, not of this post. */
  private Outcome refused(TelegramReply.Refused<?> refused, Attempt attempt) {
    if (refused.retryAfter() != null) {
      attempt.quietUntil(this.clock.instant().plus(refused.retryAfter()));
    }
    return TelegramErrors.outcomeOf(refused);
  }

  /** Published it is, whatever becomes of its pin. */
  private Outcome published(SentPost sent, Post post, Attempt attempt) {
    Receipt receipt = sent.receipt(this.settings);
    if (!this.settings.pins().holdsFor(post)) {
      return new Outcome.Published(receipt);
    }
    String pin = attempt.checkpoint(PIN).orElseGet(() -> pin(sent, attempt));
    Map<String, String> evidence = new HashMap<>(receipt.evidence());
    evidence.put(PIN, pin);
    return new Outcome.Published(new Receipt(receipt.parts(), receipt.publishedAt(), evidence));
  }

  /** Pinning what is pinned changes nothing, so that this may be repeated after a crash. */
  private String pin(SentPost sent, Attempt attempt) {
    PinChatMessage call =
        PinChatMessage.builder()
            .chatId(sent.chat())
            .messageId(sent.firstId())
            .disableNotification(true)
            .build();
    String pin =
        switch (this.client.call(call)) {
          case TelegramReply.Done<Boolean> done -> "pinned";
          case TelegramReply.Refused<Boolean> refused -> {
            refused(refused, attempt);
            yield "not pinned: " + refused.description();
          }
          case TelegramReply.NotSent<Boolean>(String detail) -> "not pinned: " + detail;
          case TelegramReply.NoAnswer<Boolean>(String detail) -> "perhaps not pinned: " + detail;
        };
    attempt.checkpoint(PIN, pin);
    return pin;
  }

  @Override
  public Finding find(Post post, Attempt attempt) {
    Optional<SentPost> sent = sentBefore(post, attempt);
    if (sent.isPresent()) {
      return new Finding.Found(sent.get().receipt(this.settings));
    }
    return this.observer == null
        ? new Finding.CannotTell(
            "Bots can't read a channel's past; set credentials.observer-token to a second bot's")
        : this.observer.find(
            TelegramMessage.of(post, this.settings),
            attempt.committedAt().orElse(this.clock.instant()));
  }

  @Override
  public Finding find(Receipt receipt) {
    return this.corrections.find(receipt);
  }

  @Override
  public Outcome edit(Receipt receipt, Post post, Attempt attempt) {
    return this.corrections.edit(receipt, post, attempt);
  }

  @Override
  public Outcome remove(Receipt receipt, Attempt attempt) {
    return this.corrections.remove(receipt, attempt);
  }

  @Override
  public Checkup check() {
    return new TelegramExamination(this.settings, this.client, this.observer).checkup();
  }
}
