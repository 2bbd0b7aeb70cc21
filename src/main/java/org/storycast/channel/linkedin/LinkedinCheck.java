// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Line;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.support.Access;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** A look at the account: its token and scopes, the API's version, and what may be read. */
final class LinkedinCheck {

  private static final Duration SOON = Duration.ofDays(14);

  /** LinkedIn keeps a version for a year (its migration page, read in 2026-09). */
  private static final int MONTHS_OF_A_VERSION = 12;

  private static final int WARNED_FROM = 10;
  private static final String REMEDY =
      "connect the account anew in the console, or enter a new access-token";
  private static final String TOKEN = "access token";
  private static final String VERSION = "API version";

  private final LinkedinApi api;
  private final LinkedinAccess access;
  private final LinkedinTokens tokens;
  private final LinkedinSettings settings;
  private final LinkedinRefusals refusals;
  private final Clock clock;
  private final boolean refreshes;
  private final boolean mayAsk;

  /**
   * A look.
   *
   * @param refreshes whether the account has a refresh token
   * @param mayAsk whether the app's credentials are there, with which LinkedIn tells of tokens
   */
  LinkedinCheck(
      LinkedinApi api,
      LinkedinAccess access,
      LinkedinTokens tokens,
      LinkedinSettings settings,
      LinkedinRefusals refusals,
      Clock clock,
      boolean refreshes,
      boolean mayAsk) {
    this.api = api;
    this.access = access;
    this.tokens = tokens;
    this.settings = settings;
    this.refusals = refusals;
    this.clock = clock;
    this.refreshes = refreshes;
    this.mayAsk = mayAsk;
  }

  Checkup run() {
    List<Line> lines = new ArrayList<>();
    Instant end = this.mayAsk ? askAboutTheToken(lines) : byTheSetting(lines);
    lines.add(age());
    lookAtPosts(lines);
    return new Checkup(lines, this.refreshes ? null : end);
  }

  private @Nullable Instant byTheSetting(List<Line> lines) {
    Instant end = this.settings.tokenEndsAt();
    lines.add(
        end == null
            ? new Line(
                TOKEN,
                Verdict.UNKNOWN,
                "nobody can tell when it ends; set settings.client-id and"
                    + " credentials.client-secret, or settings.token-ends-at")
            : ending(end));
    return end;
  }

  private @Nullable Instant askAboutTheToken(List<Line> lines) {
    if (!(this.access.token() instanceof Access.Granted granted)) {
      lines.add(new Line(TOKEN, Verdict.BAD, "there is none; " + REMEDY));
      return null;
    }
    if (!(this.tokens.introspect(granted.token()) instanceof Reply.Answered answer)
        || !answer.isSuccess()
        || !answer.json().path("active").isBoolean()) {
      lines.add(new Line(TOKEN, Verdict.UNKNOWN, "LinkedIn does not say what it is good for"));
      return this.settings.tokenEndsAt();
    }
    JsonNode token = answer.json();
    if (!token.path("active").asBoolean()) {
      lines.add(new Line(TOKEN, Verdict.BAD, "it is no longer good; " + REMEDY));
      return null;
    }
    lines.add(scopes(Set.of(token.path("scope").asString("").split("[,\\s]+"))));
    Instant end = Instant.ofEpochSecond(token.path("expires_at").asLong(0));
    lines.add(
        this.refreshes
            ? new Line(TOKEN, Verdict.GOOD, "it is refreshed before it ends")
            : ending(end));
    return end;
  }

  private Line scopes(Set<String> scopes) {
    String needed =
        this.settings.isOfAnOrganization() ? "w_organization_social" : "w_member_social";
    return scopes.contains(needed)
        ? new Line("permission " + needed, Verdict.GOOD, "granted")
        : new Line(
            "permission " + needed,
            Verdict.BAD,
            "missing; give the app the product for it, then " + REMEDY);
  }

  private Line ending(Instant end) {
    Instant now = this.clock.instant();
    if (!now.isBefore(end)) {
      return new Line(TOKEN, Verdict.BAD, "it ended at %s; %s".formatted(end, REMEDY));
    }
    return new Line(
        TOKEN,
        now.plus(SOON).isBefore(end) ? Verdict.GOOD : Verdict.WARNING,
        "it ends at %s; before that, %s".formatted(end, REMEDY));
  }

  private Line age() {
    YearMonth now = YearMonth.from(this.clock.instant().atOffset(ZoneOffset.UTC));
    YearMonth version = this.settings.version();
    boolean old = !now.isBefore(version.plusMonths(WARNED_FROM));
    return new Line(
        VERSION,
        old ? Verdict.WARNING : Verdict.GOOD,
        "%s; LinkedIn switches it off about %s%s"
            .formatted(
                version,
                version.plusMonths(MONTHS_OF_A_VERSION),
                old ? ": set settings.api-version to a newer month" : ""));
  }

  private void lookAtPosts(List<Line> lines) {
    switch (this.api.posts(0, 1)) {
      case AuthorizedReply.Sent(Reply.Answered answer) -> judge(answer, lines);
      case AuthorizedReply _ ->
          lines.add(new Line("API", Verdict.UNKNOWN, "LinkedIn did not answer"));
    }
  }

  private void judge(Reply.Answered answer, List<Line> lines) {
    String seen = this.refusals.describe(answer);
    if (answer.isSuccess() && answer.json().path("elements").isArray()) {
      lines.add(new Line("read-back", Verdict.GOOD, "posts can be read back"));
    } else if (!LinkedinRefusals.isFromTheApi(answer)) {
      lines.add(new Line("API", Verdict.UNKNOWN, seen));
    } else if (answer.status() == 401) {
      lines.add(new Line(TOKEN, Verdict.BAD, seen + "; " + REMEDY));
    } else if (answer.status() == 426 || seen.contains("VERSION")) {
      lines.add(
          new Line(VERSION, Verdict.BAD, seen + "; set settings.api-version to a newer month"));
    } else if (answer.status() == 403) {
      lines.add(
          new Line(
              "read-back",
              Verdict.UNKNOWN,
              "this token may not read posts; a post in doubt is left to a person"));
    } else {
      lines.add(new Line("API", Verdict.UNKNOWN, seen));
    }
  }
}
