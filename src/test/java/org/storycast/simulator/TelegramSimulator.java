// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The Bot API, with one channel in which one bot posts and another listens. */
public class TelegramSimulator extends HttpSimulator {

  /** The bot that posts. */
  public static final String TOKEN = "7100000001:AAE-the-bot-that-posts-0123456789abc";

  /** The bot that listens. */
  public static final String OBSERVER_TOKEN = "7100000002:AAE-the-bot-that-listens-0123456789";

  /** The channel's number. */
  public static final long CHANNEL = -1001234567890L;

  /** The channel's public name. */
  public static final String CHANNEL_NAME = "steppe_courier";

  private static final Set<String> PUBLISHING =
      Set.of("sendmessage", "sendphoto", "sendvideo", "sendmediagroup");

  private interface Method {

    Object call(long bot, TelegramParameters parameters);
  }

  private final TelegramState state;
  private final TelegramChat channel;
  private final Map<String, Method> methods = new LinkedHashMap<>();

  /** Listens on a free port. */
  public TelegramSimulator(Clock clock) {
    this(clock, 0);
  }

  /** Listens on the given port; zero takes a free one. */
  public TelegramSimulator(Clock clock, int port) {
    super("telegram", clock, port);
    this.state = new TelegramState(clock);
    this.channel = addChat(CHANNEL, "channel", CHANNEL_NAME);
    addBot(TOKEN);
    addBot(OBSERVER_TOKEN);
    this.channel.admit(TOKEN, TelegramChat.Role.ADMINISTRATOR);
    this.channel.admit(OBSERVER_TOKEN, TelegramChat.Role.READER);
    addMethods();
  }

  private void addMethods() {
    TelegramSending sending = new TelegramSending(this.state);
    TelegramCorrections corrections = new TelegramCorrections(this.state);
    TelegramQuestions questions = new TelegramQuestions(this.state);
    this.methods.put("sendmessage", sending::sendMessage);
    this.methods.put("sendphoto", sending::sendPhoto);
    this.methods.put("sendvideo", sending::sendVideo);
    this.methods.put("sendmediagroup", sending::sendMediaGroup);
    this.methods.put("editmessagetext", corrections::editText);
    this.methods.put("editmessagecaption", corrections::editCaption);
    this.methods.put("editmessagemedia", corrections::editMedia);
    this.methods.put("editmessagereplymarkup", corrections::editReplyMarkup);
    this.methods.put("deletemessage", corrections::delete);
    this.methods.put("deletemessages", corrections::deleteSeveral);
    this.methods.put("pinchatmessage", corrections::pin);
    this.methods.put("getme", questions::me);
    this.methods.put("getchat", questions::chat);
    this.methods.put("getchatmember", questions::member);
    this.methods.put("getupdates", (bot, it) -> this.state.updatesOf(bot).get(it));
    this.methods.put("getwebhookinfo", (bot, it) -> this.state.updatesOf(bot).webhookInfo());
    this.methods.put("setwebhook", (bot, it) -> this.state.updatesOf(bot).setWebhook(it));
    this.methods.put("deletewebhook", (bot, it) -> this.state.updatesOf(bot).deleteWebhook());
  }

  /** Registers a bot. */
  public synchronized void addBot(String token) {
    this.state.addBot(token);
  }

  /** Revokes a bot's token. */
  public synchronized void revoke(String token) {
    this.state.removeBot(token);
  }

  /**
   * Registers a chat.
   *
   * @param type {@code channel}, {@code supergroup} or {@code group}
   * @param username its public name; null for a private one
   */
  public synchronized TelegramChat addChat(
      long id, String type, @org.jspecify.annotations.Nullable String username) {
    return this.state.addChat(new TelegramChat(id, type, username));
  }

  /** The channel that is there from the beginning. */
  public TelegramChat channel() {
    return this.channel;
  }

  /** A person posts in the channel. */
  public synchronized void postByPerson(String text) {
    this.state.post(
        this.channel,
        0,
        new TelegramHtml.Parsed(text, List.of()),
        null,
        null,
        TelegramPost.Delivery.PLAIN);
  }

  /** From now on bots hear of posts only after a while. */
  public synchronized void tellLate(Duration delay) {
    this.state.tellLate(delay);
  }

  /** From now on another program asks for this bot's updates. */
  public synchronized void contestUpdatesOf(String token) {
    this.state.updatesOf(this.state.bot(token)).contest();
  }

  /** From now on an address is told this bot's updates. */
  public synchronized void setWebhookOf(String token, String address) {
    this.state
        .updatesOf(this.state.bot(token))
        .setWebhook(new TelegramParameters(Map.of("url", address), Map.of()));
  }

  @Override
  protected SimulatorReply answer(SimulatorRequest request) {
    try {
      List<String> segments = request.segments();
      if (segments.size() != 2 || !segments.getFirst().startsWith("bot")) {
        throw TelegramRefusal.of(404, "Not Found");
      }
      long bot = this.state.bot(segments.getFirst().substring("bot".length()));
      Method method = this.methods.get(methodOf(request));
      if (method == null) {
        throw TelegramRefusal.of(404, "Not Found: method not found");
      }
      Object result = method.call(bot, TelegramParameters.of(request));
      return SimulatorReply.json(200, Map.of("ok", true, "result", result));
    } catch (TelegramRefusal refusal) {
      return refusal.reply();
    }
  }

  private static String methodOf(SimulatorRequest request) {
    List<String> segments = request.segments();
    return segments.isEmpty() ? "" : segments.getLast().toLowerCase(Locale.ROOT);
  }

  @Override
  protected boolean publishes(SimulatorRequest request) {
    return PUBLISHING.contains(methodOf(request));
  }

  @Override
  protected SimulatorReply tooManyRequests(Duration wait) {
    return TelegramRefusal.tooManyRequests(wait.toSeconds()).reply();
  }

  @Override
  protected SimulatorReply badCredentials() {
    return TelegramRefusal.of(401, "Unauthorized").reply();
  }

  @Override
  public synchronized List<Publication> publications() {
    return this.state.chats().stream()
        .flatMap(chat -> chat.publications().stream())
        .sorted(Comparator.comparing(Publication::at))
        .toList();
  }
}
