// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Line;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** Looks whether the account could publish: the account, its page, the token, rights and quota. */
final class InstagramCheckup {

  private static final String ACCOUNT = "account";
  private static final String TOKEN = "access token";
  private static final List<String> NEEDED =
      List.of("instagram_basic", "instagram_content_publish", "pages_read_engagement");

  /** Without these posts go out, and can't be deleted or counted. */
  private static final List<String> USEFUL =
      List.of("instagram_manage_contents", "instagram_manage_insights");

  private static final Set<String> PROFESSIONAL = Set.of("BUSINESS", "MEDIA_CREATOR");
  private static final Duration AHEAD = Duration.ofDays(14);
  private static final String RENEW = "log in again and enter the new token";

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
      case Reply.Answered answer -> refused(subject, GraphError.of(answer, this.redaction));
      case Reply.NotSent(String detail) ->
          new Line(subject, Verdict.UNKNOWN, "Instagram can't be reached: " + detail);
      case Reply.NoAnswer(String detail) ->
          new Line(subject, Verdict.UNKNOWN, "Instagram did not answer: " + detail);
    };
  }

  private static Line refused(String subject, GraphError error) {
    if (error.isOfToken()) {
      return new Line(TOKEN, Verdict.BAD, error.describe() + "; " + RENEW);
    }
    boolean right = error.code() == 10 || error.code() >= 200 && error.code() < 300;
    return new Line(
        subject,
        error.isMissing() || right ? Verdict.BAD : Verdict.UNKNOWN,
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
    String type = json.path("account_type").asString("");
    return byInstagram && !PROFESSIONAL.contains(type)
        ? new Line(
            ACCOUNT,
            Verdict.BAD,
            "It is no professional account: switch to Business or Creator in Instagram's settings")
        : new Line(
            ACCOUNT, Verdict.GOOD, this.redaction.apply("@" + json.path("username").asString("")));
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
    JsonNode token = answer.json().path("data");
    boolean valid = token.path("is_valid").asBoolean(false);
    lines.add(
        new Line(
            TOKEN,
            valid ? Verdict.GOOD : Verdict.BAD,
            valid ? "Valid" : "Meta calls it invalid; " + RENEW));
    lines.addAll(rights(token));
    Instant end = end(token);
    lines.add(ofEnd(end));
    return new Checkup(lines, end);
  }

  private static List<Line> rights(JsonNode token) {
    Set<String> scopes =
        token.path("scopes").valueStream().map(it -> it.asString("")).collect(Collectors.toSet());
    return Stream.concat(NEEDED.stream(), USEFUL.stream())
        .map(
            right ->
                scopes.contains(right)
                    ? new Line("permission " + right, Verdict.GOOD, "Granted")
                    : new Line(
                        "permission " + right,
                        USEFUL.contains(right) ? Verdict.WARNING : Verdict.BAD,
                        "Not granted: log in to the app again and allow it"))
        .toList();
  }

  /** The earlier of the token's end and the end of the access to data, of which zero is none. */
  private static @Nullable Instant end(JsonNode token) {
    return Stream.of("expires_at", "data_access_expires_at")
        .map(name -> token.path(name).asLong(0))
        .filter(seconds -> seconds > 0)
        .map(Instant::ofEpochSecond)
        .min(Instant::compareTo)
        .orElse(null);
  }

  private Line ofEnd(@Nullable Instant end) {
    String subject = "token's end";
    if (end == null) {
      return new Line(subject, Verdict.GOOD, "It has none");
    }
    Instant now = this.clock.instant();
    if (!now.isBefore(end)) {
      return new Line(subject, Verdict.BAD, "It ended at %s; %s".formatted(end, RENEW));
    }
    return now.plus(AHEAD).isAfter(end)
        ? new Line(subject, Verdict.WARNING, "It ends at %s; %s".formatted(end, RENEW))
        : new Line(subject, Verdict.GOOD, "It ends at " + end);
  }
}
