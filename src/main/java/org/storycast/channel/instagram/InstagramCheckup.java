// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Line;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.MetaError;
import org.storycast.channel.support.Reply;
import org.storycast.channel.support.TokenWorth;
import tools.jackson.databind.JsonNode;

/** Looks whether the account could publish: the account, its page, the token, rights and quota. */
final class InstagramCheckup {

  private static final String ACCOUNT = "account";
  private static final String TOKEN = "access token";
  private static final List<String> NEEDED =
      List.of("instagram_basic", "instagram_content_publish", "pages_read_engagement");

  /** Without it posts go out, and can't be deleted. */
  private static final String DELETE = "instagram_manage_contents";

  /** Without it posts go out, and can't be counted. */
  static final String INSIGHTS = "instagram_manage_insights";

  private static final Set<String> PROFESSIONAL = Set.of("BUSINESS", "MEDIA_CREATOR");

  private final InstagramSettings settings;
  private final InstagramClient client;
  private final Quota quota;
  private final UnaryOperator<String> redaction;
  private final Clock clock;

  InstagramCheckup(
      InstagramSettings settings,
      InstagramClient client,
      Quota quota,
      UnaryOperator<String> redaction,
      Clock clock) {
    this.settings = settings;
    this.client = client;
    this.quota = quota;
    this.redaction = redaction;
    this.clock = clock;
  }

  Checkup run() {
    Optional<Outcome> withheld = this.client.withheld();
    if (withheld.isPresent()) {
      return new Checkup(List.of(withheld(withheld.get())), null);
    }
    List<Line> lines = new ArrayList<>();
    lines.add(read(this.client.account(), ACCOUNT, this::ofAccount));
    this.settings
        .pageId()
        .ifPresent(page -> lines.add(read(this.client.linkedAccount(page), "page", this::ofPage)));
    lines.add(this.quota.line());
    return switch (this.settings.login()) {
      case BY_PAGE -> withToken(lines);
      case ALONE -> {
        lines.add(new Line(TOKEN, Verdict.GOOD, "Renewed every week"));
        yield new Checkup(lines, null);
      }
    };
  }

  private static Line withheld(Outcome outcome) {
    return outcome instanceof Outcome.ChannelClosed(var reason, String detail)
        ? new Line(TOKEN, Verdict.BAD, detail)
        : new Line(TOKEN, Verdict.UNKNOWN, "It can't be read or renewed now");
  }

  private interface Reading {
    Line of(JsonNode json);
  }

  private Line read(Reply reply, String subject, Reading reading) {
    return switch (reply) {
      case Reply.Answered answer when answer.isSuccess() -> reading.of(answer.json());
      case Reply.Answered answer ->
          refused(subject, InstagramRefusals.errorIn(answer, this.redaction));
      case Reply.NotSent(String detail) ->
          new Line(subject, Verdict.UNKNOWN, "Instagram can't be reached: " + detail);
      case Reply.NoAnswer(String detail) ->
          new Line(subject, Verdict.UNKNOWN, "Instagram did not answer: " + detail);
    };
  }

  private static Line refused(String subject, MetaError error) {
    if (error.isOfToken()) {
      return new Line(TOKEN, Verdict.BAD, error.describe() + "; " + InstagramRefusals.RENEW);
    }
    return new Line(
        subject,
        InstagramRefusals.isMissing(error) || error.isOfPermission()
            ? Verdict.BAD
            : Verdict.UNKNOWN,
        error.describe() + "; check its number and the token's rights");
  }

  private Line ofAccount(JsonNode json) {
    boolean byInstagram = this.settings.login() == InstagramSettings.Login.ALONE;
    String id = json.path(byInstagram ? "user_id" : "id").asString("");
    if (id.isEmpty()) {
      return new Line(ACCOUNT, Verdict.UNKNOWN, "Instagram answered without an account");
    }
    if (!id.equals(this.settings.userId())) {
      return new Line(
          ACCOUNT, Verdict.BAD, "The token is another account's; check settings.user-id");
    }
    return byInstagram && !isProfessional(json)
        ? new Line(
            ACCOUNT,
            Verdict.BAD,
            "It is no professional account: switch to Business or Creator in Instagram's settings")
        : new Line(
            ACCOUNT, Verdict.GOOD, this.redaction.apply("@" + json.path("username").asString("")));
  }

  /** Whether an account may publish by the API at all. */
  static boolean isProfessional(JsonNode account) {
    return PROFESSIONAL.contains(account.path("account_type").asString(""));
  }

  private Line ofPage(JsonNode json) {
    String linked = json.path("instagram_business_account").path("id").asString("");
    return linked.equals(this.settings.userId())
        ? new Line("page", Verdict.GOOD, "Linked to the account")
        : new Line(
            "page",
            Verdict.BAD,
            "The page is not linked to this account: link them in the page's settings");
  }

  private Checkup withToken(List<Line> lines) {
    Optional<Reply> reply = this.client.debugToken();
    if (reply.isEmpty()) {
      lines.add(
          new Line(
              TOKEN,
              Verdict.UNKNOWN,
              "Its rights and its end can't be asked for: set settings.app-id and"
                  + " credentials.app-secret"));
      return new Checkup(lines, null);
    }
    if (!(reply.get() instanceof Reply.Answered answer)
        || !answer.json().path("data").has("is_valid")) {
      lines.add(
          new Line(TOKEN, Verdict.UNKNOWN, "Meta does not tell it; check app-id and app-secret"));
      return new Checkup(lines, null);
    }
    TokenWorth worth = new TokenWorth(answer.json().path("data"));
    lines.add(
        worth.isValid()
            ? new Line(TOKEN, Verdict.GOOD, "Valid")
            : new Line(TOKEN, Verdict.BAD, "Meta calls it invalid; " + InstagramRefusals.RENEW));
    lines.addAll(
        worth.rights(
            NEEDED, this.settings.numbers() ? List.of(DELETE, INSIGHTS) : List.of(DELETE)));
    lines.add(worth.ofEnd(this.clock, InstagramRefusals.RENEW));
    return new Checkup(lines, worth.endsAt());
  }
}
