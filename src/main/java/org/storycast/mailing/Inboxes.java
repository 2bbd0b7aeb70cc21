// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.storycast.mailing.returns.ReturnKind;
import org.storycast.mailing.returns.ReturnedMail;
import org.storycast.mailing.returns.UnreadableMailException;

/**
 * Reads the mailboxes to which mail comes back. One instance reads a mailbox at a time; that a
 * message was read is remembered in the transaction of what it says, so that each counts once.
 */
@Component
class Inboxes {

  private static final Logger log = LoggerFactory.getLogger(Inboxes.class);
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final int MOST = 2000;
  private static final int MOST_FAILURES = 3;
  private static final ReturnedMail NOTHING =
      new ReturnedMail(ReturnKind.NO_BOUNCE, List.of(), List.of(), "");

  private final List<Inbox> inboxes;
  private final InboxRows rows;
  private final ReturnedMails mails;
  private final Gate gate;
  private final TransactionOperations transactions;
  private final UUID me = UUID.randomUUID();
  private final Map<String, String> troubles = new ConcurrentHashMap<>();

  Inboxes(
      ReturnsProperties settings,
      InboxRows rows,
      ReturnedMails mails,
      Gate gate,
      TransactionOperations transactions,
      Clock clock) {
    this.inboxes =
        settings.allInboxes().entrySet().stream()
            .map(it -> new Inbox(it.getKey(), it.getValue(), clock))
            .toList();
    this.rows = rows;
    this.mails = mails;
    this.gate = gate;
    this.transactions = transactions;
  }

  /** What is wrong with each mailbox, by its name. */
  Map<String, String> troubles() {
    return new TreeMap<>(this.troubles);
  }

  /** Reads what is new in every mailbox. */
  @Scheduled(fixedDelayString = "${storycast.mail.returns.every:1m}", initialDelay = 10_000)
  void poll() {
    for (Inbox inbox : this.inboxes) {
      if (this.gate.closedBecause().isEmpty() && this.rows.claim(inbox.name(), this.me, LEASE)) {
        poll(inbox);
        this.rows.release(inbox.name(), this.me);
      }
    }
  }

  private void poll(Inbox inbox) {
    try {
      inbox.visit(open -> read(inbox.name(), open));
      this.troubles.remove(inbox.name());
    } catch (InboxTroubleException trouble) {
      String what = String.valueOf(trouble.getMessage());
      if (!what.equals(this.troubles.put(inbox.name(), what))) {
        log.atWarn()
            .addKeyValue("inbox", inbox.name())
            .addKeyValue("trouble", what)
            .log("A mailbox can't be read");
      }
    }
  }

  private void read(String name, Inbox.Open open) throws MessagingException, IOException {
    InboxRows.Mark mark = this.rows.mark(name).orElseThrow();
    long validity = open.validity();
    long last = mark.validity() == validity ? mark.lastUid() : 0;
    List<IMAPMessage> found = open.after(last);
    for (IMAPMessage message : found.subList(0, Math.min(MOST, found.size()))) {
      long uid = open.uid(message);
      boolean goesOn = uid <= last || read(name, open, message, validity, uid, mark);
      if (!goesOn) {
        return;
      }
    }
  }

  private boolean read(
      String name,
      Inbox.Open open,
      IMAPMessage message,
      long validity,
      long uid,
      InboxRows.Mark mark)
      throws MessagingException, IOException {
    ReturnedMail mail;
    try {
      mail = open.read(message);
    } catch (UnreadableMailException | IllegalArgumentException unreadable) {
      mail = NOTHING;
    } catch (MessagingException | IOException failure) {
      if (mark.failedUid() != uid || mark.failures() < MOST_FAILURES) {
        this.rows.failed(name, uid);
        throw failure;
      }
      log.atWarn().addKeyValue("inbox", name).addKeyValue("uid", uid).log("A mail is passed over");
      mail = NOTHING;
    }
    Taken taken = take(name, validity, uid, mail);
    if (taken == Taken.OURS) {
      open.putAway(message);
    }
    return taken != Taken.BY_ANOTHER;
  }

  private enum Taken {
    OURS,
    NOT_OURS,
    BY_ANOTHER
  }

  private Taken take(String name, long validity, long uid, ReturnedMail mail) {
    return this.transactions.execute(
        status -> {
          if (!this.rows.read(name, this.me, validity, uid)) {
            return Taken.BY_ANOTHER;
          }
          return this.mails.take(mail) ? Taken.OURS : Taken.NOT_OURS;
        });
  }
}
