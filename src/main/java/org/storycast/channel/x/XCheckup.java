// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.util.ArrayList;
import java.util.List;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Line;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** Looks at an account by one question, which X charges like the look-up of a user. */
final class XCheckup {

  private final XClient client;
  private final XRefusals refusals;
  private final XSettings settings;
  private final XAuthorization authorization;

  XCheckup(XClient client, XRefusals refusals, XSettings settings, XAuthorization authorization) {
    this.client = client;
    this.refusals = refusals;
    this.settings = settings;
    this.authorization = authorization;
  }

  Checkup run() {
    AuthorizedReply reply = this.client.me();
    List<Line> lines = new ArrayList<>();
    switch (XAnswer.of(reply, this.refusals)) {
      case XAnswer.Json(JsonNode json) -> {
        lines.add(new Line("credentials", Verdict.GOOD, this.authorization.description()));
        lines.add(account(json.path("data")));
        lines.add(rights(reply));
        lines.add(
            new Line(
                "credits",
                Verdict.UNKNOWN,
                "X answers, so there are some; it does not say how many: see developer.x.com"));
      }
      case XAnswer.Failed(int _, Outcome outcome, String detail) ->
          lines.add(failed(outcome, detail));
    }
    return new Checkup(lines, null);
  }

  private Line account(JsonNode user) {
    String id = user.path("id").asString("");
    String name = user.path("username").asString("");
    if (!id.equals(this.settings.userId())) {
      return new Line(
          "account",
          Verdict.BAD,
          "The credentials are those of account %s (@%s), not of %s: correct settings.user-id, or connect the right account"
              .formatted(
                  this.refusals.quoted(id), this.refusals.quoted(name), this.settings.userId()));
    }
    return name.equalsIgnoreCase(this.settings.username())
        ? new Line("account", Verdict.GOOD, "@" + this.refusals.quoted(name))
        : new Line(
            "account",
            Verdict.WARNING,
            "The account is called @%s now: correct settings.username, or permalinks go astray"
                .formatted(this.refusals.quoted(name)));
  }

  /** X says with each answer what the token may do. */
  private static Line rights(AuthorizedReply reply) {
    String level =
        reply instanceof AuthorizedReply.Sent(Reply.Answered answer)
            ? answer.header("x-access-level").orElse("")
            : "";
    return switch (level) {
      case "" -> new Line("rights", Verdict.UNKNOWN, "X does not say whether the token may write");
      case "read" ->
          new Line(
              "rights",
              Verdict.BAD,
              "The token may only read: give the app \"Read and write\", then make the token anew");
      default -> new Line("rights", Verdict.GOOD, "The token may write");
    };
  }

  private static Line failed(Outcome outcome, String detail) {
    return switch (outcome) {
      case Outcome.ChannelClosed closed -> new Line(subject(closed), Verdict.BAD, closed.detail());
      case Outcome.TryLater later -> new Line("X", Verdict.UNKNOWN, later.detail());
      case Outcome.Rejected _ -> new Line("X", Verdict.UNKNOWN, detail);
      case Outcome.Unclear _ -> new Line("X", Verdict.UNKNOWN, detail);
      case Outcome.Published _ -> new Line("X", Verdict.UNKNOWN, detail);
      case Outcome.Underway _ -> new Line("X", Verdict.UNKNOWN, detail);
    };
  }

  private static String subject(Outcome.ChannelClosed closed) {
    return switch (closed.reason()) {
      case FailureReason.CREDITS -> "credits";
      case FailureReason.CREDENTIALS -> "credentials";
      case FailureReason.QUOTA -> "quota";
      default -> "account";
    };
  }
}
