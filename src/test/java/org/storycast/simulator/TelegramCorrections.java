// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The methods that change or take away what was published. */
final class TelegramCorrections {

  private static final Set<String> SHOWN = Set.of("photo", "video");
  private static final int MOST_DELETIONS = 100;
  private static final Duration DELETABLE = Duration.ofHours(48);

  private final TelegramState state;

  TelegramCorrections(TelegramState state) {
    this.state = state;
  }

  Object editText(long bot, TelegramParameters parameters) {
    TelegramHtml.Parsed text = TelegramTexts.text(parameters);
    TelegramChat chat = this.state.chatToPostIn(parameters, bot, "text messages");
    TelegramPost post = post(chat, bot, parameters);
    if (post.isMedia()) {
      throw TelegramRefusal.badRequest("there is no text in the message to edit");
    }
    return change(chat, bot, post, text, null);
  }

  Object editCaption(long bot, TelegramParameters parameters) {
    TelegramHtml.Parsed caption =
        TelegramTexts.caption(parameters.text("caption"), parameters.text("parse_mode"));
    TelegramChat chat = this.state.chatToPostIn(parameters, bot, "photos");
    TelegramPost post = post(chat, bot, parameters);
    if (!post.isMedia()) {
      throw TelegramRefusal.badRequest("there is no caption in the message to edit");
    }
    return change(chat, bot, post, caption, post.media());
  }

  /** A text may become a picture; part of an album remains a picture or a film. */
  Object editMedia(long bot, TelegramParameters parameters) {
    JsonNode media =
        parameters
            .json("media")
            .filter(JsonNode::isObject)
            .orElseThrow(() -> TelegramRefusal.badRequest("can't parse InputMedia: no media"));
    String type = media.path("type").stringValue("");
    if (!SHOWN.contains(type)) {
      throw TelegramRefusal.badRequest(
          "can't parse InputMedia: invalid type \"%s\" specified".formatted(type));
    }
    TelegramHtml.Parsed caption =
        TelegramTexts.caption(
            media.path("caption").stringValue(""), media.path("parse_mode").stringValue(""));
    TelegramChat chat = this.state.chatToPostIn(parameters, bot, type + "s");
    TelegramPost post = post(chat, bot, parameters);
    TelegramMedia shown =
        this.state.files().take(type, media.path("media").stringValue(""), parameters.files());
    return change(chat, bot, post, caption, shown);
  }

  /** No post here has buttons: without new ones nothing changes. */
  Object editReplyMarkup(long bot, TelegramParameters parameters) {
    TelegramChat chat = this.state.chatToPostIn(parameters, bot, "text messages");
    TelegramPost post = post(chat, bot, parameters);
    return change(chat, bot, post, post.content(), post.media());
  }

  private static TelegramPost post(TelegramChat chat, long bot, TelegramParameters parameters) {
    TelegramPost post = chat.posts().get(parameters.number("message_id", 0));
    if (post == null) {
      throw TelegramRefusal.badRequest("message to edit not found");
    }
    if (post.author() != bot) {
      throw TelegramRefusal.badRequest("message can't be edited");
    }
    return post;
  }

  private Object change(
      TelegramChat chat,
      long bot,
      TelegramPost post,
      TelegramHtml.Parsed content,
      @Nullable TelegramMedia shown) {
    if (post.content().equals(content) && Objects.equals(post.media(), shown)) {
      throw TelegramRefusal.badRequest(
          "message is not modified: specified new message content and reply markup are exactly the"
              + " same as a current content and reply markup of the message");
    }
    TelegramPost changed = post.edited(content, shown, this.state.now());
    chat.posts().put(post.id(), changed);
    this.state.tell(chat, bot, "edited_channel_post", changed);
    return changed.json(chat);
  }

  Object delete(long bot, TelegramParameters parameters) {
    TelegramChat chat = this.state.chatToPostIn(parameters, bot, "text messages");
    TelegramPost post = chat.posts().get(parameters.number("message_id", 0));
    if (post == null) {
      throw TelegramRefusal.badRequest("message to delete not found");
    }
    refuseDeletion(chat, bot, post);
    take(chat, post);
    return true;
  }

  /** Skips what is not there, and deletes all of the rest or nothing. */
  Object deleteSeveral(long bot, TelegramParameters parameters) {
    TelegramChat chat = this.state.chatToPostIn(parameters, bot, "text messages");
    List<TelegramPost> posts = new ArrayList<>();
    parameters
        .json("message_ids")
        .filter(it -> it.isArray() && !it.isEmpty())
        .orElseThrow(() -> TelegramRefusal.badRequest("message identifiers are not specified"))
        .forEach(it -> posts.add(chat.posts().get(it.asInt(0))));
    if (posts.size() > MOST_DELETIONS) {
      throw TelegramRefusal.badRequest("too many message identifiers specified");
    }
    posts.removeIf(Objects::isNull);
    posts.forEach(it -> refuseDeletion(chat, bot, it));
    posts.forEach(it -> take(chat, it));
    return true;
  }

  private void refuseDeletion(TelegramChat chat, long bot, TelegramPost post) {
    boolean moderator = chat.roleOf(bot) == TelegramChat.Role.MODERATOR;
    boolean recent = post.date().plus(DELETABLE).isAfter(this.state.now());
    if (!moderator && !(recent && post.author() == bot)) {
      throw TelegramRefusal.badRequest("message can't be deleted");
    }
  }

  private static void take(TelegramChat chat, TelegramPost post) {
    chat.posts().remove(post.id());
    chat.unpin(post.id());
  }

  /** The channel shows that something was pinned, which takes a number of its own. */
  Object pin(long bot, TelegramParameters parameters) {
    TelegramChat chat = this.state.chatToPostIn(parameters, bot, "text messages");
    if (chat.roleOf(bot) != TelegramChat.Role.MODERATOR) {
      throw TelegramRefusal.badRequest("not enough rights to manage pinned messages in the chat");
    }
    int id = parameters.number("message_id", 0);
    if (!chat.posts().containsKey(id)) {
      throw TelegramRefusal.badRequest("message to pin not found");
    }
    if (chat.pin(id)) {
      chat.nextId();
    }
    return true;
  }
}
