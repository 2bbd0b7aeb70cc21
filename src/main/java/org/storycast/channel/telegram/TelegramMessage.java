// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Attachment;
import org.storycast.channel.Digest;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;

/**
 * A publication as it will be sent.
 *
 * @param chatId {@code @name} or a number
 * @param form by which method it is sent
 * @param html text or caption in Telegram's HTML
 * @param media what it shows, in order; empty for a text
 * @param preview how the page behind the link is shown, for a text
 * @param silent whether members hear nothing
 * @param replyTo the message that it continues; absent where it begins
 */
record TelegramMessage(
    String chatId,
    TelegramForm form,
    String html,
    List<Attachment> media,
    LinkPreviewOptions preview,
    boolean silent,
    @Nullable Integer replyTo) {

  static TelegramMessage of(Post post, TelegramSettings settings) {
    TelegramForm form = settings.presentation().formOf(post);
    return new TelegramMessage(
        settings.chatId(),
        form,
        textOf(form, post),
        Presentation.shownBy(form, post, settings.presentation().messages()),
        settings.preview().optionsFor(previewed(post)),
        settings.silence().holdsFor(post),
        continued(post.inReplyTo(), settings));
  }

  /** The post in the form that a publication has already, for the chat that holds it. */
  static TelegramMessage inPlaceOf(SentPost sent, Post post, TelegramSettings settings) {
    return new TelegramMessage(
        sent.chat(),
        sent.form(),
        textOf(sent.form(), post),
        Presentation.shownBy(sent.form(), post, sent.ids().size()),
        settings.preview().optionsFor(previewed(post)),
        false,
        null);
  }

  /** A post that was composed without a caption says in its message what there is to say. */
  private static String textOf(TelegramForm form, Post post) {
    String message = post.part(Presentation.MESSAGE);
    return form == TelegramForm.TEXT
        ? message
        : post.optionalPart(Presentation.CAPTION).orElse(message);
  }

  /** A post that leads nowhere still shows its picture. */
  private static @Nullable URI previewed(Post post) {
    return post.link() != null
        ? post.link()
        : post.optionalAttachment(Presentation.PICTURE).map(Attachment::address).orElse(null);
  }

  /** A number means another message in another chat. */
  private static @Nullable Integer continued(@Nullable Receipt earlier, TelegramSettings settings) {
    return earlier == null || !SentPost.of(earlier, settings).isIn(settings.chatId())
        ? null
        : SentPost.of(earlier, settings).firstId();
  }

  /** Why Telegram will not take it; empty where nothing speaks against it. */
  Optional<Outcome> fault() {
    int length = TelegramText.MEASURE.lengthOf(this.html);
    int limit =
        this.form == TelegramForm.TEXT ? TelegramText.LONGEST_TEXT : TelegramText.LONGEST_CAPTION;
    if (length > limit) {
      return Optional.of(
          new Outcome.Rejected(
              FailureReason.TOO_LONG,
              "The text has %d characters; Telegram takes %d in a %s"
                  .formatted(length, limit, this.form.word()),
              null));
    }
    long most =
        this.form == TelegramForm.VIDEO ? Presentation.LARGEST_FILM : Presentation.LARGEST_PICTURE;
    return this.media.stream()
        .filter(it -> it.size() > most)
        .findFirst()
        .map(
            it ->
                new Outcome.Rejected(
                    FailureReason.MEDIA,
                    "The %s has %d bytes; Telegram takes %d".formatted(it.role(), it.size(), most),
                    null));
  }

  /** Of everything that the call sends. */
  Digest digest() {
    return Digest.of(
        "%s\n%s\n%s\n%s\n%s\n%s\n%s"
            .formatted(
                this.chatId,
                this.form,
                this.html,
                this.media.stream().map(Attachment::digest).toList(),
                this.preview,
                this.silent,
                this.replyTo));
  }

  /** What readers see. */
  TelegramText text() {
    return TelegramText.of(this.html);
  }
}
