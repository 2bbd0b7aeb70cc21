// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.storycast.audience.Readers;
import org.storycast.audience.ReadersFixture;
import org.storycast.channel.MutableClock;

/** A whole mailing desk on a real database, driven by hand. */
public final class MailingFixture {

  private final MutableClock clock;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Readers readers;
  private final Mailings mailings;
  private final Postmaster postmaster;
  private final Leases leases;
  private final Ledger ledger;
  private final SettableGate gate = new SettableGate();

  /** A desk for the relay at the port, with further settings. */
  public MailingFixture(
      DataSource source, MutableClock clock, int port, Map<String, String> settings) {
    this.clock = clock;
    this.jdbc = JdbcClient.create(source);
    this.transactions = new TransactionTemplate(new JdbcTransactionManager(source));
    this.readers = ReadersFixture.on(this.jdbc, this.transactions, clock);
    MailProperties properties = properties(port, settings);
    IssueRows issues = new IssueRows(this.jdbc);
    this.ledger = new Ledger(this.jdbc);
    Relays relays = new Relays(properties, clock);
    UnsubscribeTokens tokens = new UnsubscribeTokens(new TokenSecret(properties, Path.of("none")));
    this.leases = new Leases(new WorkerRows(this.jdbc));
    this.mailings =
        new Mailings(issues, this.ledger, properties, relays, tokens, this.transactions);
    this.postmaster =
        new Postmaster(
            properties,
            relays,
            this.leases,
            new Claims(issues, this.ledger, this.readers, this.transactions),
            new IssueMessages(issues, properties, tokens),
            issues,
            this.ledger,
            this.gate);
  }

  SettableGate gate() {
    return this.gate;
  }

  /** Settings as an operator would write them. */
  static MailProperties properties(int port, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("storycast.mail.host", "127.0.0.1");
    all.put("storycast.mail.port", Integer.toString(port));
    all.put("storycast.mail.encryption", "none");
    all.put("storycast.mail.from", "news@courier.example");
    all.put("storycast.mail.from-name", "The Steppe Courier");
    all.put("storycast.mail.list-id", "news.courier.example");
    all.put("storycast.mail.site-address", "https://news.courier.example");
    all.put("storycast.mail.postal-address", "The Steppe Courier, 1 Abay Street, Astana");
    all.put("storycast.mail.token-secret", "a secret of the tests");
    all.put("storycast.mail.timeout", "10s");
    settings.forEach((name, value) -> all.put("storycast.mail." + name, value));
    return new Binder(new MapConfigurationPropertySource(all))
        .bindOrCreate("storycast.mail", MailProperties.class);
  }

  /** The readers. */
  public Readers readers() {
    return this.readers;
  }

  /** The mailings. */
  public Mailings mailings() {
    return this.mailings;
  }

  /** Sends what is due, as the scheduled tick does. */
  public void runDue() {
    this.postmaster.runDue();
  }

  Postmaster postmaster() {
    return this.postmaster;
  }

  Leases leases() {
    return this.leases;
  }

  Ledger ledger() {
    return this.ledger;
  }

  /** Moves the clock, and what is due by the database's clock with it. */
  public void letTimePass(Duration time) {
    this.clock.advance(time);
    shift(
        "UPDATE mailing_line SET due_at = due_at - CAST(? AS INTEGER) * INTERVAL '1' SECOND", time);
    shift("UPDATE issue SET deadline = deadline - CAST(? AS INTEGER) * INTERVAL '1' SECOND", time);
    shift(
        "UPDATE mailing_worker SET alive_until = alive_until - CAST(? AS INTEGER) * INTERVAL '1'"
            + " SECOND",
        time);
  }

  private void shift(String sql, Duration time) {
    this.jdbc.sql(sql).param(Math.toIntExact(time.toSeconds())).update();
  }

  /** Forgets every issue and reader. */
  public void forgetEverything() {
    for (String table :
        new String[] {"mailing_line", "issue", "mailing_worker", "reader_section", "reader"}) {
      this.jdbc.sql("DELETE FROM " + table).update();
    }
  }

  /** The state of a reader's line of the only issue. */
  LineState stateOf(String address) {
    return LineState.valueOf(column("state", address));
  }

  /** What the line of a reader says of the relay's reply. */
  String replyOf(String address) {
    return column("reply", address);
  }

  private String column(String name, String address) {
    return this.jdbc
        .sql(
            "SELECT l.%s FROM mailing_line l JOIN reader r ON r.id = l.reader_id WHERE r.address = ?"
                .formatted(name))
        .param(address)
        .query(String.class)
        .single();
  }

  JdbcClient jdbc() {
    return this.jdbc;
  }
}
