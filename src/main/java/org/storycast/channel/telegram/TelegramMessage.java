// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Digest;
import org.storycast.channel.Post;
import org.telegram.telegrambots.meta.api.methods.ParseMode;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;

/**
 * A message as it will be sent.
 *
 * @param chatId {@code @name} or a number
 * @param html in Telegram's HTML
 * @param link whose page is previewed
 * @param preview how
 * @param silent whether members hear nothing
 */
record TelegramMessage(
    String chatId, String html, @Nullable URI link, LinkPreview preview, boolean silent) {

  /** The name of the only part. */
  static final String PART = "message";

  static TelegramMessage of(Post post, TelegramSettings settings) {
    return new TelegramMessage(
        settings.chatId(), post.part(PART), post.link(), settings.preview(), settings.silent());
  }

  /** The same for the chat that holds what is to be edited. */
  TelegramMessage in(String chat) {
    return new TelegramMessage(chat, this.html, this.link, this.preview, this.silent);
  }

  Digest digest() {
    return Digest.of(
        "%s\n%s\n%s\n%s\n%s"
            .formatted(this.chatId, this.html, this.link, this.preview, this.silent));
  }

  /** What readers see. */
  TelegramText text() {
    return TelegramText.of(this.html);
  }

  SendMessage toSend() {
    return SendMessage.builder()
        .chatId(this.chatId)
        .text(this.html)
        .parseMode(ParseMode.HTML)
        .linkPreviewOptions(this.preview.optionsFor(this.link))
        .disableNotification(this.silent ? true : null)
        .build();
  }

  EditMessageText toEdit(int messageId) {
    return EditMessageText.builder()
        .chatId(this.chatId)
        .messageId(messageId)
        .text(this.html)
        .parseMode(ParseMode.HTML)
        .linkPreviewOptions(this.preview.optionsFor(this.link))
        .build();
  }
}
