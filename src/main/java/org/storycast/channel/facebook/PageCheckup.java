// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Line;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.support.MetaError;
import org.storycast.channel.support.Reply;
import org.storycast.channel.support.TokenWorth;
import tools.jackson.databind.JsonNode;

/** Looks whether the page could publish: the page, the token, its rights and its end. */
final class PageCheckup {

  private static final String TOKEN = "access token";
  private static final String RENEW =
      "connect the account again in the console, or set credentials.page-token";
  private static final List<String> NEEDED = List.of("pages_manage_posts", "pages_read_engagement");

  /** Without it posts go out and their insights stay unknown. */
  static final String INSIGHTS = "read_insights";

  private final FacebookSettings settings;
  private final GraphClient client;
  private final GraphRefusals refusals;
  private final Clock clock;

  PageCheckup(FacebookSettings settings, GraphClient client, GraphRefusals refusals, Clock clock) {
    this.settings = settings;
    this.client = client;
    this.refusals = refusals;
    this.clock = clock;
  }

  Checkup run() {
    List<Line> lines = new ArrayList<>();
    Reply page =
        this.client.get("/" + this.settings.pageId(), Map.of("fields", "id,name,is_published"));
    lines.add(ofPage(page));
    if (page instanceof Reply.Answered answer) {
      lines.add(ofAllowance(answer));
    }
    Optional<Reply> token = this.client.debugToken();
    if (token.isEmpty()) {
      lines.add(
          new Line(
              TOKEN,
              Verdict.UNKNOWN,
              "Its rights and its end can't be asked for: set settings.app-id and"
                  + " credentials.app-secret"));
      return new Checkup(lines, null);
    }
    return ofToken(token.get(), lines);
  }

  private Line ofPage(Reply reply) {
    if (!(reply instanceof Reply.Answered answer)) {
      return new Line("page", Verdict.UNKNOWN, unreachable(reply));
    }
    JsonNode json = answer.json();
    if (!answer.isSuccess()) {
      return refused(this.refusals.errorIn(answer));
    }
    if (!json.path("id").asString("").equals(this.settings.pageId())) {
      return new Line("page", Verdict.UNKNOWN, "Facebook answered with something else than a page");
    }
    if (!json.path("is_published").asBoolean(true)) {
      return new Line(
          "page", Verdict.WARNING, "Readers don't see the page: publish it in its settings");
    }
    return new Line("page", Verdict.GOOD, json.path("name").asString(""));
  }

  private static Line refused(MetaError error) {
    if (error.isOfToken()) {
      return new Line(TOKEN, Verdict.BAD, error.describe() + "; " + RENEW);
    }
    if (error.isMissing()) {
      return new Line(
          "page", Verdict.BAD, error.describe() + "; check page-id and the token's rights");
    }
    return new Line(
        "page", error.isOfPermission() ? Verdict.BAD : Verdict.UNKNOWN, error.describe());
  }

  private static Line ofAllowance(Reply.Answered answer) {
    int used = UsageHeaders.used(answer);
    boolean paused = UsageHeaders.pause(answer).isPresent();
    return new Line(
        "allowance",
        paused ? Verdict.WARNING : Verdict.GOOD,
        paused
            ? "%d per cent of the calls are used; posts wait".formatted(used)
            : "%d per cent of the calls are used".formatted(used));
  }

  private Checkup ofToken(Reply reply, List<Line> lines) {
    if (!(reply instanceof Reply.Answered answer)) {
      lines.add(new Line(TOKEN, Verdict.UNKNOWN, unreachable(reply)));
      return new Checkup(lines, null);
    }
    JsonNode data = answer.json().path("data");
    if (!answer.isSuccess() || !data.has("is_valid")) {
      lines.add(
          new Line(
              TOKEN,
              Verdict.UNKNOWN,
              this.refusals.errorIn(answer).describe() + "; check app-id and app-secret"));
      return new Checkup(lines, null);
    }
    TokenWorth worth = new TokenWorth(data);
    lines.add(validity(worth));
    lines.addAll(worth.rights(NEEDED, this.settings.numbers() ? List.of(INSIGHTS) : List.of()));
    lines.add(worth.ofEnd(this.clock, RENEW));
    return new Checkup(lines, worth.endsAt());
  }

  private Line validity(TokenWorth worth) {
    if (!worth.isValid()) {
      return new Line(TOKEN, Verdict.BAD, "Facebook calls it invalid; " + RENEW);
    }
    if (!worth.data().path("type").asString("").equals("PAGE")) {
      return new Line(
          TOKEN,
          Verdict.BAD,
          "It is no page's token: take the page's access_token from /me/accounts");
    }
    String page = worth.data().path("profile_id").asString("");
    return page.isEmpty() || page.equals(this.settings.pageId())
        ? new Line(TOKEN, Verdict.GOOD, "Valid, of this page")
        : new Line(TOKEN, Verdict.BAD, "It is another page's token; check page-id");
  }

  private static String unreachable(Reply reply) {
    return switch (reply) {
      case Reply.NotSent(String detail) -> "Facebook can't be reached: " + detail;
      case Reply.NoAnswer(String detail) -> "Facebook did not answer: " + detail;
      case Reply.Answered answer -> "Facebook answered " + answer.status();
    };
  }
}
