// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;
import org.storycast.audience.DataRequests;
import org.storycast.audience.Readers;
import org.storycast.audience.SignUps;
import org.storycast.audience.Suppressions;
import org.storycast.channel.MutableClock;

/** A whole mailing desk on a real database, driven by hand. */
public final class MailingFixture {

  private static final List<Class<?>> COMPONENTS = found(Component.class, true);
  private static final List<Class<?>> SETTINGS = found(ConfigurationProperties.class, false);

  private final MutableClock clock;
  private final JdbcClient jdbc;
  private final SettableGate gate = new SettableGate();
  private final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();

  /** A desk for the relay at the port, with further settings. */
  public MailingFixture(
      DataSource source, MutableClock clock, int port, Map<String, String> settings) {
    this(source, clock, withDefaults(port, settings));
    this.beans.refresh();
  }

  private MailingFixture(DataSource source, MutableClock clock, Map<String, String> all) {
    this.clock = clock;
    this.jdbc = JdbcClient.create(source);
    this.beans.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
    this.beans
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test", asObjects(all)));
    this.beans.registerBean(Clock.class, () -> clock);
    this.beans.registerBean(Gate.class, () -> this.gate);
    this.beans.registerBean(
        LetterTexts.class, () -> (letter, part, language, values) -> letter + " " + part);
    this.beans.registerBean(JdbcClient.class, () -> this.jdbc);
    this.beans.registerBean(
        TransactionTemplate.class,
        () -> new TransactionTemplate(new JdbcTransactionManager(source)));
    SETTINGS.forEach(type -> register(type, all));
    this.beans.register(COMPONENTS.toArray(Class<?>[]::new));
  }

  /** A desk that works by itself, as the service does, and ends with the process. */
  static MailingFixture ticking(DataSource source, int port, Map<String, String> settings) {
    MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
    MailingFixture desk = new MailingFixture(source, clock, withDefaults(port, settings));
    desk.beans.register(Ticking.class);
    desk.beans.registerShutdownHook();
    desk.beans.refresh();
    return desk;
  }

  @EnableScheduling
  static class Ticking {

    @Bean
    TaskScheduler scheduler() {
      ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
      scheduler.setPoolSize(32);
      scheduler.setWaitForTasksToCompleteOnShutdown(true);
      scheduler.setAwaitTerminationSeconds(30);
      return scheduler;
    }
  }

  private static Map<String, Object> asObjects(Map<String, String> settings) {
    return new HashMap<>(settings);
  }

  private <T> void register(Class<T> type, Map<String, String> settings) {
    this.beans.registerBean(type, () -> bound(type, settings));
  }

  private static <T> T bound(Class<T> type, Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate(type.getAnnotation(ConfigurationProperties.class).value(), type);
  }

  /** Every class of the two modules that is annotated so. */
  private static List<Class<?>> found(Class<? extends Annotation> annotation, boolean meta) {
    ClassPathScanningCandidateComponentProvider scan =
        new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(annotation, meta));
    List<Class<?>> types = new ArrayList<>();
    for (String module : List.of("org.storycast.audience", "org.storycast.mailing")) {
      scan.findCandidateComponents(module)
          .forEach(
              it ->
                  types.add(
                      ClassUtils.resolveClassName(String.valueOf(it.getBeanClassName()), null)));
    }
    return types;
  }

  SettableGate gate() {
    return this.gate;
  }

  /** Settings as an operator would write them. */
  static MailProperties properties(int port, Map<String, String> settings) {
    return bound(MailProperties.class, withDefaults(port, settings));
  }

  private static Map<String, String> withDefaults(int port, Map<String, String> settings) {
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
    return all;
  }

  /** The letterhead of these settings, with their keys. */
  static Letterhead letterhead(MailProperties properties, Map<String, String> settings) {
    Map<String, String> all = withDefaults(25, settings);
    return new Letterhead(
        properties,
        bound(ArchiveProperties.class, all),
        new DkimSigner(bound(DkimProperties.class, all), properties),
        new ClickLinks(properties, bound(ClickProperties.class, all)));
  }

  /** What every mail says of its sender. */
  public Letterhead letterhead() {
    return this.beans.getBean(Letterhead.class);
  }

  /** The past issues. */
  public Archive archive() {
    return this.beans.getBean(Archive.class);
  }

  /** The readers. */
  public Readers readers() {
    return this.beans.getBean(Readers.class);
  }

  /** The addresses that nobody writes to. */
  public Suppressions suppressions() {
    return this.beans.getBean(Suppressions.class);
  }

  /** What readers may demand. */
  public DataRequests requests() {
    return this.beans.getBean(DataRequests.class);
  }

  /** The mailings. */
  public Mailings mailings() {
    return this.beans.getBean(Mailings.class);
  }

  /** Those who ask to become readers. */
  public SignUps signUps() {
    return this.beans.getBean(SignUps.class);
  }

  /** The letters to single readers. */
  public Letters letters() {
    return this.beans.getBean(Letters.class);
  }

  /** What links and forms carry. */
  public SignUpTokens signUpTokens() {
    return this.beans.getBean(SignUpTokens.class);
  }

  /** Sends the single letters that are due, as the scheduled ticks do. */
  public void runLetters() {
    carrier().sweep();
    carrier().runDue();
  }

  LetterCarrier carrier() {
    return this.beans.getBean(LetterCarrier.class);
  }

  /** Sends what is due, as the scheduled tick does. */
  public void runDue() {
    postmaster().runDue();
  }

  Postmaster postmaster() {
    return this.beans.getBean(Postmaster.class);
  }

  /** The counted links. */
  public Clicks clicks() {
    return this.beans.getBean(Clicks.class);
  }

  /** The issues' numbers. */
  public Numbers numbers() {
    return this.beans.getBean(Numbers.class);
  }

  ClickFolding clickFolding() {
    return this.beans.getBean(ClickFolding.class);
  }

  ClickCounter clickCounter() {
    return this.beans.getBean(ClickCounter.class);
  }

  Leases leases() {
    return this.beans.getBean(Leases.class);
  }

  Sweeper sweeper() {
    return this.beans.getBean(Sweeper.class);
  }

  /** What came back. */
  public Returns returns() {
    return this.beans.getBean(Returns.class);
  }

  Brakes brakes() {
    return this.beans.getBean(Brakes.class);
  }

  Consequences consequences() {
    return this.beans.getBean(Consequences.class);
  }

  Inboxes inboxes() {
    return this.beans.getBean(Inboxes.class);
  }

  ReturnRows returnRows() {
    return this.beans.getBean(ReturnRows.class);
  }

  ReturnPaths returnPaths() {
    return this.beans.getBean(ReturnPaths.class);
  }

  UnsubscribeTokens unsubscribeTokens() {
    return this.beans.getBean(UnsubscribeTokens.class);
  }

  /** Moves the clock, and what is due by the database's clock with it. */
  public void letTimePass(Duration time) {
    this.clock.advance(time);
    shift(
        "UPDATE mailing_retry SET due_at = due_at - CAST(? AS INTEGER) * INTERVAL '1' SECOND",
        time);
    for (String column : List.of("first_at", "last_at", "counted_at")) {
      shift(
          "UPDATE issue_click SET %1$s = %1$s - CAST(? AS INTEGER) * INTERVAL '1' SECOND"
              .formatted(column),
          time);
    }
    shift(
        "UPDATE mailing_line SET changed_at = changed_at - CAST(? AS INTEGER) * INTERVAL '1' SECOND",
        time);
    shift("UPDATE letter SET due_at = due_at - CAST(? AS INTEGER) * INTERVAL '1' SECOND", time);
    shift(
        "UPDATE letter SET give_up_at = give_up_at - CAST(? AS INTEGER) * INTERVAL '1' SECOND",
        time);
    shift(
        "UPDATE letter SET held_until = held_until - CAST(? AS INTEGER) * INTERVAL '1' SECOND",
        time);
    shift("UPDATE issue SET deadline = deadline - CAST(? AS INTEGER) * INTERVAL '1' SECOND", time);
    shift(
        "UPDATE mailing_sender SET alive_until = alive_until - CAST(? AS INTEGER) * INTERVAL '1'"
            + " SECOND",
        time);
  }

  private void shift(String sql, Duration time) {
    this.jdbc.sql(sql).param(Math.toIntExact(time.toSeconds())).update();
  }

  /** Forgets every issue and reader. */
  public void forgetEverything() {
    for (String table :
        new String[] {
          "mailing_return_due",
          "mailing_return",
          "mailing_line",
          "mailing_range",
          "mailing_retry",
          "mailing_tally",
          "mailing_sender",
          "issue_click",
          "issue_click_sum",
          "issue_link",
          "issue_unsubscription",
          "archived_issue",
          "letter",
          "sign_up",
          "sign_up_mark",
          "issue",
          "reader_section",
          "suppression",
          "reader"
        }) {
      this.jdbc.sql("DELETE FROM " + table).update();
    }
  }

  /** The state of a reader's line of the only issue. */
  LineState stateOf(String address) {
    return LineState.of(column("state", address, Integer.class));
  }

  /** What the line of a reader says of the relay's reply. */
  String replyOf(String address) {
    return column("reply", address, String.class);
  }

  private <T> T column(String name, String address, Class<T> type) {
    return this.jdbc
        .sql(
            "SELECT l.%s FROM mailing_line l JOIN reader r ON r.id = l.reader_id WHERE r.address = ?"
                .formatted(name))
        .param(address)
        .query(type)
        .single();
  }

  JdbcClient jdbc() {
    return this.jdbc;
  }
}
