// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector;
import org.storycast.channel.support.CodeAnswer;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.channel.support.Redaction;
import org.storycast.channel.support.TokenEndpoint;

/**
 * Connects members and company pages by OAuth 2 (learn.microsoft.com,
 * linkedin/shared/authentication/authorization-code-flow, read 2026-09). LinkedIn takes no
 * challenge from apps with a secret, and gives refresh tokens to approved partners only.
 */
@Component
final class LinkedinConnector implements AccountConnector {

  private static final String REFRESH_TOKEN = "refresh-token";
  private static final Duration USUAL_LIFE = Duration.ofDays(60);

  private final Clock clock;

  LinkedinConnector(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String kind() {
    return LinkedinPublisherFactory.KIND;
  }

  @Override
  public Consent consent(Account app) {
    LinkedinApp own = LinkedinApp.of(app);
    return new Consent(
        URI.create(own.oauth() + "/oauth/v2/authorization"),
        own.scopes(),
        " ",
        Map.of("client_id", own.clientId()),
        false);
  }

  @Override
  public Answer exchange(Account app, Grant grant) {
    LinkedinApp own = LinkedinApp.of(app);
    HttpSender sender = new HttpSender(own.timeout());
    Redaction redaction = Redaction.of(app, grant);
    CodeAnswer answer =
        CodeAnswer.to(
            sender,
            URI.create(own.oauth() + "/oauth/v2/accessToken"),
            "LinkedIn",
            redaction,
            "grant_type",
            "authorization_code",
            "code",
            grant.code().reveal(),
            "redirect_uri",
            grant.redirect().toString(),
            "client_id",
            own.clientId(),
            "client_secret",
            own.secret().reveal());
    return switch (answer) {
      case CodeAnswer.Useless(Answer useless) -> useless;
      case CodeAnswer.Tokens tokens -> open(app, own, sender, tokens, redaction);
    };
  }

  private Answer open(
      Account app,
      LinkedinApp own,
      HttpSender sender,
      CodeAnswer.Tokens tokens,
      Redaction redaction) {
    List<String> missing = tokens.missing(own.scopes());
    if (!missing.isEmpty()) {
      return new Answer.Refused(
          "LinkedIn did not allow %s: see that the app has the product for it, and connect the account anew"
              .formatted(String.join(", ", missing)));
    }
    Redaction all = redaction.and(tokens.access());
    Secret refresh = tokens.refresh();
    LinkedinAuthors authors =
        new LinkedinAuthors(sender, own, tokens.access(), refresh == null ? all : all.and(refresh));
    return switch (authors.find()) {
      case LinkedinAuthors.Found.Some(List<LinkedinAuthors.Author> found) ->
          new Answer.Opened(
              wanted(found, app).stream().map(author -> opened(author, app, tokens)).toList());
      case LinkedinAuthors.Found.None(Answer answer) -> answer;
    };
  }

  /** Only the author that the operator named, where the person may speak for it. */
  private static List<LinkedinAuthors.Author> wanted(
      List<LinkedinAuthors.Author> found, Account app) {
    String named = app.setting("author", "");
    List<LinkedinAuthors.Author> wanted =
        found.stream().filter(author -> author.urn().equals(named)).toList();
    return wanted.isEmpty() ? found : wanted;
  }

  private OpenedAccount opened(
      LinkedinAuthors.Author author, Account app, CodeAnswer.Tokens tokens) {
    Instant now = this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Duration life = Optional.ofNullable(tokens.life()).orElse(USUAL_LIFE);
    Secret refresh = tokens.refresh();
    Duration refreshLife = tokens.refreshLife();
    if (refresh == null) {
      return fixed(author, app, tokens.access(), now.plus(life));
    }
    return new OpenedAccount(
        author.urn(),
        author.name(),
        Map.of("author", author.urn()),
        Map.of(REFRESH_TOKEN, refresh),
        new TokenEndpoint.Answer.Given(tokens.access(), life, refresh, refreshLife),
        endOf(now, refreshLife));
  }

  private static @Nullable Instant endOf(Instant now, @Nullable Duration refreshLife) {
    return refreshLife == null ? null : now.plus(refreshLife);
  }

  /** A partner's refresh token of earlier days would count instead, unless it is blank. */
  private static OpenedAccount fixed(
      LinkedinAuthors.Author author, Account app, Secret token, Instant end) {
    Map<String, String> settings = new HashMap<>(Map.of("author", author.urn()));
    if (app.optionalSetting("token-ends-at").isEmpty()) {
      settings.put("token-ends-at", end.toString());
    }
    Map<String, Secret> credentials = new HashMap<>(Map.of("access-token", token));
    if (app.optionalCredential(REFRESH_TOKEN).isPresent()) {
      credentials.put(REFRESH_TOKEN, new Secret(""));
    }
    return new OpenedAccount(author.urn(), author.name(), settings, credentials, null, end);
  }
}
