// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts sign-ups, so that nobody can have us flood an address. A network and the service as a
 * whole are counted by hours that move with the clock, an address by its last letters.
 */
@Repository
class SignUpCounts {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final String EVERYBODY = digest("everybody");
  private static final Set<String> DOTS_DO_NOT_COUNT = Set.of("gmail.com", "googlemail.com");

  private final JdbcClient jdbc;
  private final SignUpLimits limits;
  private final Clock clock;

  SignUpCounts(JdbcClient jdbc, SignUpLimits limits, Clock clock) {
    this.jdbc = jdbc;
    this.limits = limits;
    this.clock = clock;
  }

  /** What the limits say. */
  enum Verdict {
    /** A letter may go. */
    LET_IN,
    /** The address has had its letters. */
    ASKED_LATELY,
    /** The network or everybody together has had its turns. */
    TOO_MANY
  }

  /** Whether a network has no turn left; costs little, so that a flood holds up nothing. */
  boolean isFull(String networkAddress) {
    return since(network(networkAddress), HOUR) >= this.limits.network();
  }

  /**
   * Counts a request within the transaction of now, one instance after the other. Everybody's limit
   * is looked at before the address, so that being refused tells nothing of the address.
   */
  Verdict count(EmailAddress address, String networkAddress) {
    this.jdbc.sql("SELECT id FROM sign_up_gate FOR UPDATE").query(Integer.class).single();
    if (isFull(networkAddress) || since(EVERYBODY, HOUR) >= this.limits.hourly()) {
      return Verdict.TOO_MANY;
    }
    mark(network(networkAddress));
    String mailbox = digest("mailbox\n" + mailbox(address));
    if (since(mailbox, this.limits.pause()) > 0 || since(mailbox, DAY) >= this.limits.daily()) {
      return Verdict.ASKED_LATELY;
    }
    mark(mailbox);
    mark(EVERYBODY);
    return Verdict.LET_IN;
  }

  /** Forgets what no limit looks at any more. */
  void forgetOld() {
    this.jdbc
        .sql("DELETE FROM sign_up_mark WHERE marked_at <= ?")
        .param(moment(this.clock.instant().minus(longest(DAY, this.limits.pause()))))
        .update();
  }

  private static Duration longest(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private long since(String subject, Duration time) {
    return this.jdbc
        .sql("SELECT COUNT(*) FROM sign_up_mark WHERE subject = ? AND marked_at > ?")
        .params(subject, moment(this.clock.instant().minus(time)))
        .query(Long.class)
        .single();
  }

  private void mark(String subject) {
    this.jdbc
        .sql("INSERT INTO sign_up_mark (subject, marked_at) VALUES (?, ?)")
        .params(subject, moment(this.clock.instant()))
        .update();
  }

  private static String network(String address) {
    return digest("network\n" + Network.of(address));
  }

  /**
   * Many spellings that reach one mailbox count as one: what follows a plus sign, and the dots that
   * Gmail does not look at (support.google.com/mail/answer/7436150, read 2026-11).
   */
  private static String mailbox(EmailAddress address) {
    String key = address.key();
    int at = key.lastIndexOf('@');
    String domain = key.substring(at + 1);
    String local = key.substring(0, at).replaceFirst("(?<=.)\\+.*", "");
    return (DOTS_DO_NOT_COUNT.contains(domain) ? local.replace(".", "") : local) + "@" + domain;
  }

  private static OffsetDateTime moment(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static String digest(String text) {
    try {
      byte[] bytes = ("storycast-sign-up\n" + text).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256", missing);
    }
  }
}
