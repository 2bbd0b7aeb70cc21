// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.storycast.console.ShownMoments.Moment;
import org.storycast.mailing.IssueNumbers;
import org.storycast.mailing.IssueNumbers.Followed;
import org.storycast.mailing.ReturnCounts;

/** What an issue's page shows. */
record IssuePageView(
    String id,
    String subject,
    Moment opened,
    boolean settled,
    List<Number> numbers,
    @Nullable List<Link> links) {

  static IssuePageView of(IssueNumbers issue, Moment opened) {
    Followed clicks = issue.clicks();
    return new IssuePageView(
        issue.issue().toString(),
        issue.subject(),
        opened,
        issue.settled(),
        numbers(issue),
        clicks == null
            ? null
            : clicks.links().stream().map(it -> Link.of(it, issue.accepted())).toList());
  }

  private static List<Number> numbers(IssueNumbers issue) {
    long frozen = issue.frozen();
    long sent = issue.accepted();
    List<Number> numbers = new ArrayList<>();
    numbers.add(
        new Number("Chosen", frozen, "", "", "Readers who were chosen when the issue opened."));
    numbers.add(
        new Number(
            "Left out",
            issue.excludedInAll(),
            Share.of(issue.excludedInAll(), frozen, "chosen"),
            split(issue.excluded()),
            "Readers who had left, or must not be written to, before their copy's turn came."));
    numbers.add(
        new Number("Waiting", issue.waiting(), "", "", "Readers whose copies are yet to be sent."));
    numbers.add(
        new Number(
            "Accepted",
            sent,
            Share.of(sent, frozen, "chosen"),
            "",
            "Readers whose copies a relay took. That is not delivered, and not read."));
    numbers.add(
        new Number(
            "Failed",
            issue.failedInAll(),
            Share.of(issue.failedInAll(), frozen, "chosen"),
            split(issue.failed()),
            "Readers whose copies were refused for good, or not taken before the deadline."));
    numbers.add(
        new Number(
            "In doubt", issue.inDoubt(), "", "", "Readers whose copies a relay may have taken."));
    addReturned(numbers, issue);
    addUnsubscribed(numbers, issue.unsubscribed(), sent);
    addFollowed(numbers, issue.clicks(), sent);
    return numbers;
  }

  private static void addUnsubscribed(List<Number> numbers, long unsubscribed, long sent) {
    numbers.add(
        new Number(
            "Unsubscribed",
            unsubscribed,
            Share.of(unsubscribed, sent, "accepted"),
            "",
            "Readers who left by a link or button of this issue."));
  }

  private static void addReturned(List<Number> numbers, IssueNumbers issue) {
    ReturnCounts returned = issue.returned();
    numbers.add(
        new Number(
            "Bounced",
            returned.bounces(),
            Share.of(returned.bounces(), issue.frozen(), "chosen"),
            "%d dead address, %d for now, %d policy"
                .formatted(returned.hard(), returned.soft(), returned.policy()),
            "Readers whose copies were refused by a relay at once or came back later."));
    numbers.add(
        new Number(
            "Called spam",
            returned.complaints(),
            Share.of(returned.complaints(), issue.accepted(), "accepted"),
            "",
            "Readers who called it spam, as far as their providers tell. Not all do."));
  }

  private static void addFollowed(List<Number> numbers, @Nullable Followed clicks, long sent) {
    if (clicks == null) {
      return;
    }
    numbers.add(
        new Number(
            "Followed a link",
            clicks.readers(),
            Share.of(clicks.readers(), sent, "accepted"),
            clicks.machines() == 0 ? "" : "%d more by machines only".formatted(clicks.machines()),
            "Readers who followed at least one link, as far as can be told from machines that look"
                + " at links."));
  }

  private static String split(Map<?, Long> counts) {
    return counts.entrySet().stream()
        .map(it -> "%d %s".formatted(it.getValue(), words(it.getKey())))
        .collect(Collectors.joining(", "));
  }

  private static String words(Object reason) {
    return reason.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * A number.
   *
   * @param share of what it is a part, with both numbers; empty where it is of nothing
   * @param split what it consists of; may be empty
   * @param meaning what it counts, exactly
   */
  record Number(String name, long count, String share, String split, String meaning) {}

  /** A counted link; its address is one of the web, or it would not be counted. */
  record Link(String address, long readers, String share, long machines) {

    static Link of(IssueNumbers.Link link, long sent) {
      return new Link(
          link.target(),
          link.readers(),
          Share.of(link.readers(), sent, "accepted"),
          link.machines());
    }
  }
}
