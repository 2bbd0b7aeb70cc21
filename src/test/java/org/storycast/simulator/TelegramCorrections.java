// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Duration;

/** The methods that change or take away what was published. */
final class TelegramCorrections {

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
    return change(chat, bot, post, text);
  }

  Object editCaption(long bot, TelegramParameters parameters) {
    TelegramHtml.Parsed caption =
        TelegramTexts.caption(parameters.text("caption"), parameters.text("parse_mode"));
    TelegramChat chat = this.state.chatToPostIn(parameters, bot, "photos");
    TelegramPost post = post(chat, bot, parameters);
    if (!post.isMedia()) {
      throw TelegramRefusal.badRequest("there is no caption in the message to edit");
    }
    return change(chat, bot, post, caption);
  }

  /** No post here has buttons: without new ones nothing changes. */
  Object editReplyMarkup(long bot, TelegramParameters parameters) {
    TelegramChat chat = this.state.chatToPostIn(parameters, bot, "text messages");
    TelegramPost post = post(chat, bot, parameters);
    return change(chat, bot, post, post.content());
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
      TelegramChat chat, long bot, TelegramPost post, TelegramHtml.Parsed content) {
    if (post.content().equals(content)) {
      throw TelegramRefusal.badRequest(
          "message is not modified: specified new message content and reply markup are exactly the"
              + " same as a current content and reply markup of the message");
    }
    TelegramPost changed = post.edited(content, this.state.now());
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
    boolean moderator = chat.roleOf(bot) == TelegramChat.Role.MODERATOR;
    boolean recent = post.date().plus(DELETABLE).isAfter(this.state.now());
    if (!moderator && !(recent && post.author() == bot)) {
      throw TelegramRefusal.badRequest("message can't be deleted");
    }
    chat.posts().remove(post.id());
    return true;
  }
}
