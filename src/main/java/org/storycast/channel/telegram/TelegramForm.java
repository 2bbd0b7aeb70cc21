// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a publication is to Telegram, and so by which methods it is sent and changed. */
enum TelegramForm {
  /** A text, under or above which the page behind its link is shown. */
  TEXT,
  /** One picture with a caption. */
  PHOTO,
  /** Several pictures that are shown as one, with a caption. */
  ALBUM,
  /** A film with a caption. */
  VIDEO;

  /** As settings and receipts write it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<TelegramForm> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }
}
