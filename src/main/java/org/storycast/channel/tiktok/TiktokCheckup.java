// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.util.ArrayList;
import java.util.List;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Line;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import tools.jackson.databind.JsonNode;

/** Looks at an account: token, permissions, privacy, audit, the day's posts. It posts nothing. */
final class TiktokCheckup {

  private final TiktokPublisher.Tools tools;
  private final PostSettings settings;
  private final List<Line> lines = new ArrayList<>();

  TiktokCheckup(TiktokPublisher.Tools tools) {
    this.tools = tools;
    this.settings = tools.settings().post();
  }

  Checkup run() {
    switch (this.tools.api().creatorInfo()) {
      case TiktokAnswer.Failed failed -> this.lines.add(failed(failed.outcome()));
      case TiktokAnswer.Data(JsonNode info) -> creator(new TiktokCreator(info));
    }
    if (this.lines.stream().noneMatch(line -> line.subject().equals("access token"))) {
      this.lines.add(reading());
    }
    this.lines.add(audit());
    if (this.settings.photos()) {
      this.lines.add(mediaDomains());
    }
    return new Checkup(this.lines, this.tools.tokens().refreshTokenEndsAt().orElse(null));
  }

  private static Line failed(Outcome outcome) {
    return switch (outcome) {
      case Outcome.ChannelClosed(FailureReason reason, String detail) ->
          new Line(subjectOf(reason), Verdict.BAD, detail);
      case Outcome.TryLater(FailureReason reason, String detail, var _) ->
          reason == FailureReason.QUOTA
              ? new Line("posts of a day", Verdict.WARNING, detail + "; it ends by itself")
              : new Line("access token", Verdict.UNKNOWN, detail);
      default -> new Line("access token", Verdict.UNKNOWN, "TikTok's answer decides nothing");
    };
  }

  private static String subjectOf(FailureReason reason) {
    return switch (reason) {
      case PERMISSION -> "permission video.publish";
      case ACCOUNT_RESTRICTED -> "account";
      default -> "access token";
    };
  }

  private void creator(TiktokCreator creator) {
    this.lines.add(new Line("account", Verdict.GOOD, "@" + creator.username()));
    this.lines.add(
        creator
            .objection(this.settings)
            .map(TiktokCheckup::objection)
            .orElseGet(() -> new Line("privacy", Verdict.GOOD, this.settings.privacy())));
    boolean tooShort = creator.longest() < TiktokPublisher.LONGEST_FILM.toSeconds();
    if (!this.settings.photos()) {
      this.lines.add(
          new Line(
              "length of films",
              tooShort ? Verdict.WARNING : Verdict.GOOD,
              "The account may post films of %d s".formatted(creator.longest())
                  + (tooShort ? "; longer ones are rejected" : "")));
    }
  }

  private static Line objection(Outcome outcome) {
    return outcome instanceof Outcome.ChannelClosed(FailureReason _, String detail)
        ? new Line("privacy", Verdict.BAD, detail)
        : new Line("privacy", Verdict.UNKNOWN, "TikTok did not say what the account offers");
  }

  /** Posts go out without it, but are neither looked up nor counted. */
  private Line reading() {
    String subject = "permission video.list";
    return switch (this.tools.api().videos()) {
      case TiktokAnswer.Data _ -> new Line(subject, Verdict.GOOD, "Posts can be looked up");
      case TiktokAnswer.Failed(String _, Outcome.ChannelClosed closed) ->
          new Line(subject, Verdict.WARNING, closed.detail());
      case TiktokAnswer.Failed(String _, Outcome.TryLater later) ->
          new Line(subject, Verdict.UNKNOWN, later.detail());
      case TiktokAnswer.Failed _ ->
          new Line(subject, Verdict.UNKNOWN, "TikTok's answer decides nothing");
    };
  }

  private Line audit() {
    return this.settings.audited()
        ? new Line(
            "audit", Verdict.GOOD, "The setting audited says that TikTok has audited the app")
        : new Line(
            "audit",
            Verdict.WARNING,
            "The app has no audit: every post is SELF_ONLY, seen by the account alone. Apply at"
                + " developers.tiktok.com, then set audited to true");
  }

  private Line mediaDomains() {
    return this.settings.mediaDomains().isEmpty()
        ? new Line(
            "media domain",
            Verdict.WARNING,
            "TikTok pulls pictures only from a domain that you proved to be yours at"
                + " developers.tiktok.com, and does not tell us which: name it in media-domains")
        : new Line(
            "media domain",
            Verdict.GOOD,
            "The setting media-domains says that these are proved: "
                + String.join(", ", this.settings.mediaDomains()));
  }
}
