// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.util.List;
import java.util.Locale;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;

/**
 * What Telegram's refusals mean. Its codes say little, most of them are 400; the descriptions are
 * those of the Bot API server's and TDLib's sources, read 2026-07.
 */
final class TelegramErrors {

  private static final int TOO_MANY_REQUESTS = 429;

  /** A person must act: the chat is not there, or the bot may not speak in it. */
  private static final List<String> NO_CHAT = List.of("chat not found", "chat_id is empty");

  private static final List<String> NO_RIGHT =
      List.of(
          "need administrator rights",
          "have no write access",
          "not enough rights",
          "chat_write_forbidden",
          "chat_admin_required",
          "chat_restricted",
          "user_banned_in_channel");

  private static final List<String> TOO_LONG =
      List.of("message is too long", "caption is too long", "text is too long");

  private static final List<String> MEDIA =
      List.of(
          "wrong http url",
          "failed to get http url",
          "wrong type of the web page",
          "wrong file identifier",
          "can't upload file",
          "photo_invalid",
          "media_empty",
          "image_process_failed",
          "unsupported extension",
          "too big for a",
          "inputmedia",
          "album",
          "group send failed",
          "failed to send message #",
          "sendmediagroup");

  private TelegramErrors() {}

  /** What a refusal of the irreversible call means; a code of 500 and above may hide a success. */
  static Outcome outcomeOf(TelegramReply.Refused<?> refused) {
    String detail = "%d %s".formatted(refused.code(), refused.description());
    if (refused.migratedTo() != null) {
      return new Outcome.ChannelClosed(
          FailureReason.TARGET_GONE,
          "The group was upgraded; set settings.chat-id to %d".formatted(refused.migratedTo()));
    }
    return switch (refused.code()) {
      case TOO_MANY_REQUESTS ->
          new Outcome.TryLater(FailureReason.RATE_LIMITED, detail, refused.retryAfter());
      case 401, 404 ->
          new Outcome.ChannelClosed(
              FailureReason.CREDENTIALS, detail + "; ask BotFather for a new bot-token");
      case 403 -> new Outcome.ChannelClosed(FailureReason.PERMISSION, detail);
      case 409 -> new Outcome.ChannelClosed(FailureReason.PERMISSION, detail);
      case 413 -> new Outcome.Rejected(FailureReason.TOO_LONG, detail, null);
      default ->
          refused.code() / 100 == 4 ? ofBadRequest(refused, detail) : new Outcome.Unclear(detail);
    };
  }

  private static Outcome ofBadRequest(TelegramReply.Refused<?> refused, String detail) {
    if (says(refused, NO_CHAT)) {
      return new Outcome.ChannelClosed(FailureReason.TARGET_GONE, detail);
    }
    if (says(refused, NO_RIGHT)) {
      return new Outcome.ChannelClosed(FailureReason.PERMISSION, detail);
    }
    if (says(refused, TOO_LONG)) {
      return new Outcome.Rejected(FailureReason.TOO_LONG, detail, null);
    }
    return new Outcome.Rejected(
        says(refused, MEDIA) ? FailureReason.MEDIA : FailureReason.CONTENT, detail, null);
  }

  static boolean isUnmodified(TelegramReply.Refused<?> refused) {
    return says(refused, List.of("message is not modified"));
  }

  static boolean isGone(TelegramReply.Refused<?> refused) {
    return says(
        refused,
        List.of("message to edit not found", "message to delete not found", "message_id_invalid"));
  }

  static boolean isFixed(TelegramReply.Refused<?> refused) {
    return says(refused, List.of("message can't be edited", "message can't be deleted"));
  }

  /** What a call that may be repeated becomes where it perhaps was not heard. */
  static Outcome unavailable(String detail) {
    return new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, null);
  }

  private static boolean says(TelegramReply.Refused<?> refused, List<String> words) {
    String description = refused.description().toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(description::contains);
  }
}
