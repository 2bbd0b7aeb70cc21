// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.storycast.mailing.Brakes;
import org.storycast.mailing.IssueId;
import org.storycast.mailing.LineState;
import org.storycast.mailing.Mailings;
import org.storycast.mailing.Progress;
import org.storycast.mailing.ReturnCounts;
import org.storycast.mailing.Returns;
import org.storycast.mailing.StoppedIssue;

/** Issues of mail: how far they are, what came back, and those that were stopped. */
@RestController
@RequestMapping(ApiDoor.BASE + "/issues")
@Tag(name = "issues")
class IssuesController {

  private final Mailings mailings;
  private final Returns returns;
  private final Brakes brakes;

  IssuesController(Mailings mailings, Returns returns, Brakes brakes) {
    this.mailings = mailings;
    this.returns = returns;
    this.brakes = brakes;
  }

  @GetMapping("/stopped")
  @Operation(summary = "List the issues of which no more copies are sent, and why")
  List<StoppedView> stopped() {
    return this.brakes.stopped().stream().map(StoppedView::of).toList();
  }

  @GetMapping("/{id}")
  @Operation(summary = "Show how far an issue is and what came back of it")
  IssueView issue(@PathVariable UUID id) {
    IssueId issue = new IssueId(id);
    Progress progress = this.mailings.progress(issue).orElseThrow(() -> unknown(id));
    String stopped =
        this.brakes.stopped().stream()
            .filter(it -> it.issue().equals(issue))
            .map(StoppedIssue::reason)
            .findFirst()
            .orElse(progress.problem());
    return new IssueView(
        id, progress.settled(), stopped, progress.lines(), this.returns.countsOf(issue));
  }

  @PostMapping("/{id}/go-on")
  @Operation(
      summary = "Let a stopped issue go on",
      description =
          "Copies that were refused for our fault are tried again; nobody gets one twice. It is"
              + " judged anew from now on.")
  IssueView letGoOn(@PathVariable UUID id) {
    return order(id, this.brakes::letGoOn);
  }

  @PostMapping("/{id}/end")
  @Operation(summary = "End a stopped issue", description = "What is not sent yet never will be.")
  IssueView end(@PathVariable UUID id) {
    return order(id, this.brakes::end);
  }

  private IssueView order(UUID id, Predicate<IssueId> order) {
    IssueId issue = new IssueId(id);
    this.mailings.progress(issue).orElseThrow(() -> unknown(id));
    if (!order.test(issue)) {
      throw ApiProblem.conflict("The issue %s is not stopped; nothing was changed".formatted(id));
    }
    return issue(id);
  }

  private static ApiProblem unknown(UUID id) {
    return ApiProblem.notFound(
        "There is no issue %s; a delivery's receipt names its issue".formatted(id));
  }

  /** A stopped issue. */
  record StoppedView(UUID id, String subject, Instant stoppedAt, String reason) {

    static StoppedView of(StoppedIssue it) {
      return new StoppedView(it.issue().value(), it.subject(), it.stoppedAt(), it.reason());
    }
  }

  /** An issue; the reason is there while it is stopped. */
  record IssueView(
      UUID id,
      boolean settled,
      @Nullable String stoppedBecause,
      Map<LineState, Long> copies,
      ReturnCounts returns) {}
}
