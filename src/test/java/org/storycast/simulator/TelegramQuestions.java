// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The methods that change nothing. */
final class TelegramQuestions {

  private static final List<String> GIFTS =
      List.of(
          "unlimited_gifts",
          "limited_gifts",
          "unique_gifts",
          "premium_subscription",
          "gifts_from_channels");

  /** What an administrator may always be asked about; here it may none of it. */
  private static final List<String> RIGHTS =
      List.of(
          "can_be_edited",
          "is_anonymous",
          "can_manage_chat",
          "can_delete_messages",
          "can_manage_video_chats",
          "can_restrict_members",
          "can_promote_members",
          "can_change_info",
          "can_invite_users",
          "can_post_stories",
          "can_edit_stories",
          "can_delete_stories");

  private final TelegramState state;

  TelegramQuestions(TelegramState state) {
    this.state = state;
  }

  Object me(long bot, TelegramParameters parameters) {
    return user(bot);
  }

  private static Map<String, Object> user(long bot) {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("id", bot);
    user.put("is_bot", true);
    user.put("first_name", "Courier");
    user.put("username", "courier_%d_bot".formatted(bot));
    return user;
  }

  Object chat(long bot, TelegramParameters parameters) {
    TelegramChat chat = this.state.chat(parameters, bot);
    Map<String, Object> json = new LinkedHashMap<>(chat.json());
    json.put("accent_color_id", 1);
    json.put("max_reaction_count", 11);
    Map<String, Object> gifts = new LinkedHashMap<>();
    for (String gift : GIFTS) {
      gifts.put(gift, false);
    }
    json.put("accepted_gift_types", gifts);
    if (!chat.isChannel()) {
      json.put(
          "permissions",
          Map.of("can_send_messages", true, "can_send_photos", true, "can_send_videos", false));
    }
    return json;
  }

  Object member(long bot, TelegramParameters parameters) {
    TelegramChat chat = this.state.chat(parameters, bot);
    long asked;
    try {
      asked = Long.parseLong(parameters.text("user_id"));
    } catch (NumberFormatException malformed) {
      throw TelegramRefusal.badRequest("invalid user_id specified");
    }
    TelegramChat.Role role = chat.roleOf(asked);
    Map<String, Object> member = new LinkedHashMap<>();
    member.put("user", user(asked));
    switch (role) {
      case ADMINISTRATOR, MODERATOR, READER -> {
        member.put("status", "administrator");
        RIGHTS.forEach(right -> member.put(right, false));
        member.put("can_post_messages", role != TelegramChat.Role.READER);
        member.put("can_edit_messages", role == TelegramChat.Role.MODERATOR);
        member.put("can_pin_messages", role == TelegramChat.Role.MODERATOR);
        member.put("can_delete_messages", role == TelegramChat.Role.MODERATOR);
      }
      case MEMBER -> member.put("status", "member");
      case STRANGER -> member.put("status", "left");
      case KICKED -> {
        member.put("status", "kicked");
        member.put("until_date", 0);
      }
    }
    return member;
  }
}
