// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.storycast.channel.Account;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Line;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Prepared;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** Looks at the account without writing. An app password has no end. */
final class BlueskyCheck {

  private static final Pattern APP_PASSWORD = Pattern.compile("[a-z0-9]{4}(?:-[a-z0-9]{4}){3}");

  private final Account account;
  private final BlueskySettings settings;
  private final BlueskyClient client;
  private final BlueskyRefusals refusals;

  BlueskyCheck(
      Account account, BlueskySettings settings, BlueskyClient client, BlueskyRefusals refusals) {
    this.account = account;
    this.settings = settings;
    this.client = client;
    this.refusals = refusals;
  }

  Checkup run() {
    List<Line> lines = new ArrayList<>();
    lines.add(password());
    switch (this.client.session()) {
      case AuthorizedReply.Withheld withheld -> lines.add(session(withheld.outcome()));
      case AuthorizedReply.Sent(Reply.Answered answer) when answer.isSuccess() ->
          lines.addAll(session(answer.json()));
      case AuthorizedReply.Sent(Reply other) -> lines.add(session(this.refusals.ofHarmless(other)));
    }
    if (lines.getLast().verdict().compareTo(Verdict.BAD) < 0
        && this.client.identity() instanceof Prepared.Ready<Identity>(Identity who)) {
      lines.add(repository(who));
    }
    return new Checkup(lines, null);
  }

  private Line password() {
    return APP_PASSWORD.matcher(this.account.credential("app-password").reveal()).matches()
        ? new Line("app password", Verdict.GOOD, "It has the form of one")
        : new Line(
            "app password",
            Verdict.WARNING,
            "It does not look like one; if it is the account's main password, make an app password"
                + " in the settings of Bluesky and set credentials.app-password");
  }

  private static Line session(Outcome outcome) {
    return switch (outcome) {
      case Outcome.ChannelClosed closed -> new Line("log-in", Verdict.BAD, closed.detail());
      case Outcome.Rejected rejected -> new Line("log-in", Verdict.BAD, rejected.detail());
      case Outcome.TryLater later -> new Line("log-in", Verdict.UNKNOWN, later.detail());
      case Outcome.Unclear unclear -> new Line("log-in", Verdict.UNKNOWN, unclear.detail());
      case Outcome.Published published ->
          throw new IllegalStateException("A look at the session published " + published);
      case Outcome.Underway underway ->
          throw new IllegalStateException("A look at the session is under way: " + underway);
    };
  }

  private List<Line> session(JsonNode session) {
    String handle = session.path("handle").asString("");
    if (session.path("did").asString("").isEmpty()) {
      return List.of(new Line("log-in", Verdict.UNKNOWN, "The service does not say whose it is"));
    }
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("log-in", Verdict.GOOD, "As " + handle));
    if (this.settings.form() == BlueskySettings.Form.VIDEO) {
      lines.add(
          session.path("emailConfirmed").asBoolean(false)
              ? new Line("e-mail address", Verdict.GOOD, "It is confirmed")
              : new Line(
                  "e-mail address",
                  Verdict.WARNING,
                  "Videos need a confirmed address; confirm it in the settings of Bluesky"));
    }
    boolean isActive = session.path("active").asBoolean(true);
    lines.add(
        isActive
            ? new Line("account", Verdict.GOOD, "It is active")
            : new Line(
                "account",
                Verdict.BAD,
                "It is %s; log in as the account"
                    .formatted(session.path("status").asString("not active"))));
    return lines;
  }

  private Line repository(Identity who) {
    Reply reply = this.client.repository(who);
    if (!(reply instanceof Reply.Answered answer) || !answer.isSuccess()) {
      return new Line(
          "records",
          Verdict.UNKNOWN,
          "%s does not say: %s".formatted(who.server(), this.refusals.describe(reply)));
    }
    return answer.json().path("handleIsCorrect").asBoolean(true)
        ? new Line("records", Verdict.GOOD, "They are at " + who.server())
        : new Line(
            "records",
            Verdict.WARNING,
            "The handle %s does not lead to the account; mend its DNS entry"
                .formatted(who.handle()));
  }
}
