// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.storycast.channel.Channel;
import org.storycast.channel.Channels;
import org.storycast.channel.Checkup;
import org.storycast.delivery.AccountStates;
import org.storycast.delivery.AccountStates.AccountState;
import org.storycast.delivery.CheckedAccount;
import org.storycast.delivery.Checkups;
import org.storycast.delivery.Deliveries;
import org.storycast.delivery.Delivery;
import org.storycast.delivery.DeliveryFilter;
import org.storycast.delivery.DeliveryState;
import org.storycast.delivery.Installation;
import org.storycast.delivery.Spending;
import org.storycast.intake.SourceStatus;
import org.storycast.intake.Sources;
import org.storycast.mailing.Brakes;
import org.storycast.mailing.Returns;
import org.storycast.mailing.StoppedIssue;
import org.storycast.story.Stories;

/** Everything for which a person is needed now. A channel that a person paused is not among it. */
@Component
class CurrentProblems {

  /** One failure may be the network's; this many in a row are the source's. */
  static final int FAILURES_OF_A_SOURCE = 3;

  private static final int MOST_DOUBTS = 500;

  /** A person needs so long to find whoever may log in. */
  private static final Duration SEEN_AHEAD = Duration.ofDays(10);

  private final Deliveries deliveries;
  private final Stories stories;
  private final Channels channels;
  private final AccountStates accounts;
  private final Checkups checkups;
  private final Spending spending;
  private final Installation installation;
  private final Sources sources;
  private final Returns returns;
  private final Brakes brakes;
  private final Clock clock;

  CurrentProblems(
      Deliveries deliveries,
      Stories stories,
      Channels channels,
      AccountStates accounts,
      Checkups checkups,
      Spending spending,
      Installation installation,
      Sources sources,
      Returns returns,
      Brakes brakes,
      Clock clock) {
    this.deliveries = deliveries;
    this.stories = stories;
    this.channels = channels;
    this.accounts = accounts;
    this.checkups = checkups;
    this.spending = spending;
    this.installation = installation;
    this.sources = sources;
    this.returns = returns;
    this.brakes = brakes;
    this.clock = clock;
  }

  List<Problem> all() {
    List<Problem> problems = new ArrayList<>();
    this.installation
        .heldBecause()
        .ifPresent(
            why ->
                problems.add(
                    new Problem(
                        "installation",
                        "Nothing is sent: the installation is held",
                        why + ". Confirm it in the console if this machine is to speak")));
    this.channels.off().forEach((channel, why) -> problems.add(off(channel.value(), why)));
    this.accounts.closed().stream()
        .filter(it -> it.closedReason() != null)
        .map(CurrentProblems::closed)
        .forEach(problems::add);
    this.checkups.all().forEach(it -> addTo(problems, it));
    this.channels.open().stream().flatMap(it -> outOfBudget(it).stream()).forEach(problems::add);
    this.sources.statuses().stream()
        .filter(CurrentProblems::isFailing)
        .map(CurrentProblems::failing)
        .forEach(problems::add);
    this.brakes.stopped().stream().map(CurrentProblems::stopped).forEach(problems::add);
    this.returns
        .troubles()
        .forEach(
            (mailbox, trouble) ->
                problems.add(
                    new Problem(
                        "mailbox " + mailbox,
                        "Mailbox %s is not read".formatted(mailbox),
                        "It " + trouble + ". Bounces and complaints wait there meanwhile")));
    doubts().stream().map(this::doubt).forEach(problems::add);
    return problems;
  }

  List<Delivery> doubts() {
    return this.deliveries.page(DeliveryFilter.in(Set.of(DeliveryState.UNCLEAR), MOST_DOUBTS));
  }

  static boolean isFailing(SourceStatus source) {
    return source.enabled() && source.failures() >= FAILURES_OF_A_SOURCE;
  }

  /** Whether a person must renew the account's credentials now. */
  static boolean endsSoon(CheckedAccount account, Instant now) {
    Instant end = account.checkup().endsAt();
    return end != null && end.isBefore(now.plus(SEEN_AHEAD));
  }

  private void addTo(List<Problem> problems, CheckedAccount account) {
    if (endsSoon(account, this.clock.instant())) {
      problems.add(
          new Problem(
              "expiry " + account.channel(),
              "Channel %s loses its credentials at %s"
                  .formatted(account.channel(), account.checkup().endsAt()),
              "Connect its account again in the console before, or renew them as docs/channels"
                  + " says"));
    }
    account.checkup().lines().stream()
        .filter(it -> it.verdict() == Checkup.Verdict.BAD)
        .map(
            it ->
                new Problem(
                    "check %s %s".formatted(account.channel(), it.subject()),
                    "Channel %s can't publish: %s".formatted(account.channel(), it.subject()),
                    it.detail()))
        .forEach(problems::add);
  }

  private Optional<Problem> outOfBudget(Channel channel) {
    return this.spending
        .of(channel)
        .filter(it -> it.waiting() > 0)
        .map(
            it ->
                new Problem(
                    "budget " + channel.id(),
                    "Posts of channel %s wait for its budget".formatted(channel.id()),
                    ("%d waiting go out when the next day or month begins, unless they are stale by"
                            + " then. To send them now, raise budget-daily or budget-monthly, start"
                            + " again and retry them")
                        .formatted(it.waiting())));
  }

  private static Problem stopped(StoppedIssue issue) {
    return new Problem(
        "issue " + issue.issue().value(),
        "An issue of mail is stopped: %s".formatted(issue.subject()),
        "%s (in the console, or POST /api/v1/issues/%s/go-on)"
            .formatted(issue.reason(), issue.issue().value()));
  }

  private static Problem off(String channel, String why) {
    return new Problem(
        "off " + channel,
        "Channel %s is off".formatted(channel),
        why + ". Nothing is sent on it until that is mended");
  }

  private static Problem closed(AccountState account) {
    return new Problem(
        "closed " + account.channel(),
        "Channel %s is closed: %s".formatted(account.channel(), account.closedReason()),
        account.closedDetail()
            + ". Mend it at the platform and resume the channel, or connect its account again in"
            + " the console");
  }

  private static Problem failing(SourceStatus source) {
    return new Problem(
        "source " + source.name(),
        "Source %s fails".formatted(source.name()),
        "%d times in a row: %s".formatted(source.failures(), source.lastError()));
  }

  private Problem doubt(Delivery delivery) {
    String headline =
        delivery
            .digestTitle()
            .or(
                () ->
                    this.stories
                        .find(delivery.story())
                        .map(story -> story.latest().content().headline()))
            .orElse("a story");
    return new Problem(
        "doubt " + delivery.id(),
        "In doubt on %s: %s".formatted(delivery.channel(), headline),
        "%s. Look at the platform, then settle delivery %s in the console"
            .formatted(
                delivery.detail().isBlank() ? "It may have been published" : delivery.detail(),
                delivery.id()));
  }
}
