// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.email;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.DigestOf;
import org.storycast.channel.DigestRhythm;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Follows;
import org.storycast.channel.Forms;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.ReadsBack;
import org.storycast.channel.Receipt;
import org.storycast.channel.SendsDigests;
import org.storycast.mailing.Archive;
import org.storycast.mailing.DigestContent;
import org.storycast.mailing.IssueContent;
import org.storycast.mailing.IssueId;
import org.storycast.mailing.Letterhead;
import org.storycast.mailing.LineState;
import org.storycast.mailing.Mailings;
import org.storycast.mailing.Progress;
import org.storycast.mailing.Recipients;
import org.storycast.mailing.RelayStatus;

/**
 * Opens an issue for a post and follows it until every reader's copy is settled. The mailing sends
 * it; this publisher only asks.
 */
class EmailPublisher implements Publisher, Follows, ReadsBack, Forms, SendsDigests {

  private static final Logger log = LoggerFactory.getLogger(EmailPublisher.class);
  private static final String OPEN = "open";
  private static final int URGENT = 1;
  private static final int ROUTINE = 0;
  private static final Duration ASK_AGAIN = Duration.ofSeconds(10);

  private final EmailSettings settings;
  private final Mailings mailings;
  private final Letterhead letterhead;
  private final Archive archive;
  private final Clock clock;

  EmailPublisher(
      EmailSettings settings,
      Mailings mailings,
      Letterhead letterhead,
      Archive archive,
      Clock clock) {
    this.settings = settings;
    this.mailings = mailings;
    this.letterhead = letterhead;
    this.archive = archive;
    this.clock = clock;
  }

  @Override
  public ChannelProfile profile() {
    return EmailProfile.profile(this.letterhead);
  }

  @Override
  public List<Form> forms() {
    return EmailForms.all();
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    Optional<IssueId> known = this.mailings.find(attempt.key().value());
    if (known.isPresent()) {
      return opened(known.get());
    }
    if (!this.mailings.hasReaders(recipients(post))) {
      return new Outcome.Rejected(
          FailureReason.CONTENT,
          "No reader has asked for this: none is confirmed for its language, sections and rhythm",
          null);
    }
    return withoutWayOut(post)
        .or(() -> tooLong(post))
        .or(() -> wronglyMarked(post))
        .orElseGet(() -> openWhenTheRelayAnswers(post, attempt));
  }

  /** Posts that were frozen before the templates were held to it. */
  private static Optional<Outcome> withoutWayOut(Post post) {
    return List.of(EmailProfile.HTML, EmailProfile.TEXT).stream()
        .filter(part -> !post.part(part).contains(EmailForms.WAY_OUT.text()))
        .findFirst()
        .map(
            part ->
                new Outcome.Rejected(
                    FailureReason.CONTENT,
                    "The part %s lacks %s; %s"
                        .formatted(part, EmailForms.WAY_OUT.text(), EmailForms.WAY_OUT.why()),
                    null));
  }

  private Optional<Outcome> tooLong(Post post) {
    int length =
        this.letterhead.longestBytes(
            post.part(EmailProfile.HTML), post.optionalPart(EmailProfile.PREHEADER).orElse(""));
    if (length > EmailProfile.HTML_LIMIT) {
      return Optional.of(
          new Outcome.Rejected(
              FailureReason.TOO_LONG,
              "The HTML part has %d bytes; mail programs hide what is beyond %d"
                  .formatted(length, EmailProfile.HTML_LIMIT),
              null));
    }
    if (length > EmailProfile.HTML_LARGE) {
      log.atWarn().addKeyValue("bytes", length).log("The HTML part is close to its limit");
    }
    return Optional.empty();
  }

  private Outcome openWhenTheRelayAnswers(Post post, Attempt attempt) {
    return switch (this.mailings.checkRelay()) {
      case RelayStatus.Ready ready -> open(post, attempt);
      case RelayStatus.Unreachable(String detail) ->
          new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, null);
      case RelayStatus.NotLetIn(String detail) ->
          new Outcome.ChannelClosed(FailureReason.CREDENTIALS, detail);
    };
  }

  private Outcome open(Post post, Attempt attempt) {
    attempt.committing(OPEN, post.digest());
    String key = attempt.key().value();
    DigestOf digest = post.digestOf();
    IssueId issue =
        digest == null
            ? this.mailings.open(
                key, content(post), recipients(post), post.urgent() ? URGENT : ROUTINE)
            : this.mailings.openDigest(key, digestContent(post, digest), recipients(post), ROUTINE);
    attempt.checkpoint(OPEN, issue.toString());
    return opened(issue);
  }

  /** Also when it is found again, in case a crash came in between. */
  private Outcome opened(IssueId issue) {
    if (this.settings.archived()) {
      this.archive.add(issue);
    }
    return underway(issue);
  }

  private Outcome underway(IssueId issue) {
    return new Outcome.Underway(issue.toString(), this.clock.instant().plus(ASK_AGAIN));
  }

  private static IssueContent content(Post post) {
    return new IssueContent(
        post.part(EmailProfile.SUBJECT),
        post.optionalPart(EmailProfile.PREHEADER).orElse(""),
        post.part(EmailProfile.HTML),
        post.part(EmailProfile.TEXT),
        post.language());
  }

  private static DigestContent digestContent(Post post, DigestOf digest) {
    return new DigestContent(
        content(post),
        digest.stories().stream()
            .map(story -> new DigestContent.Entry(story.headline(), story.sections()))
            .toList());
  }

  private static Optional<Outcome> wronglyMarked(Post post) {
    try {
      Optional.ofNullable(post.digestOf()).ifPresent(digest -> digestContent(post, digest));
      return Optional.empty();
    } catch (IllegalArgumentException marks) {
      return Optional.of(
          new Outcome.Rejected(FailureReason.CONTENT, String.valueOf(marks.getMessage()), null));
    }
  }

  private Recipients recipients(Post post) {
    DigestOf digest = post.digestOf();
    return digest == null
        ? Recipients.ofStory(this.settings.readersLanguage(), post.sections(), post.urgent())
        : recipients(digest.rhythm(), post.sections());
  }

  private Recipients recipients(DigestRhythm rhythm, List<String> sections) {
    return switch (rhythm) {
      case DAILY -> Recipients.ofDaily(this.settings.readersLanguage(), sections);
      case WEEKLY -> Recipients.ofWeekly(this.settings.readersLanguage(), sections);
    };
  }

  @Override
  public boolean isAwaited(DigestRhythm rhythm, List<String> sections) {
    return this.mailings.hasReaders(recipients(rhythm, sections));
  }

  @Override
  public Outcome follow(Post post, String handle, Attempt attempt) {
    Optional<Progress> progress = this.mailings.progress(attempt.key().value());
    if (progress.isEmpty()) {
      return new Outcome.TryLater(
          FailureReason.DEFECT, "There is no issue %s any more".formatted(handle), null);
    }
    String problem = progress.get().problem();
    if (problem != null) {
      return new Outcome.Unclear(
          "The issue %s is stopped, since its numbers do not add up: %s"
              .formatted(progress.get().issue(), problem));
    }
    return progress.get().settled() ? settled(progress.get()) : underway(progress.get().issue());
  }

  private Outcome settled(Progress progress) {
    if (progress.count(LineState.SENT, LineState.DOUBT) > 0) {
      return new Outcome.Published(receipt(progress));
    }
    return new Outcome.Rejected(
        FailureReason.UNAVAILABLE,
        "No reader's copy was taken: %d failed, %d excluded"
            .formatted(progress.count(LineState.FAILED), excluded(progress)),
        null);
  }

  private Receipt receipt(Progress progress) {
    IssueId issue = progress.issue();
    Map<String, String> evidence =
        Map.of(
            "readers", Long.toString(progress.total()),
            "accepted", Long.toString(progress.count(LineState.SENT)),
            "failed", Long.toString(progress.count(LineState.FAILED)),
            "excluded", Long.toString(excluded(progress)),
            "doubt", Long.toString(progress.count(LineState.DOUBT)));
    Instant now = this.clock.instant();
    Receipt.Part part = new Receipt.Part(issue.toString(), this.mailings.webAddress(issue));
    return new Receipt(List.of(part), now, evidence);
  }

  private static long excluded(Progress progress) {
    return progress.count(LineState.EXCLUDED, LineState.EXCLUDED_LATE);
  }

  /** Our own database is asked, so that the answer is never late and never doubtful. */
  @Override
  public Finding find(Post post, Attempt attempt) {
    Optional<Progress> progress = this.mailings.progress(attempt.key().value());
    if (progress.isEmpty()) {
      return new Finding.Absent("no issue was opened under the delivery's key");
    }
    return progress.get().settled() && progress.get().count(LineState.SENT, LineState.DOUBT) > 0
        ? new Finding.Found(receipt(progress.get()))
        : new Finding.CannotTell("the issue %s is being sent".formatted(progress.get().issue()));
  }

  @Override
  public Finding find(Receipt receipt) {
    return this.mailings.progress(IssueId.parse(receipt.remoteId())).isPresent()
        ? new Finding.Found(receipt)
        : new Finding.Absent("there is no issue " + receipt.remoteId());
  }

  @Override
  public String toString() {
    return "EmailPublisher[readersLanguage=%s]".formatted(this.settings.readersLanguage());
  }
}
