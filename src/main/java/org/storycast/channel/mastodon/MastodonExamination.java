// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import java.util.ArrayList;
import java.util.List;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** One look at an account: the instance's limits, the token, its scopes. It changes nothing. */
final class MastodonExamination {

  private final MastodonSettings settings;
  private final MastodonClient client;
  private final MastodonRefusals refusals;
  private final List<Checkup.Line> lines = new ArrayList<>();

  MastodonExamination(MastodonSettings settings, MastodonClient client, MastodonRefusals refusals) {
    this.settings = settings;
    this.client = client;
    this.refusals = refusals;
  }

  /** Tokens do not expire, so there is no end to tell. */
  Checkup checkup() {
    Reply instance = this.client.instance();
    if (instance instanceof Reply.Answered answer && isInstance(answer)) {
      instance(answer.json());
      account(this.client.ownAccount());
      scopes(this.client.ownApplication());
    } else {
      add(
          "instance",
          Verdict.UNKNOWN,
          this.refusals.describe(instance) + "; if it stays so, check settings.base-url");
    }
    return new Checkup(this.lines, null);
  }

  private static boolean isInstance(Reply.Answered answer) {
    return answer.isSuccess() && answer.json().path("configuration").isObject();
  }

  private void instance(JsonNode instance) {
    add("instance", Verdict.GOOD, "Mastodon " + version(instance));
    JsonNode statuses = instance.path("configuration").path("statuses");
    int longest = statuses.path("max_characters").asInt(this.settings.textLimit());
    int most = statuses.path("max_media_attachments").asInt(this.settings.pictures());
    if (this.settings.textLimit() > longest) {
      add(
          "text limit",
          Verdict.BAD,
          "The instance takes %d characters; lower settings.text-limit".formatted(longest));
    } else {
      add("text limit", Verdict.GOOD, "The instance takes %d characters".formatted(longest));
    }
    if (this.settings.pictures() > most) {
      add(
          "pictures",
          Verdict.BAD,
          "The instance takes %d pictures; lower settings.pictures".formatted(most));
    }
  }

  private static String version(JsonNode instance) {
    String version = instance.path("version").asString("");
    return version.matches("[A-Za-z0-9.+~ -]{1,40}") ? version : "of an unknown version";
  }

  private void account(Reply reply) {
    if (!(reply instanceof Reply.Answered answer)) {
      add("access token", Verdict.UNKNOWN, this.refusals.describe(reply));
    } else if (answer.isSuccess()) {
      account(answer.json().path("id").asString(""));
    } else if (answer.status() == 401) {
      add(
          "access token",
          Verdict.BAD,
          describe(answer)
              + "; connect the account anew in the console, or set a new credentials.access-token");
    } else if (answer.status() == 403) {
      add("access token", Verdict.WARNING, describe(answer) + "; give it read:accounts");
    } else {
      add("access token", Verdict.UNKNOWN, describe(answer));
    }
  }

  private void account(String id) {
    boolean other = this.settings.accountId().filter(it -> !it.equals(id)).isPresent();
    if (other) {
      add(
          "account",
          Verdict.BAD,
          "The token is of the account %s; correct settings.account-id".formatted(id));
    } else {
      add("access token", Verdict.GOOD, "It is of the account " + id);
    }
  }

  /** An application tells its scopes since Mastodon 4.3. */
  private void scopes(Reply reply) {
    List<String> given =
        reply instanceof Reply.Answered answer && answer.isSuccess()
            ? answer.json().path("scopes").valueStream().map(it -> it.asString("")).toList()
            : List.of();
    if (given.isEmpty()) {
      add("scopes", Verdict.UNKNOWN, "The instance does not say which the token has");
      return;
    }
    this.settings.scopes().forEach(scope -> scope(scope, given));
  }

  private void scope(String scope, List<String> given) {
    String whole = scope.substring(0, scope.indexOf(':'));
    if (given.contains(scope) || given.contains(whole)) {
      add("scope " + scope, Verdict.GOOD, "The token has it");
    } else {
      add(
          "scope " + scope,
          whole.equals("write") ? Verdict.BAD : Verdict.WARNING,
          "The token lacks it; tick it in the application, then connect the account anew or take the new"
              + " token");
    }
  }

  private String describe(Reply.Answered answer) {
    return this.refusals.describe(answer);
  }

  private void add(String subject, Verdict verdict, String detail) {
    this.lines.add(new Checkup.Line(subject, verdict, detail));
  }
}
