// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Verdict;
import org.telegram.telegrambots.meta.api.objects.ChatPermissions;
import org.telegram.telegrambots.meta.api.objects.chat.ChatFullInfo;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMember;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberAdministrator;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberRestricted;

/** What the posting bot may do in its chat (core.telegram.org/bots/api#chatmember, 2026-07). */
final class TelegramRights {

  private TelegramRights() {}

  static List<Checkup.Line> of(ChatMember member, ChatFullInfo chat, TelegramSettings settings) {
    List<Checkup.Line> lines = new ArrayList<>();
    lines.add(posting(member, chat, settings));
    if (lines.getFirst().verdict() == Verdict.GOOD) {
      lines.add(deleting(member));
      if (settings.pins() != Occasion.NEVER) {
        lines.add(pinning(member, chat));
      }
    }
    return lines;
  }

  /** Who may post may change its own posts too. */
  private static Checkup.Line posting(
      ChatMember member, ChatFullInfo chat, TelegramSettings settings) {
    boolean may =
        switch (member) {
          case ChatMemberAdministrator admin ->
              !chat.isChannelChat() || isTrue(admin.getCanPostMessages());
          case ChatMemberRestricted restricted ->
              isTrue(restricted.getCanSendMessages()) && mayShow(restricted, settings);
          default ->
              member.getStatus().equals("creator")
                  || member.getStatus().equals("member")
                      && !chat.isChannelChat()
                      && letsMembersPost(chat.getPermissions(), settings);
        };
    return may
        ? new Checkup.Line("right to post", Verdict.GOOD, "The bot may post, and edit its posts")
        : new Checkup.Line(
            "right to post",
            Verdict.BAD,
            chat.isChannelChat()
                ? "Make the bot an administrator of the channel who may post messages"
                : "Make the bot an administrator of the group, or let it send what it posts");
  }

  private static boolean mayShow(ChatMemberRestricted restricted, TelegramSettings settings) {
    return switch (settings.presentation().preferred()) {
      case TEXT -> true;
      case PHOTO, ALBUM -> isTrue(restricted.getCanSendPhotos());
      case VIDEO -> isTrue(restricted.getCanSendVideos());
    };
  }

  private static boolean letsMembersPost(
      @Nullable ChatPermissions permissions, TelegramSettings settings) {
    if (permissions == null) {
      return true;
    }
    boolean show =
        switch (settings.presentation().preferred()) {
          case TEXT -> true;
          case PHOTO, ALBUM -> isTrue(permissions.getCanSendPhotos());
          case VIDEO -> isTrue(permissions.getCanSendVideos());
        };
    return show && isTrue(permissions.getCanSendMessages());
  }

  private static Checkup.Line deleting(ChatMember member) {
    return member instanceof ChatMemberAdministrator admin && isTrue(admin.getCanDeleteMessages())
        ? new Checkup.Line("right to delete", Verdict.GOOD, "Withdrawals work at any time")
        : new Checkup.Line(
            "right to delete",
            Verdict.WARNING,
            "Withdrawals work for 48 hours only; give the bot the right to delete messages");
  }

  /** In channels the right to edit others' posts includes it. */
  private static Checkup.Line pinning(ChatMember member, ChatFullInfo chat) {
    boolean may =
        member instanceof ChatMemberAdministrator admin
            && isTrue(
                chat.isChannelChat() ? admin.getCanEditMessages() : admin.getCanPinMessages());
    return may
        ? new Checkup.Line("right to pin", Verdict.GOOD, "The bot may pin")
        : new Checkup.Line(
            "right to pin",
            Verdict.WARNING,
            "Posts will not be pinned; give the bot the right to %s messages"
                .formatted(chat.isChannelChat() ? "edit" : "pin"));
  }

  private static boolean isTrue(@Nullable Boolean right) {
    return Boolean.TRUE.equals(right);
  }
}
