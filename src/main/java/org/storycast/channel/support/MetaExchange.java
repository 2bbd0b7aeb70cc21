// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector.Answer;
import tools.jackson.databind.JsonNode;

/**
 * The calls that follow a person's consent at one of Meta's logins, each made once. A refusal or an
 * unusable answer ends the exchange, and no secret that it has seen gets into the reason.
 */
public final class MetaExchange {

  private static final String TOKEN = "access_token";

  private final MetaApp app;
  private final Grant grant;
  private final HttpSender http;
  private Redaction redaction;

  /**
   * Prepares an exchange.
   *
   * @param timeout the longest time that one call may take
   */
  public MetaExchange(MetaApp app, Grant grant, Duration timeout) {
    this.app = app;
    this.grant = grant;
    this.http = new HttpSender(timeout);
    this.redaction = Redaction.of(app.account(), grant);
  }

  /** What a call said. */
  sealed interface Said {

    /** It was answered well. */
    record Json(JsonNode json) implements Said {

      /** It may hold a token in plain words. */
      @Override
      public String toString() {
        return "Json[***]";
      }
    }

    /** The exchange is over. */
    record Ended(Answer answer) implements Said {}

    /** Goes on with what was said, unless the exchange is over. */
    default Answer then(Function<JsonNode, Answer> next) {
      return switch (this) {
        case Json(JsonNode json) -> next.apply(json);
        case Ended(Answer answer) -> answer;
      };
    }
  }

  /**
   * Exchanges the code for a token of an hour or two.
   *
   * @param next is given the token and all of the answer, which some hosts wrap in {@code data}
   */
  public Answer redeem(URI endpoint, BiFunction<Secret, JsonNode, Answer> next) {
    Secret code = new Secret(this.grant.code().reveal().replaceFirst("#_(=_)?$", ""));
    hide(code);
    return post(
            endpoint,
            "client_id",
            this.app.id(),
            "client_secret",
            this.app.secret().reveal(),
            "grant_type",
            "authorization_code",
            "redirect_uri",
            this.grant.redirect().toString(),
            "code",
            code.reveal())
        .then(
            answer -> {
              JsonNode json = unwrapped(answer);
              return withToken(json, token -> next.apply(token, json));
            });
  }

  /**
   * Exchanges a token of an hour for one of sixty days, by GET: there is no other way, so that
   * token and secret stand in the address.
   */
  public Answer prolong(
      URI endpoint, String grantType, Secret token, BiFunction<Secret, JsonNode, Answer> next) {
    return said(this.http.send(
            client ->
                client
                    .get()
                    .uri(
                        with(
                            endpoint,
                            "grant_type",
                            grantType,
                            "client_secret",
                            this.app.secret().reveal(),
                            TOKEN,
                            token.reveal()))))
        .then(json -> withToken(json, prolonged -> next.apply(prolonged, json)));
  }

  /** An answer, which some hosts wrap in {@code data}. */
  public static JsonNode unwrapped(JsonNode answer) {
    return answer.path("data").isArray() ? answer.at("/data/0") : answer;
  }

  /** Goes on with the token of an answer, which no reason shows from now on. */
  Answer withToken(JsonNode json, Function<Secret, Answer> next) {
    Secret token = new Secret(json.path(TOKEN).asString(""));
    if (token.reveal().isEmpty()) {
      return unusable();
    }
    hide(token);
    return next.apply(token);
  }

  /** An answer without what it must have. */
  public Answer unusable() {
    return new Answer.Failed(
        this.app.platform() + " answered with something else than was asked for; connect again");
  }

  /** Sends a form. */
  Said post(URI address, String... namesAndValues) {
    return said(
        this.http.send(
            client ->
                client
                    .post()
                    .uri(address)
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(FormBody.of(namesAndValues))));
  }

  /** Reads something with a token. */
  Said get(URI address, Secret token, String... namesAndValues) {
    return said(
        this.http.send(
            client ->
                client
                    .get()
                    .uri(with(address, namesAndValues))
                    .headers(headers -> headers.setBearerAuth(token.reveal()))));
  }

  /** Reads something with a token, and goes on with it. */
  public Answer read(
      URI address, Secret token, List<String> namesAndValues, Function<JsonNode, Answer> next) {
    return get(address, token, namesAndValues.toArray(String[]::new)).then(next);
  }

  /** Reads something that may be refused, which does not end the exchange. */
  public Answer readIfTold(
      URI address,
      Secret token,
      List<String> namesAndValues,
      Function<JsonNode, Answer> told,
      Supplier<Answer> untold) {
    Said said = get(address, token, namesAndValues.toArray(String[]::new));
    return said instanceof Said.Ended(Answer.Refused refused) ? untold.get() : said.then(told);
  }

  /** Goes on where everything that was asked for was allowed. */
  public Answer complete(
      Collection<String> asked, Collection<String> allowed, Supplier<Answer> next) {
    List<String> missing = asked.stream().filter(scope -> !allowed.contains(scope)).toList();
    return missing.isEmpty()
        ? next.get()
        : new Answer.Refused(
            "%s did not allow %s; connect again and leave everything switched on"
                .formatted(this.app.platform(), String.join(", ", missing)));
  }

  /** A refusal, without any secret. */
  public Answer refused(String reason) {
    return new Answer.Refused(this.redaction.apply(reason));
  }

  /** From now on no reason shows it. */
  void hide(Secret secret) {
    this.redaction = this.redaction.and(secret);
  }

  private Said said(Reply reply) {
    return switch (reply) {
      case Reply.Answered answer when answer.isSuccess() && answer.json().isObject() ->
          new Said.Json(answer.json());
      case Reply.Answered answer -> new Said.Ended(judged(answer));
      case Reply.NotSent(String detail) ->
          failed("%s can't be reached: %s".formatted(this.app.platform(), detail));
      case Reply.NoAnswer(String detail) ->
          failed("%s did not answer: %s".formatted(this.app.platform(), detail));
    };
  }

  /** Error 1 is a wrong secret too, and is no passing trouble then. */
  private Answer judged(Reply.Answered answer) {
    if (answer.isSuccess()) {
      return unusable();
    }
    MetaError error = MetaError.of(this.app.platform(), answer, this.redaction);
    boolean isFinal =
        error.isFromTheApi() && !error.isTransient() && !error.is(2) && !error.isOfLimits();
    return isFinal ? new Answer.Refused(error.describe()) : new Answer.Failed(error.describe());
  }

  private static Said failed(String detail) {
    return new Said.Ended(new Answer.Failed(detail));
  }

  private static URI with(URI address, String... namesAndValues) {
    String query = new String(FormBody.of(namesAndValues), StandardCharsets.UTF_8);
    return URI.create(query.isEmpty() ? address.toString() : address + "?" + query);
  }
}
