// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.storycast.channel.support.Reply;

/**
 * Connects accounts of an instance by an application that the operator registered there
 * (docs.joinmastodon.org, methods/oauth, read 2026-07). The token has no end. Instances before 4.3
 * ignore the challenge.
 */
@Component
final class MastodonConnector implements AccountConnector {

  @Override
  public String kind() {
    return MastodonPublisherFactory.KIND;
  }

  @Override
  public Consent consent(Account app) {
    MastodonSettings settings = MastodonSettings.of(app);
    app.credential("client-secret");
    return new Consent(
        URI.create(settings.baseUrl() + "/oauth/authorize"),
        settings.scopes(),
        " ",
        Map.of("client_id", app.setting("client-id")),
        true);
  }

  @Override
  public Answer exchange(Account app, Grant grant) {
    MastodonSettings settings = MastodonSettings.of(app);
    HttpSender sender = new HttpSender(settings.timeout());
    Redaction redaction = Redaction.of(app, grant);
    CodeAnswer answer =
        CodeAnswer.to(
            sender,
            URI.create(settings.baseUrl() + "/oauth/token"),
            "The instance",
            redaction,
            "grant_type",
            "authorization_code",
            "code",
            grant.code().reveal(),
            "redirect_uri",
            grant.redirect().toString(),
            "client_id",
            app.setting("client-id"),
            "client_secret",
            app.credential("client-secret").reveal(),
            "code_verifier",
            grant.verifier().map(Secret::reveal).orElse(""));
    return switch (answer) {
      case CodeAnswer.Useless(Answer useless) -> useless;
      case CodeAnswer.Tokens tokens -> lookUp(settings, sender, tokens, redaction);
    };
  }

  private static Answer lookUp(
      MastodonSettings settings, HttpSender sender, CodeAnswer.Tokens tokens, Redaction redaction) {
    List<String> missing = missing(settings.scopes(), tokens.scopes());
    if (!missing.isEmpty()) {
      return new Answer.Refused(
          "The instance did not allow %s: tick it in the application and connect the account anew"
              .formatted(String.join(", ", missing)));
    }
    Reply reply = new MastodonClient(sender, settings.baseUrl(), tokens.access()).ownAccount();
    if (!(reply instanceof Reply.Answered answer)) {
      return unnamed("it did not answer");
    }
    String id = answer.json().path("id").asString("");
    if (answer.isSuccess() && PostedStatus.isId(id)) {
      return opened(id, answer.json().path("acct").asString(id), settings, tokens.access());
    }
    MastodonError error = MastodonError.of(answer, redaction.and(tokens.access()));
    boolean isFinal = Set.of(401, 403).contains(answer.status()) && error.isFromTheApi();
    return isFinal
        ? new Answer.Refused(
            error.describe() + ". Log in to the account there, then connect it anew")
        : unnamed(error.describe());
  }

  /** Who has the whole, such as {@code write}, has its parts; silence means all. */
  private static List<String> missing(List<String> asked, Set<String> given) {
    List<String> missing = new ArrayList<>(asked);
    missing.removeIf(
        scope ->
            given.isEmpty()
                || given.contains(scope)
                || given.contains(scope.substring(0, scope.indexOf(':'))));
    return missing;
  }

  private static Answer unnamed(String why) {
    return new Answer.Failed(
        "The instance does not say whose account it is: %s; connect it anew".formatted(why));
  }

  private static Answer opened(String id, String name, MastodonSettings settings, Secret token) {
    return new Answer.Opened(
        List.of(
            new OpenedAccount(
                id,
                "@%s on %s".formatted(name, settings.baseUrl().getHost()),
                Map.of("account-id", id),
                Map.of("access-token", token),
                null,
                null)));
  }
}
