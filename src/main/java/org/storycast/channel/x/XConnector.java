// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.Outcome;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.CodeAnswer;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.channel.support.Redaction;
import org.storycast.channel.support.Reply;
import org.storycast.channel.support.TokenEndpoint;
import tools.jackson.databind.JsonNode;

/**
 * Connects accounts of X by OAuth 2.0 with a challenge (docs.x.com,
 * fundamentals/authentication/oauth-2-0/authorization-code, read 2026-08). The code lives for 30
 * seconds.
 */
@Component
final class XConnector implements AccountConnector {

  private static final Duration USUAL_LIFE = Duration.ofHours(2);

  private final Clock clock;

  XConnector(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String kind() {
    return XPublisherFactory.KIND;
  }

  @Override
  public Consent consent(Account app) {
    return new Consent(
        app.address("consent-url", "https://x.com/i/oauth2/authorize"),
        scopes(app),
        " ",
        Map.of("client_id", XApp.of(app).clientId()),
        true);
  }

  /** Media are uploaded in some forms only. */
  private static List<String> scopes(Account app) {
    List<String> scopes = new ArrayList<>(List.of("tweet.read", "tweet.write", "users.read"));
    if (XSettings.form(app) != XSettings.Form.TEXT) {
      scopes.add("media.write");
    }
    scopes.add("offline.access");
    return scopes;
  }

  @Override
  public Answer exchange(Account app, Grant grant) {
    HttpSender sender = new HttpSender(app.duration("timeout", XApp.TIMEOUT));
    Redaction redaction = Redaction.of(app, grant);
    Reply reply =
        XApp.of(app)
            .ask(
                sender,
                "grant_type",
                "authorization_code",
                "code",
                grant.code().reveal(),
                "redirect_uri",
                grant.redirect().toString(),
                "code_verifier",
                grant.verifier().map(Secret::reveal).orElse(""));
    return switch (CodeAnswer.of(reply, "X", redaction)) {
      case CodeAnswer.Useless(Answer answer) -> answer;
      case CodeAnswer.Tokens tokens -> lookUp(app, sender, tokens, redaction);
    };
  }

  private Answer lookUp(
      Account app, HttpSender sender, CodeAnswer.Tokens tokens, Redaction redaction) {
    List<String> missing = tokens.missing(scopes(app));
    Secret refresh = tokens.refresh();
    if (!missing.isEmpty() || refresh == null) {
      return new Answer.Refused(
          "X did not allow %s: give the app \"Read and write\" and connect the account anew"
              .formatted(missing.isEmpty() ? "offline.access" : String.join(", ", missing)));
    }
    XRefusals refusals =
        new XRefusals(this.clock, redaction.and(tokens.access()).and(refresh)::apply);
    Reply reply =
        sender.send(
            client ->
                client
                    .get()
                    .uri(URI.create(XApp.api(app) + "/2/users/me"))
                    .header("Authorization", "Bearer " + tokens.access().reveal()));
    return switch (XAnswer.of(new AuthorizedReply.Sent(reply), refusals)) {
      case XAnswer.Json(JsonNode json) -> opened(app, json.path("data"), tokens, refresh);
      case XAnswer.Failed(int _, Outcome.ChannelClosed closed, String _) ->
          new Answer.Refused("X does not say whose account it is: " + closed.detail());
      case XAnswer.Failed(int _, Outcome _, String detail) -> unnamed(detail);
    };
  }

  private static Answer unnamed(String detail) {
    return new Answer.Failed(
        "X does not say whose account it is: %s; connect it anew".formatted(detail));
  }

  private static Answer opened(
      Account app, JsonNode user, CodeAnswer.Tokens tokens, Secret refresh) {
    String id = user.path("id").asString("");
    String name = user.path("username").asString("");
    if (!id.matches(XSettings.USER_ID) || !name.matches(XSettings.USERNAME)) {
      return unnamed("it names no number and name");
    }
    Duration life = Optional.ofNullable(tokens.life()).orElse(USUAL_LIFE);
    return new Answer.Opened(
        List.of(
            new OpenedAccount(
                id,
                "@" + name,
                settings(app, id, name),
                Map.of("refresh-token", refresh),
                new TokenEndpoint.Answer.Given(tokens.access(), life, refresh, null),
                null)));
  }

  /** An account is known by its number; the operator's spelling of its name may be an older one. */
  private static Map<String, String> settings(Account app, String id, String name) {
    Map<String, String> settings = new HashMap<>(Map.of("user-id", id));
    Optional<String> known = app.optionalSetting("username");
    boolean isThatNumber = app.optionalSetting("user-id").filter(id::equals).isPresent();
    if (known.isEmpty() || !isThatNumber) {
      settings.put("username", known.filter(name::equalsIgnoreCase).orElse(name));
    }
    return settings;
  }
}
