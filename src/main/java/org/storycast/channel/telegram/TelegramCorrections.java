// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.util.ArrayList;
import java.util.List;
import org.storycast.channel.Attempt;
import org.storycast.channel.Digest;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessages;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageReplyMarkup;

/**
 * Changes, takes away and looks for what was published. Each call may be repeated, so that a doubt
 * about one is none.
 */
final class TelegramCorrections {

  private final TelegramSettings settings;
  private final TelegramClient client;
  private final TelegramRequests requests;

  TelegramCorrections(TelegramSettings settings, TelegramClient client, TelegramRequests requests) {
    this.settings = settings;
    this.client = client;
    this.requests = requests;
  }

  /**
   * Changes the words, and what is shown where that has changed. Telegram makes no text of a
   * picture: where a corrected post has none, the old one stays.
   */
  Outcome edit(Receipt receipt, Post post, Attempt attempt) {
    SentPost sent = SentPost.of(receipt, this.settings);
    TelegramMessage message = TelegramMessage.inPlaceOf(sent, post, this.settings);
    return message
        .fault()
        .orElseGet(
            () -> {
              attempt.committing("edit", message.digest());
              return message.form() == TelegramForm.TEXT
                  ? ended(
                      this.client.call(this.requests.toEditText(message, sent.firstId())),
                      sent,
                      sent)
                  : editShown(sent, message);
            });
  }

  private Outcome editShown(SentPost sent, TelegramMessage message) {
    List<String> wanted = SentPost.digests(message.media());
    int kept = Math.min(wanted.size(), sent.ids().size());
    SentPost changed = kept == 0 ? sent : sent.showing(wanted.subList(0, kept));
    for (int i = 0; i < Math.max(1, kept); i++) {
      boolean isSame = kept == 0 || i < sent.media().size() && same(sent, wanted, i);
      Outcome outcome = editOne(sent, message, i, isSame);
      if (!(outcome instanceof Outcome.Published)) {
        return outcome;
      }
    }
    return kept == sent.ids().size() || kept == 0
        ? new Outcome.Published(changed.receipt(this.settings))
        : delete(sent, sent.ids().subList(kept, sent.ids().size()), changed.receipt(this.settings));
  }

  private static boolean same(SentPost sent, List<String> wanted, int number) {
    return sent.media().get(number).equals(wanted.get(number));
  }

  private Outcome editOne(SentPost sent, TelegramMessage message, int number, boolean isSame) {
    int id = sent.ids().get(number);
    if (!isSame) {
      return ended(
          this.client.editMedia(this.requests.toEditMedia(message, number, id)), sent, sent);
    }
    return number == 0
        ? ended(this.client.call(this.requests.toEditCaption(message, id)), sent, sent)
        : new Outcome.Published(sent.receipt(this.settings));
  }

  Outcome remove(Receipt receipt, Attempt attempt) {
    SentPost sent = SentPost.of(receipt, this.settings);
    attempt.committing("remove", Digest.of(sent.handle()));
    return delete(sent, sent.ids(), receipt);
  }

  /** Of several, those that are gone already are no matter to Telegram; of one we say so. */
  private Outcome delete(SentPost sent, List<Integer> ids, Receipt receipt) {
    TelegramReply<?> reply =
        ids.size() == 1
            ? this.client.call(
                DeleteMessage.builder().chatId(sent.chat()).messageId(ids.getFirst()).build())
            : this.client.call(
                DeleteMessages.builder()
                    .chatId(sent.chat())
                    .messageIds(new ArrayList<>(ids))
                    .build());
    return reply instanceof TelegramReply.Refused<?> refused && TelegramErrors.isGone(refused)
        ? new Outcome.Published(receipt)
        : outcomeOf(reply, sent, receipt);
  }

  /**
   * Asks to take away buttons that the message never had: Telegram answers whether there is such a
   * message, and changes nothing.
   */
  Finding find(Receipt receipt) {
    SentPost sent = SentPost.of(receipt, this.settings);
    EditMessageReplyMarkup probe =
        EditMessageReplyMarkup.builder().chatId(sent.chat()).messageId(sent.firstId()).build();
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

  /** The outcome of a change from what was sent; unmodified means that it was changed before. */
  private Outcome ended(TelegramReply<?> reply, SentPost sent, SentPost changed) {
    Receipt receipt = changed.receipt(this.settings);
    return reply instanceof TelegramReply.Refused<?> refused && TelegramErrors.isUnmodified(refused)
        ? new Outcome.Published(receipt)
        : outcomeOf(reply, sent, receipt);
  }

  private Outcome outcomeOf(TelegramReply<?> reply, SentPost sent, Receipt receipt) {
    return switch (reply) {
      case TelegramReply.Done<?> done -> new Outcome.Published(receipt);
      case TelegramReply.Refused<?> refused -> refused(refused, sent);
      case TelegramReply.NotSent<?>(String detail) -> TelegramErrors.unavailable(detail);
      case TelegramReply.NoAnswer<?>(String detail) ->
          TelegramErrors.unavailable("No answer: " + detail);
    };
  }

  private Outcome refused(TelegramReply.Refused<?> refused, SentPost sent) {
    if (TelegramErrors.isGone(refused)) {
      return new Outcome.Rejected(FailureReason.TARGET_GONE, refused.description(), null);
    }
    if (TelegramErrors.isFixed(refused)) {
      return new Outcome.Rejected(FailureReason.PERMISSION, refused.description(), null);
    }
    if (refused.migratedTo() != null && !sent.isIn(this.settings.chatId())) {
      return new Outcome.Rejected(
          FailureReason.TARGET_GONE,
          "It was posted in %s before the group was upgraded; change it there by hand"
              .formatted(sent.chat()),
          null);
    }
    Outcome outcome = TelegramErrors.outcomeOf(refused);
    return outcome instanceof Outcome.Unclear(String detail)
        ? TelegramErrors.unavailable(detail)
        : outcome;
  }
}
