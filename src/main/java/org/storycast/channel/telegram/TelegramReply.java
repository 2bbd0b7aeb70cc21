// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one call.
 *
 * @param <T> what the call answers
 */
sealed interface TelegramReply<T> {

  /** Done; the answer's {@code result}. */
  record Done<T>(T result) implements TelegramReply<T> {}

  /**
   * Not done, and Telegram says why.
   *
   * @param code Telegram's {@code error_code}, which is the HTTP status
   * @param description in Telegram's words, without secrets
   * @param retryAfter how long it asks to wait
   * @param migratedTo the id under which the chat lives now
   */
  record Refused<T>(
      int code, String description, @Nullable Duration retryAfter, @Nullable Long migratedTo)
      implements TelegramReply<T> {}

  /** No connection came about. */
  record NotSent<T>(String detail) implements TelegramReply<T> {}

  /** It may have been done: no whole answer, or one that says nothing. */
  record NoAnswer<T>(String detail) implements TelegramReply<T> {}
}
