// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.storycast.audience.Reader;

/**
 * Sends one copy after the other over one connection until nothing is due. Each copy is marked as
 * in hand, durably, before its first byte is written.
 */
final class Worker implements Runnable {

  private final MailProperties properties;
  private final ReturnPaths returnPaths;
  private final Relays relays;
  private final Shaping shaping;
  private final IssueMessages messages;
  private final GroupCommit commits;
  private final BooleanSupplier mayGoOn;
  private final Consumer<RelayConnection> opened;
  private @Nullable RelayConnection connection;

  /**
   * A worker without a connection.
   *
   * @param mayGoOn whether the sender may still begin to send
   * @param opened is told each connection that this worker opens
   */
  Worker(
      MailProperties properties,
      ReturnPaths returnPaths,
      Relays relays,
      Shaping shaping,
      IssueMessages messages,
      GroupCommit commits,
      BooleanSupplier mayGoOn,
      Consumer<RelayConnection> opened) {
    this.properties = properties;
    this.returnPaths = returnPaths;
    this.relays = relays;
    this.shaping = shaping;
    this.messages = messages;
    this.commits = commits;
    this.mayGoOn = mayGoOn;
    this.opened = opened;
  }

  @Override
  public void run() {
    try {
      work();
    } finally {
      disconnect();
    }
  }

  private void work() {
    Settlement done = null;
    while (this.mayGoOn.getAsBoolean() && !this.relays.allRest()) {
      if (!isConnected()) {
        done = settled(done);
      }
      RelayConnection open = connected();
      if (open == null) {
        return;
      }
      Duration wait = open.turn();
      if (!wait.isZero()) {
        done = settled(done);
        open.awaitTurn(wait, this.mayGoOn);
      }
      Optional<Claim> claim = this.commits.exchange(done, true);
      if (claim.isEmpty()) {
        return;
      }
      done = new Settlement(claim.get(), send(open, claim.get()));
    }
    settled(done);
  }

  /** Whoever has to wait lets nobody wait for what is known. */
  private @Nullable Settlement settled(@Nullable Settlement done) {
    if (done != null) {
      this.commits.exchange(done, false);
    }
    return null;
  }

  private LineStep send(RelayConnection open, Claim claim) {
    IssueMessage message = this.messages.of(claim.issue());
    if (!this.mayGoOn.getAsBoolean()) {
      return new LineStep.Retry(Duration.ZERO, 0, "the sender had to end before it began");
    }
    Submission submission = submit(open, message, claim);
    this.shaping.note(claim.reader().address(), submission);
    return ReplyPolicy.stepAfter(submission, claim.attempt(), this.properties.onDoubt());
  }

  private Submission submit(RelayConnection open, IssueMessage message, Claim claim) {
    Reader reader = claim.reader();
    byte[] copy;
    try {
      copy = message.of(reader, claim.line().position());
    } catch (IllegalStateException unfit) {
      return new Submission.Unwritable("this copy cannot be written: " + unfit.getMessage());
    }
    return open.submit(this.returnPaths.of(claim.line()), reader.address(), copy);
  }

  private boolean isConnected() {
    return this.connection != null && this.connection.isUsable();
  }

  private @Nullable RelayConnection connected() {
    if (isConnected()) {
      return this.connection;
    }
    disconnect();
    RelayConnection open = this.relays.connect();
    if (open != null) {
      take(open);
    }
    return this.connection;
  }

  private void take(RelayConnection open) {
    this.connection = open;
    this.opened.accept(open);
  }

  private void disconnect() {
    if (this.connection != null) {
      this.connection.end();
      this.connection = null;
    }
  }
}
