// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.storycast.database.TestDatabase;
import org.storycast.mailing.BenchmarkSender.Measured;
import org.storycast.sandbox.JavaProcess;

/**
 * Measures the sender beside its peers: durable copies of an issue of 30 KB, from a real PostgreSQL
 * over local sockets into a sink that counts. Every line of the ledger is compared with the sink
 * before a rate is printed.
 *
 * <p>Options: {@code --messages=100000}, {@code --rounds=3}, {@code --million} for the long run,
 * {@code --only=plain,dkim,distant,peers}.
 */
public final class MailBenchmark {

  private static final int WARM_UP = 20_000;
  private static final int CONNECTIONS = 64;
  private static final int MANY_CONNECTIONS = 256;
  private static final int ROUND_TRIP_MILLIS = 20;
  private static final int MILLION = 1_000_000;
  private static final int FEW = 10_000;

  private final Map<String, String> options;
  private final TestDatabase database = TestDatabase.Kind.POSTGRESQL.fresh();
  private final SingleConnectionDataSource connection =
      new SingleConnectionDataSource(
          this.database.url(), this.database.user(), this.database.user(), true);
  private final JdbcClient jdbc = JdbcClient.create(this.connection);
  private final Map<Process, BufferedReader> outputs = new HashMap<>();
  private final long backend = this.jdbc.sql("SELECT pg_backend_pid()").query(Long.class).single();
  private final int messages;
  private int issues;

  private MailBenchmark(Map<String, String> options) {
    this.options = options;
    this.messages = Integer.parseInt(options.getOrDefault("messages", "100000"));
  }

  /** Measures, and prints a report in Markdown. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> options =
        Arrays.stream(arguments)
            .map(it -> it.replaceFirst("^--", "").split("=", 2))
            .collect(Collectors.toMap(it -> it[0], it -> it.length > 1 ? it[1] : ""));
    MailBenchmark benchmark = new MailBenchmark(options);
    benchmark.describe();
    benchmark.prepare();
    System.out.println(BenchmarkRow.HEAD);
    for (int round = 0; round < Integer.parseInt(options.getOrDefault("rounds", "3")); round++) {
      benchmark.round();
    }
    if (options.containsKey("million")) {
      benchmark.million();
    }
    // the embedded database's server ends with the process
    System.exit(0);
  }

  private void describe() {
    System.out.printf(
        "%s, %d cores, Java %s, %s%n",
        LocalDate.now(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        text("SELECT version()").replaceAll(" on .*", ""));
    for (String setting :
        List.of("fsync", "synchronous_commit", "shared_buffers", "max_wal_size")) {
      System.out.printf("%s = %s%n", setting, text("SHOW " + setting));
    }
    System.out.println();
  }

  private String text(String sql) {
    return this.jdbc.sql(sql).query(String.class).single();
  }

  private void prepare() {
    BenchmarkIssue.addReaders(this.jdbc, "kk", 0, WARM_UP);
    BenchmarkIssue.addReaders(this.jdbc, "en", WARM_UP, this.messages);
    this.jdbc.sql("ANALYZE reader").update();
  }

  private boolean wants(String what) {
    String only = this.options.getOrDefault("only", "");
    return only.isBlank() || List.of(only.split(",")).contains(what);
  }

  private void round() throws Exception {
    try (MeasuredSink sink = new MeasuredSink(0)) {
      if (wants("plain")) {
        storycast("Storycast", sink, CONNECTIONS, "en", Map.of());
      }
      if (wants("dkim")) {
        Map<String, String> signed =
            Map.of("dkim.rsa.selector", "r", "dkim.rsa.key", DkimPairs.RSA);
        storycast("Storycast, RSA-2048", sink, CONNECTIONS, "en", signed);
      }
      if (wants("peers")) {
        peers(sink);
      }
    }
    if (wants("distant")) {
      try (MeasuredSink sink = new MeasuredSink(ROUND_TRIP_MILLIS)) {
        String what = "Storycast, %d ms away".formatted(ROUND_TRIP_MILLIS);
        storycast(what, sink, MANY_CONNECTIONS, "en", Map.of());
      }
    }
  }

  private void peers(MeasuredSink sink) throws Exception {
    BenchmarkPeers peers = new BenchmarkPeers(Path.of("target/benchmark"), CONNECTIONS);
    print(peers.smtpSource(sink, this.messages), "smtp-source is missing: install postfix");
    print(peers.nodemailer(sink, this.messages / 10), "nodemailer is missing: install npm");
    System.out.println(peers.javaMail(sink, this.messages / 20));
  }

  private static void print(Optional<BenchmarkRow> row, String otherwise) {
    System.out.println(row.map(BenchmarkRow::toString).orElse("| " + otherwise + " |"));
  }

  private void storycast(
      String what, MeasuredSink sink, int connections, String language, Map<String, String> extra)
      throws Exception {
    Process sender = start(sink, connections, extra);
    try {
      send(sender, "kk");
      sink.report();
      System.out.println(measured(what, sender, sink, connections, language));
      sender.outputWriter(StandardCharsets.UTF_8).close();
      sender.waitFor();
    } finally {
      sender.destroyForcibly().waitFor();
    }
  }

  private BenchmarkRow measured(
      String what, Process sender, MeasuredSink sink, int connections, String language)
      throws Exception {
    double before = Resources.databaseSeconds(this.backend);
    Measured measured = send(sender, language);
    double databaseCpu = Resources.databaseSeconds(this.backend) - before;
    reconcile(sink.report(), measured.sent());
    return new BenchmarkRow(
        "%s (frozen in %.1f s)".formatted(what, measured.freezeMicros() / 1e6),
        connections,
        measured.sent(),
        measured.sendMicros() / 1e6,
        measured.cpuMicros() / 1e6,
        databaseCpu,
        Resources.peakMegabytes(sender.toHandle()));
  }

  private void million() throws Exception {
    BenchmarkIssue.addReaders(this.jdbc, "ru", WARM_UP + this.messages, FEW);
    BenchmarkIssue.addReaders(this.jdbc, "de", WARM_UP + this.messages + FEW, MILLION);
    this.jdbc.sql("ANALYZE reader").update();
    try (MeasuredSink sink = new MeasuredSink(0)) {
      Process sender = start(sink, CONNECTIONS, Map.of());
      try {
        send(sender, "kk");
        sink.report();
        for (String language : List.of("ru", "de", "ru")) {
          System.out.println(
              measured("Storycast, heap 512 MB", sender, sink, CONNECTIONS, language));
        }
      } finally {
        sender.destroyForcibly().waitFor();
      }
    }
  }

  private Process start(MeasuredSink sink, int connections, Map<String, String> extra)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                this.database.url(),
                this.database.user(),
                Integer.toString(sink.port()),
                "connections=" + connections));
    extra.forEach((name, value) -> arguments.add(name + "=" + value));
    List<String> options = new ArrayList<>(List.of("-Xmx512m"));
    options.addAll(List.of(System.getProperty("sender.options", "").split(" ")));
    options.removeIf(String::isBlank);
    return JavaProcess.with(options, BenchmarkSender.class, arguments.toArray(String[]::new))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private Measured send(Process sender, String language) throws IOException {
    new PrintWriter(sender.outputWriter(StandardCharsets.UTF_8), true)
        .println("key%d %s".formatted(++this.issues, language));
    BufferedReader output =
        this.outputs.computeIfAbsent(sender, it -> it.inputReader(StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.matches("\\d+ \\d+ \\d+ \\d+")) {
        return Measured.parse(line);
      }
    }
    throw new IllegalStateException("The sender ended by itself");
  }

  /** Every line is sent, once, and its reply is the one that the sink gave for that reader. */
  private void reconcile(Copies copies, long sent) {
    AtomicLong lines = new AtomicLong();
    new TransactionTemplate(new JdbcTransactionManager(this.connection))
        .executeWithoutResult(
            status ->
                this.jdbc
                    .sql(
                        """
                        SELECT address, l.state, reply FROM mailing_line l
                        JOIN reader ON reader.id = reader_id
                        JOIN issue ON issue.number = l.issue WHERE delivery_key = ?
                        """)
                    .withFetchSize(10_000)
                    .param("key" + this.issues)
                    .query(
                        (ResultSet row) -> {
                          int reader = Copies.readerOf(row.getString("address"));
                          boolean equal =
                              row.getInt("state") == LineState.SENT.code()
                                  && copies.of(reader) == 1
                                  && row.getString("reply")
                                      .endsWith("queued as " + copies.lastOf(reader));
                          if (!equal) {
                            throw new IllegalStateException(
                                "Ledger and sink differ at reader " + reader);
                          }
                          lines.incrementAndGet();
                        }));
    if (lines.get() != sent || copies.total() != sent || copies.strange() != 0) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "%d lines, %d sent, sink took %d", lines.get(), sent, copies.total()));
    }
  }
}
