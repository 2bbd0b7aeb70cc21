// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.Secret;

/**
 * An operator's settings of one Telegram account.
 *
 * @param chatId {@code @name} or a number
 * @param username the public name for permalinks, without {@code @}; absent for a private chat
 * @param address of the Bot API: scheme, host, port
 * @param timeout for one whole call without files
 * @param uploadTimeout for one whole call with files
 * @param presentation in what form posts appear
 * @param preview how the link is shown
 * @param silence for which posts members hear nothing
 * @param pins which posts are pinned
 * @param botToken of the bot that speaks
 * @param observerToken of a second bot that reads the channel; absent where there is none
 * @param redaction takes both tokens out of a text
 */
record TelegramSettings(
    String chatId,
    @Nullable String username,
    URI address,
    Duration timeout,
    Duration uploadTimeout,
    Presentation presentation,
    LinkPreview preview,
    Occasion silence,
    Occasion pins,
    Secret botToken,
    @Nullable Secret observerToken,
    UnaryOperator<String> redaction) {

  private static final Pattern CHAT = Pattern.compile("-?[0-9]{1,16}|@[A-Za-z0-9_]{4,32}");
  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9_]{4,32}");
  private static final Pattern TOKEN = Pattern.compile("[0-9]{1,20}:[A-Za-z0-9_-]{10,100}");
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration DEFAULT_UPLOAD_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);

  static TelegramSettings of(Account account) {
    String chatId = account.setting("chat-id");
    if (!CHAT.matcher(chatId).matches()) {
      throw new InvalidAccountException(
          "settings.chat-id", "needs @name or a number such as -1001234567890");
    }
    return new TelegramSettings(
        chatId,
        username(account, chatId),
        address(account),
        timeout(account, "timeout", DEFAULT_TIMEOUT),
        timeout(account, "upload-timeout", DEFAULT_UPLOAD_TIMEOUT),
        Presentation.of(account),
        LinkPreview.of(account),
        Occasion.ofSilence(account),
        Occasion.ofPins(account),
        token("bot-token", account.credential("bot-token")),
        observer(account),
        account::redacted);
  }

  /** The id of the bot that a token belongs to; it is no secret. */
  static long botId(Secret token) {
    return Long.parseLong(token.reveal().substring(0, token.reveal().indexOf(':')));
  }

  private static @Nullable String username(Account account, String chatId) {
    String name = account.setting("username", chatId.startsWith("@") ? chatId : "");
    String bare = name.startsWith("@") ? name.substring(1) : name;
    if (!bare.isEmpty() && !USERNAME.matcher(bare).matches()) {
      throw new InvalidAccountException(
          "settings.username", "needs the channel's public name, such as @steppe_courier");
    }
    return bare.isEmpty() ? null : bare;
  }

  private static URI address(Account account) {
    URI address = account.address("base-url", "https://api.telegram.org");
    if (!address.getPath().isEmpty() || address.getQuery() != null) {
      throw new InvalidAccountException(
          "settings.base-url", "needs scheme, host and port only, without a path");
    }
    return address;
  }

  private static Duration timeout(Account account, String name, Duration otherwise) {
    Duration timeout = account.duration(name, otherwise);
    if (!timeout.isPositive() || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new InvalidAccountException(
          "settings." + name, "needs a duration of more than nothing and at most five minutes");
    }
    return timeout;
  }

  /** A bot hears nothing of its own posts. */
  private static @Nullable Secret observer(Account account) {
    Secret observer =
        account
            .optionalCredential("observer-token")
            .map(secret -> token("observer-token", secret))
            .orElse(null);
    if (observer != null && botId(observer) == botId(account.credential("bot-token"))) {
      throw new InvalidAccountException(
          "credentials.observer-token", "needs the token of a second bot, not the same one");
    }
    return observer;
  }

  /** The library puts the token into an address, where other characters would change its path. */
  private static Secret token(String name, Secret token) {
    if (!TOKEN.matcher(token.reveal()).matches()) {
      throw new InvalidAccountException(
          "credentials." + name, "needs a token as BotFather gives it: digits, a colon, letters");
    }
    return token;
  }
}
