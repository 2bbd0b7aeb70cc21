// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Issues and what becomes of them. An issue, once opened, is sent by itself, whatever happens to
 * this process: to nobody twice knowingly, and nobody is missed unseen.
 */
@Service
public class Mailings {

  private final IssueRows issues;
  private final Freezing freezing;
  private final DigestIssues digests;
  private final Tallies tallies;
  private final Book book;
  private final MailProperties properties;
  private final Relays relays;
  private final UnsubscribeTokens tokens;
  private final IssueLinks links;
  private final TransactionOperations transactions;

  Mailings(
      IssueRows issues,
      Freezing freezing,
      DigestIssues digests,
      Tallies tallies,
      Book book,
      MailProperties properties,
      Relays relays,
      UnsubscribeTokens tokens,
      IssueLinks links,
      TransactionOperations transactions) {
    this.issues = issues;
    this.freezing = freezing;
    this.digests = digests;
    this.tallies = tallies;
    this.book = book;
    this.properties = properties;
    this.relays = relays;
    this.tokens = tokens;
    this.links = links;
    this.transactions = transactions;
  }

  /** The setting without which no mail can be sent, with its remedy; empty when all are there. */
  public Optional<String> missingSetting() {
    return Optional.ofNullable(this.properties.missing());
  }

  /** Opens an issue of no special urgency. */
  public IssueId open(String key, IssueContent content, Recipients recipients) {
    return open(key, content, recipients, 0);
  }

  /**
   * Opens an issue: one transaction stores what it says and freezes who gets it. A repeat with the
   * same key finds the same issue and changes nothing.
   *
   * @param key of the delivery
   * @param priority of two open issues the one with the higher priority is sent first
   */
  public IssueId open(String key, IssueContent content, Recipients recipients, int priority) {
    return this.transactions.execute(
        status -> {
          IssueId id = new IssueId(UUID.randomUUID());
          Optional<Integer> number =
              this.issues.insert(id, key, content, priority, this.properties.deadline());
          if (number.isPresent()) {
            this.links.store(number.get(), content);
            this.freezing.freeze(number.get(), recipients);
            return id;
          }
          return find(key).orElseThrow(() -> new IllegalStateException("No issue has key " + key));
        });
  }

  /**
   * Opens a digest in one transaction: an issue for readers who chose no sections, which is the one
   * that is named and archived, and further ones for those who chose some and get only their
   * stories. Each reader is in one of them. A repeat with the same key changes nothing.
   *
   * @param key of the delivery; all issues count as its one
   */
  public IssueId openDigest(
      String key, DigestContent content, Recipients recipients, int priority) {
    return this.transactions.execute(
        status -> this.digests.open(key, content, recipients, priority));
  }

  /** The issue of a delivery. */
  public Optional<IssueId> find(String key) {
    return this.issues.find(key).map(Issue::id);
  }

  /** How far the issue of a delivery is. */
  public Optional<Progress> progress(String key) {
    return this.issues
        .find(key)
        .map(
            main ->
                this.digests.versions(key).stream()
                    .map(this::progressOf)
                    .reduce(progressOf(main), Progress::and));
  }

  /** How far an issue is. */
  public Optional<Progress> progress(IssueId id) {
    return this.issues.find(id).map(this::progressOf);
  }

  private Progress progressOf(Issue issue) {
    return new Progress(
        issue.id(), issue.settled(), issue.problem(), this.tallies.sums(issue.number()));
  }

  /** Whether an issue opened now would be sent to anybody. */
  public boolean hasReaders(Recipients recipients) {
    return this.freezing.hasReaders(recipients);
  }

  /** Tries whether the relay lets us in, without sending anything. */
  public RelayStatus checkRelay() {
    return this.relays.check();
  }

  /** What is wrong with the relay, for people; empty when nothing is known to be. */
  public Optional<String> trouble() {
    return this.relays.trouble();
  }

  /**
   * Decides the readers in doubt of an issue, as a person or a policy orders.
   *
   * @param resend whether they get it (again); otherwise it counts as sent
   * @return how many there were
   */
  public int decideDoubts(String key, boolean resend) {
    return this.transactions.execute(
        status ->
            Stream.concat(this.issues.find(key).stream(), this.digests.versions(key).stream())
                .mapToInt(issue -> this.book.decide(issue.number(), resend))
                .sum());
  }

  /** Where an issue can be read in a browser. */
  public URI webAddress(IssueId issue) {
    return URI.create(this.properties.onSite("/i/" + issue));
  }

  /** An issue as a page for the browser. */
  public Optional<WebVersion> webVersion(IssueId id) {
    return this.issues
        .find(id)
        .map(
            issue ->
                new WebVersion(WebPage.of(issue, this.properties), issue.content().language()));
  }

  /** The sender's name as readers know it; may be empty. */
  public String senderName() {
    return this.properties.fromName();
  }

  /** Reads the token of an unsubscribe link; empty when it was not made here. */
  public Optional<UnsubscribeToken> readToken(String token) {
    return this.tokens.read(token);
  }
}
