// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Attachment;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * A publication that Telegram holds, in one message or, as an album, in several.
 *
 * @param chat the number of the chat, which a renamed channel keeps
 * @param target what the chat was called in the settings
 * @param ids of its messages, in order
 * @param at when it was sent
 * @param form what it is
 * @param media the digests of what it shows, in order
 */
record SentPost(
    String chat,
    String target,
    List<Integer> ids,
    Instant at,
    TelegramForm form,
    List<String> media) {

  private static final String CHAT = "chat";
  private static final String TARGET = "target";
  private static final String FORM = "form";
  private static final String MEDIA = "media";
  private static final String NUMBERED = "-100";

  SentPost {
    ids = List.copyOf(ids);
    media = List.copyOf(media);
  }

  /** What Telegram's answer names; empty where that does not fit what was sent. */
  static Optional<SentPost> of(
      List<Message> answer, TelegramMessage message, TelegramSettings settings) {
    boolean whole =
        answer.size() == Math.max(1, message.media().size())
            && answer.stream()
                .allMatch(
                    it ->
                        it != null
                            && it.getMessageId() != null
                            && it.getChat() != null
                            && it.getChat().getId() != null
                            && it.getDate() != null);
    return whole
        ? Optional.of(
            new SentPost(
                answer.getFirst().getChat().getId().toString(),
                settings.chatId(),
                answer.stream().map(Message::getMessageId).toList(),
                Instant.ofEpochSecond(answer.getFirst().getDate()),
                message.form(),
                digests(message.media())))
        : Optional.empty();
  }

  /** What a receipt tells; older ones are all of texts. */
  static SentPost of(Receipt receipt, TelegramSettings settings) {
    Map<String, String> evidence = receipt.evidence();
    return new SentPost(
        evidence.getOrDefault(CHAT, settings.chatId()),
        evidence.getOrDefault(TARGET, ""),
        receipt.parts().stream().map(it -> Integer.parseInt(it.remoteId())).toList(),
        receipt.publishedAt(),
        TelegramForm.of(evidence.getOrDefault(FORM, "")).orElse(TelegramForm.TEXT),
        words(evidence.getOrDefault(MEDIA, "")));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(it -> !it.isEmpty()).toList();
  }

  static List<String> digests(List<Attachment> media) {
    return media.stream().map(it -> it.digest().hex()).toList();
  }

  /** What {@link #remembered} reads; the rest is the post's. */
  String handle() {
    return "%s %s %s %s"
        .formatted(
            this.chat,
            this.at,
            this.ids.stream().map(Objects::toString).collect(Collectors.joining(",")),
            this.form.word());
  }

  /** The publication of a post that an earlier attempt sent, whatever the settings say by now. */
  static SentPost remembered(String handle, Post post, TelegramSettings settings) {
    String[] words = handle.split(" ");
    List<Integer> ids = Arrays.stream(words[2].split(",")).map(Integer::valueOf).toList();
    TelegramForm form = TelegramForm.of(words[3]).orElse(TelegramForm.TEXT);
    return new SentPost(
        words[0],
        settings.chatId(),
        ids,
        Instant.parse(words[1]),
        form,
        digests(Presentation.shownBy(form, post, ids.size())));
  }

  /** The message that carries the text, and to which others reply. */
  int firstId() {
    return this.ids.getFirst();
  }

  boolean isIn(String chatId) {
    return chatId.equals(this.chat) || chatId.equalsIgnoreCase(this.target);
  }

  /** The same when its first messages show this. */
  SentPost showing(List<String> digests) {
    return new SentPost(
        this.chat,
        this.target,
        this.ids.subList(0, Math.max(1, digests.size())),
        this.at,
        this.form,
        digests);
  }

  Receipt receipt(TelegramSettings settings) {
    Map<String, String> evidence = new HashMap<>();
    evidence.put(CHAT, this.chat);
    evidence.put(TARGET, this.target);
    evidence.put(FORM, this.form.word());
    if (!this.media.isEmpty()) {
      evidence.put(MEDIA, String.join(" ", this.media));
    }
    return new Receipt(
        this.ids.stream()
            .map(id -> new Receipt.Part(id.toString(), permalink(settings.username(), id)))
            .toList(),
        this.at,
        evidence);
  }

  /** Messages of basic groups have no address. */
  private @Nullable URI permalink(@Nullable String username, int id) {
    if (username != null) {
      return URI.create("https://t.me/%s/%d".formatted(username, id));
    }
    return this.chat.startsWith(NUMBERED)
        ? URI.create("https://t.me/c/%s/%d".formatted(this.chat.substring(NUMBERED.length()), id))
        : null;
  }
}
