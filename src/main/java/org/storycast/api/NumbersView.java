// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.storycast.mailing.IssueNumbers;
import org.storycast.mailing.IssueNumbers.FailureClass;
import org.storycast.mailing.IssueNumbers.Followed;
import org.storycast.mailing.ReturnCounts;

/** An issue's numbers as the API shows them. */
record NumbersView(
    UUID issue,
    String subject,
    Instant openedAt,
    @Schema(description = "Whether nothing more is sent by itself") boolean settled,
    @Schema(
            description =
                "Readers who were chosen when it opened: excluded, waiting, accepted, failed and in"
                    + " doubt add up to them")
        long frozen,
    @Schema(description = "Readers left out, by the state they were in") Map<String, Long> excluded,
    @Schema(description = "Readers whose copies are still to be sent") long waiting,
    @Schema(description = "Readers whose copies a relay took; that is not delivered, and not read")
        long accepted,
    @Schema(description = "Readers whose copies were refused for good or came too late, by class")
        Map<FailureClass, Long> failed,
    @Schema(description = "Readers whose copies a relay may have taken") long inDoubt,
    @Schema(
            description =
                "Readers whose copies were refused at once or came back later, and complaints")
        ReturnCounts returned,
    @Schema(description = "Readers who left by a link or button of this issue") long unsubscribed,
    @Schema(description = "null where this issue's links are not counted")
        @Nullable Clicks clicks) {

  static NumbersView of(IssueNumbers numbers) {
    Followed followed = numbers.clicks();
    return new NumbersView(
        numbers.issue().value(),
        numbers.subject(),
        numbers.openedAt(),
        numbers.settled(),
        numbers.frozen(),
        numbers.excluded(),
        numbers.waiting(),
        numbers.accepted(),
        numbers.failed(),
        numbers.inDoubt(),
        numbers.returned(),
        numbers.unsubscribed(),
        followed == null ? null : Clicks.of(followed));
  }

  /** Who followed links. */
  record Clicks(
      @Schema(description = "Readers who followed at least one link, as far as can be told")
          long readers,
      @Schema(description = "Further copies of which only machines opened links") long machines,
      List<Link> links) {

    static Clicks of(Followed followed) {
      return new Clicks(
          followed.readers(),
          followed.machines(),
          followed.links().stream()
              .map(it -> new Link(it.number(), it.target(), it.readers(), it.machines()))
              .toList());
    }
  }

  /** A counted link. */
  record Link(
      int number,
      String address,
      @Schema(description = "Readers who followed it, each once") long readers,
      @Schema(description = "Further copies in which only machines opened it") long machines) {}
}
