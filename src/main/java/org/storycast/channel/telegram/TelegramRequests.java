// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.telegram.telegrambots.meta.api.methods.ParseMode;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendMediaGroup;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.methods.send.SendVideo;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageCaption;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageMedia;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.ReplyParameters;
import org.telegram.telegrambots.meta.api.objects.media.InputMedia;
import org.telegram.telegrambots.meta.api.objects.media.InputMediaPhoto;
import org.telegram.telegrambots.meta.api.objects.media.InputMediaVideo;

/**
 * Words messages as calls. Files go by their bytes: what Telegram would have to fetch it may not
 * reach, and takes only at half the size. They are read here, before anything is announced.
 */
final class TelegramRequests {

  private final Attachments attachments;

  TelegramRequests(Attachments attachments) {
    this.attachments = attachments;
  }

  PartialBotApiMethod<?> toSend(TelegramMessage message) {
    return switch (message.form()) {
      case TEXT -> text(message);
      case PHOTO -> photo(message);
      case ALBUM -> album(message);
      case VIDEO -> video(message);
    };
  }

  private static SendMessage text(TelegramMessage message) {
    return SendMessage.builder()
        .chatId(message.chatId())
        .text(message.html())
        .parseMode(ParseMode.HTML)
        .linkPreviewOptions(message.preview())
        .disableNotification(silence(message))
        .replyParameters(reply(message))
        .build();
  }

  private SendPhoto photo(TelegramMessage message) {
    return SendPhoto.builder()
        .chatId(message.chatId())
        .photo(file(message.media().getFirst()))
        .caption(message.html())
        .parseMode(ParseMode.HTML)
        .disableNotification(silence(message))
        .replyParameters(reply(message))
        .build();
  }

  private SendVideo video(TelegramMessage message) {
    Attachment film = message.media().getFirst();
    return SendVideo.builder()
        .chatId(message.chatId())
        .video(file(film))
        .width(film.width())
        .height(film.height())
        .duration(Math.toIntExact(film.duration().toSeconds()))
        .supportsStreaming(true)
        .caption(message.html())
        .parseMode(ParseMode.HTML)
        .disableNotification(silence(message))
        .replyParameters(reply(message))
        .build();
  }

  /** The caption of the first picture alone is shown as the album's. */
  private SendMediaGroup album(TelegramMessage message) {
    List<InputMedia> pictures = new ArrayList<>();
    for (Attachment picture : message.media()) {
      pictures.add(photo(picture, pictures.isEmpty() ? message.html() : null));
    }
    return SendMediaGroup.builder()
        .chatId(message.chatId())
        .medias(pictures)
        .disableNotification(silence(message))
        .replyParameters(reply(message))
        .build();
  }

  private static @Nullable Boolean silence(TelegramMessage message) {
    return message.silent() ? true : null;
  }

  /** What an editor deleted meanwhile holds nobody up. */
  private static @Nullable ReplyParameters reply(TelegramMessage message) {
    return message.replyTo() == null
        ? null
        : ReplyParameters.builder()
            .messageId(message.replyTo())
            .allowSendingWithoutReply(true)
            .build();
  }

  EditMessageText toEditText(TelegramMessage message, int id) {
    return EditMessageText.builder()
        .chatId(message.chatId())
        .messageId(id)
        .text(message.html())
        .parseMode(ParseMode.HTML)
        .linkPreviewOptions(message.preview())
        .build();
  }

  EditMessageCaption toEditCaption(TelegramMessage message, int id) {
    return EditMessageCaption.builder()
        .chatId(message.chatId())
        .messageId(id)
        .caption(message.html())
        .parseMode(ParseMode.HTML)
        .build();
  }

  /** Shows the n-th file of the message instead of what is there; the first has the caption. */
  EditMessageMedia toEditMedia(TelegramMessage message, int number, int id) {
    Attachment shown = message.media().get(number);
    String caption = number == 0 ? message.html() : null;
    return EditMessageMedia.builder()
        .chatId(message.chatId())
        .messageId(id)
        .media(message.form() == TelegramForm.VIDEO ? video(shown, caption) : photo(shown, caption))
        .build();
  }

  private InputMediaPhoto photo(Attachment picture, @Nullable String caption) {
    InputMediaPhoto photo = new InputMediaPhoto(bytes(picture), nameOf(picture));
    photo.setCaption(caption);
    photo.setParseMode(caption == null ? null : ParseMode.HTML);
    return photo;
  }

  private InputMediaVideo video(Attachment film, @Nullable String caption) {
    InputMediaVideo video = new InputMediaVideo(bytes(film), nameOf(film));
    video.setWidth(film.width());
    video.setHeight(film.height());
    video.setDuration(Math.toIntExact(film.duration().toSeconds()));
    video.setSupportsStreaming(true);
    video.setCaption(caption);
    video.setParseMode(caption == null ? null : ParseMode.HTML);
    return video;
  }

  private InputFile file(Attachment attachment) {
    return new InputFile(bytes(attachment), nameOf(attachment));
  }

  /** Two pictures of one album may not share a name; Telegram looks at the extension. */
  private static String nameOf(Attachment attachment) {
    String type = attachment.mediaType().substring(attachment.mediaType().indexOf('/') + 1);
    return "%s.%s".formatted(attachment.digest().hex(), type.equals("jpeg") ? "jpg" : type);
  }

  private InputStream bytes(Attachment attachment) {
    try (InputStream stored = this.attachments.open(attachment)) {
      return new ByteArrayInputStream(stored.readAllBytes());
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "The %s %s can't be read".formatted(attachment.role(), attachment.digest()), failure);
    }
  }
}
