// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Secret;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.TelegramUrl;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendMediaGroup;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.methods.send.SendVideo;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageMedia;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/** Calls the Bot API as one bot, each call exactly once; its token never leaves. */
final class TelegramClient {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** Several accounts share it; a call that waits for its turn would outlive its time-out. */
  private static final int MAX_CALLS = 64;

  /** What the library makes of an answer that it can't read. */
  private static final int NO_CODE = 0;

  private static final OkHttpClient BASE = base();

  private final long bot;
  private final UnaryOperator<String> redaction;
  private final OkHttpTelegramClient client;
  private final OkHttpTelegramClient uploads;

  private interface Call<T> {

    @Nullable T make(OkHttpTelegramClient client) throws TelegramApiException;
  }

  TelegramClient(TelegramSettings settings, Secret token) {
    this.bot = TelegramSettings.botId(token);
    this.redaction = settings.redaction();
    this.client = client(settings, token, settings.timeout());
    this.uploads = client(settings, token, settings.uploadTimeout());
  }

  private static OkHttpTelegramClient client(
      TelegramSettings settings, Secret token, Duration timeout) {
    return new OkHttpTelegramClient(http(timeout), token.reveal(), url(settings));
  }

  /** The id of the bot that calls. */
  long bot() {
    return this.bot;
  }

  private static OkHttpClient base() {
    Dispatcher dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
    dispatcher.setMaxRequests(MAX_CALLS);
    dispatcher.setMaxRequestsPerHost(MAX_CALLS);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .addInterceptor(new SentOnce())
        .addNetworkInterceptor(SentOnce::onTheWire)
        .build();
  }

  private static OkHttpClient http(Duration timeout) {
    return BASE.newBuilder()
        .connectTimeout(CONNECT_TIMEOUT.compareTo(timeout) < 0 ? CONNECT_TIMEOUT : timeout)
        .readTimeout(timeout)
        .writeTimeout(timeout)
        .callTimeout(timeout)
        .build();
  }

  private static TelegramUrl url(TelegramSettings settings) {
    String scheme = settings.address().getScheme();
    int port = settings.address().getPort();
    return TelegramUrl.builder()
        .schema(scheme)
        .host(settings.address().getHost())
        .port(port > 0 ? port : scheme.equals("https") ? 443 : 80)
        .build();
  }

  /** Makes one call without files. */
  <T extends Serializable> TelegramReply<T> call(BotApiMethod<T> method) {
    return make(this.client, it -> it.execute(method));
  }

  /** Sends a publication; the answer has its messages in order. */
  TelegramReply<List<Message>> send(PartialBotApiMethod<?> method) {
    return switch (method) {
      case SendMessage text -> make(this.client, it -> one(it.execute(text)));
      case SendPhoto photo -> make(this.uploads, it -> one(it.execute(photo)));
      case SendVideo video -> make(this.uploads, it -> one(it.execute(video)));
      case SendMediaGroup album -> make(this.uploads, it -> it.execute(album));
      default -> throw new IllegalArgumentException(method.getMethod() + " sends no publication");
    };
  }

  private static @Nullable List<Message> one(@Nullable Message message) {
    return message == null ? null : List.of(message);
  }

  /** Shows another file in a message. */
  TelegramReply<Serializable> editMedia(EditMessageMedia edit) {
    return make(this.uploads, it -> it.execute(edit));
  }

  private <T> TelegramReply<T> make(OkHttpTelegramClient with, Call<T> call) {
    try {
      @Nullable T result = call.make(with);
      return result == null
          ? new TelegramReply.NoAnswer<>("an answer without a result")
          : new TelegramReply.Done<>(result);
    } catch (TelegramApiRequestException refused) {
      return refused(refused);
    } catch (TelegramApiException failure) {
      return failed(failure);
    }
  }

  private <T> TelegramReply<T> refused(TelegramApiRequestException refused) {
    Integer code = refused.getErrorCode();
    if (code == null || code == NO_CODE) {
      return new TelegramReply.NoAnswer<>("an answer that is no JSON of Telegram's");
    }
    var parameters = refused.getParameters();
    Integer seconds = parameters == null ? null : parameters.getRetryAfter();
    return new TelegramReply.Refused<>(
        code,
        refused.getApiResponse() == null ? "" : this.redaction.apply(refused.getApiResponse()),
        seconds == null ? null : Duration.ofSeconds(seconds),
        parameters == null ? null : parameters.getMigrateToChatId());
  }

  /** Messages of the exceptions may hold the address, and that holds the token. */
  private static <T> TelegramReply<T> failed(TelegramApiException failure) {
    for (Throwable it = failure; it != null; it = it.getCause()) {
      if (it instanceof SentOnce.NotConnectedException notConnected) {
        return new TelegramReply.NotSent<>(notConnected.reason());
      }
      if (it instanceof IOException lost) {
        return new TelegramReply.NoAnswer<>(lost.getClass().getSimpleName());
      }
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return new TelegramReply.NoAnswer<>(cause.getClass().getSimpleName());
  }

  @Override
  public String toString() {
    return "TelegramClient[bot=%d]".formatted(this.bot);
  }
}
