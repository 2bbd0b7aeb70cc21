// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Verdict;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChat;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatMember;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.WebhookInfo;
import org.telegram.telegrambots.meta.api.objects.chat.ChatFullInfo;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMember;

/**
 * One look at an account: token, chat, rights, observer. The first question without an answer is
 * the last one, so that a silent platform costs one time-out.
 */
final class TelegramExamination {

  private static final String ADMINISTRATOR = "administrator";

  private final TelegramSettings settings;
  private final TelegramClient bot;
  private final @Nullable TelegramObserver observer;
  private final List<Checkup.Line> lines = new ArrayList<>();
  private boolean isSilent;

  TelegramExamination(
      TelegramSettings settings, TelegramClient bot, @Nullable TelegramObserver observer) {
    this.settings = settings;
    this.bot = bot;
    this.observer = observer;
  }

  /** Tokens do not expire, so there is no end to tell. */
  Checkup checkup() {
    if (token("bot token", Verdict.BAD, this.bot)) {
      ask("chat", this.bot, GetChat.builder().chatId(this.settings.chatId()).build(), Verdict.BAD)
          .ifPresent(this::chat);
    }
    return new Checkup(this.lines, null);
  }

  private void chat(ChatFullInfo chat) {
    boolean isChannel = chat.isChannelChat();
    add("chat", Verdict.GOOD, isChannel ? "A channel" : "A group, in which no bot hears others");
    username(chat.getUserName());
    ask("rights", this.bot, memberOf(chat, this.bot), Verdict.BAD)
        .map(it -> TelegramRights.of(it, chat, this.settings))
        .ifPresent(this.lines::addAll);
    if (isChannel) {
      observer(chat);
    } else if (this.observer != null) {
      add("observer", Verdict.WARNING, "It hears nothing in a group; nobody can read back here");
    }
  }

  /** A wrong name makes addresses that lead to another channel. */
  private void username(@Nullable String actual) {
    String set = this.settings.username();
    if (set != null && !set.equalsIgnoreCase(actual)) {
      add(
          "username",
          Verdict.WARNING,
          actual == null
              ? "The chat has no public name; remove settings.username"
              : "The chat is called @%s; correct settings.username".formatted(actual));
    }
  }

  private void observer(ChatFullInfo chat) {
    if (this.observer == null) {
      add(
          "observer",
          Verdict.WARNING,
          "There is none, so a post whose answer is lost waits for a person; set"
              + " credentials.observer-token to a second bot's");
      return;
    }
    TelegramClient second = this.observer.client();
    if (token("observer token", Verdict.WARNING, second)) {
      ask("observer", second, memberOf(chat, second), Verdict.WARNING)
          .map(TelegramExamination::presence)
          .ifPresent(this.lines::add);
      ask("observer updates", second, new GetWebhookInfo(), Verdict.WARNING)
          .map(TelegramExamination::updates)
          .ifPresent(this.lines::add);
    }
  }

  private static Checkup.Line presence(ChatMember member) {
    return ADMINISTRATOR.equals(member.getStatus())
        ? new Checkup.Line("observer", Verdict.GOOD, "It is an administrator of the channel")
        : new Checkup.Line(
            "observer",
            Verdict.WARNING,
            "It is no administrator of the channel and hears nothing; make it one");
  }

  private static Checkup.Line updates(WebhookInfo webhook) {
    return webhook.getUrl() == null || webhook.getUrl().isEmpty()
        ? new Checkup.Line("observer updates", Verdict.GOOD, "It has no webhook")
        : new Checkup.Line(
            "observer updates",
            Verdict.WARNING,
            "A webhook takes its updates; remove it with deleteWebhook");
  }

  private boolean token(String subject, Verdict otherwise, TelegramClient of) {
    Optional<User> user = ask(subject, of, new GetMe(), otherwise);
    user.ifPresent(it -> add(subject, Verdict.GOOD, "It belongs to @" + it.getUserName()));
    return user.isPresent();
  }

  private GetChatMember memberOf(ChatFullInfo chat, TelegramClient client) {
    return GetChatMember.builder().chatId(chat.getId().toString()).userId(client.bot()).build();
  }

  /** An answer; a refusal and a silence become lines. */
  private <T extends Serializable> Optional<T> ask(
      String subject, TelegramClient client, BotApiMethod<T> question, Verdict ifRefused) {
    if (this.isSilent) {
      return Optional.empty();
    }
    return switch (client.call(question)) {
      case TelegramReply.Done<T>(T result) -> Optional.of(result);
      case TelegramReply.Refused<T> refused -> {
        refused(subject, refused, ifRefused);
        yield Optional.empty();
      }
      case TelegramReply.NotSent<T>(String detail) -> silent(subject, detail);
      case TelegramReply.NoAnswer<T>(String detail) -> silent(subject, detail);
    };
  }

  private void refused(String subject, TelegramReply.Refused<?> refused, Verdict ifRefused) {
    boolean saysNothing = refused.code() == 429 || refused.code() >= 500;
    boolean isUnknownToken = refused.code() == 401 || refused.code() == 404;
    String detail =
        refused.migratedTo() == null
            ? refused.description()
                + (isUnknownToken ? "; ask BotFather for a new token and set it" : "")
            : "The group was upgraded; set settings.chat-id to " + refused.migratedTo();
    this.isSilent = saysNothing;
    add(subject, saysNothing ? Verdict.UNKNOWN : ifRefused, detail);
  }

  private <T> Optional<T> silent(String subject, String detail) {
    this.isSilent = true;
    add(subject, Verdict.UNKNOWN, "Telegram could not be asked: " + detail);
    return Optional.empty();
  }

  private void add(String subject, Verdict verdict, String detail) {
    this.lines.add(new Checkup.Line(subject, verdict, detail));
  }
}
