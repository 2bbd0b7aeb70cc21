// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.channel.ChannelsProperties;
import org.storycast.channel.ChannelsProperties.ChannelSettings;
import org.storycast.channel.ConnectedAccount;
import org.storycast.channel.ConnectedAccounts;
import org.storycast.channel.CredentialEnds;
import org.storycast.channel.DigestOf;
import org.storycast.channel.DigestRhythm;
import org.storycast.channel.DoubtPolicy;
import org.storycast.channel.MutableClock;
import org.storycast.channel.OpeningCheck;
import org.storycast.channel.Post;
import org.storycast.database.TestDatabase;
import org.storycast.format.Composed;
import org.storycast.format.Edition;
import org.storycast.format.PostComposer;
import org.storycast.format.PublicMedia;
import org.storycast.routing.Assignment;
import org.storycast.routing.ChannelZones;
import org.storycast.routing.DigestTime;
import org.storycast.routing.Routing;
import org.storycast.routing.Verdict;
import org.storycast.story.Alias;
import org.storycast.story.Block;
import org.storycast.story.Content;
import org.storycast.story.Stories;
import org.storycast.story.Story;
import org.storycast.story.StoryId;
import org.storycast.story.Submission;

/** The delivery module over a real database, with a scripted channel and a settable clock. */
final class DeliveryKit implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final ChannelId CHANNEL = new ChannelId("scripted");
  static final ChannelId RESENDING = new ChannelId("resending");
  static final ChannelId REHEARSING = new ChannelId("rehearsing");

  /** Spends at most a dollar a day and 2.50 a month. */
  static final ChannelId COSTLY = new ChannelId("costly");

  private static final Map<String, String> BUDGET =
      Map.of("budget-daily", "1", "budget-monthly", "2.50", "for-tests", "true");
  private static final Map<String, String> DIGESTS =
      Map.of("digests.daily", "0 0 18 * * *", "digests.stories", "4");

  final TestDatabase database;
  final MutableClock clock = new MutableClock(NOON);
  final ScriptedChannel channel = new ScriptedChannel();
  final InterruptibleSource source;
  final FixedRouting routing = new FixedRouting();

  Optional<Instant> credentialsEnd = Optional.empty();

  /** The accounts that people connected. */
  final Map<ChannelId, ConnectedAccount> connections = new ConcurrentHashMap<>();

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  DeliveryKit(TestDatabase database, Path data) {
    this.database = database;
    this.source = new InterruptibleSource(database.sourceOfManyEach());
    this.context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource("test", Map.of("storycast.data-directory", data.toString())));
    this.context.registerBean(DataSource.class, () -> this.source);
    this.context.registerBean(Clock.class, () -> this.clock);
    this.context.registerBean(ScriptedChannel.class, () -> this.channel);
    this.context.registerBean(
        ConnectedAccounts.class,
        () -> channel -> Optional.ofNullable(this.connections.get(channel)));
    this.context.registerBean(CredentialEnds.class, () -> channel -> this.credentialsEnd);
    this.context.registerBean(Routing.class, () -> this.routing);
    this.context.register(Beans.class);
    this.context.refresh();
  }

  <T> T get(Class<T> type) {
    return this.context.getBean(type);
  }

  void publish(Object event) {
    this.context.publishEvent(event);
  }

  /** Stores a story and plans it for a channel, now. */
  DeliveryId planned(ChannelId to) {
    return get(DeliveryDesk.class).send(story().id(), List.of(to), null, "tester").getFirst().id();
  }

  Story story() {
    return store(false);
  }

  Story store(boolean held) {
    return store(held, "Bridge opens", "", null, Content.Priority.ROUTINE);
  }

  Story store(
      boolean held,
      String headline,
      String section,
      @Nullable Instant embargo,
      Content.Priority priority) {
    return store(held, headline, section, embargo, priority, null);
  }

  /** Stores what became known after a story. */
  Story update(Story earlier) {
    return store(false, "Bridge is open", "", null, Content.Priority.ROUTINE, earlier.id());
  }

  private Story store(
      boolean held,
      String headline,
      String section,
      @Nullable Instant embargo,
      Content.Priority priority,
      @Nullable StoryId continues) {
    String name = UUID.randomUUID().toString();
    Content content =
        new Content(
            headline + " " + name,
            "",
            List.of(Block.paragraph("It is long.")),
            URI.create("https://courier.example/" + name),
            "en",
            "",
            "",
            section.isEmpty() ? List.of() : List.of(section),
            List.of(),
            List.of(),
            NOON,
            embargo,
            priority);
    return get(Stories.class)
        .store(
            new Submission(
                "wire", content, List.of(new Alias(Alias.Kind.GUID, name)), held, continues))
        .story();
  }

  /** Does all that is due now. */
  void run() {
    get(Dispatcher.class).runDueDeliveries();
  }

  void runAfter(Duration time) {
    this.clock.advance(time);
    run();
  }

  Delivery delivery(DeliveryId id) {
    return get(Deliveries.class).find(id).orElseThrow();
  }

  List<LedgerEntry.Kind> history(DeliveryId id) {
    return get(Ledger.class).of(id).stream().map(LedgerEntry::kind).toList();
  }

  @Override
  public void close() {
    this.context.close();
  }

  /** Assigns nothing by itself and lets everything pass, unless told otherwise. */
  static final class FixedRouting implements Routing {

    Verdict verdict = new Verdict.Send();
    List<Assignment> assignments = List.of();
    List<DigestTime> digestTimes = List.of();

    @Override
    public Optional<DigestTime> lastDigestTime(
        ChannelId channel, DigestRhythm rhythm, Instant now) {
      return this.digestTimes.stream()
          .filter(time -> rhythm == DigestRhythm.DAILY && !time.moment().isAfter(now))
          .reduce((earlier, later) -> later);
    }

    @Override
    public Verdict digestVerdict(ChannelId channel, Instant plannedFor, Instant now) {
      return this.verdict;
    }

    @Override
    public List<Assignment> assign(Story story, Instant now) {
      return this.assignments;
    }

    @Override
    public Verdict verdict(Story story, ChannelId channel, Instant plannedFor, Instant now) {
      return this.verdict;
    }
  }

  /** Remembers wake-ups without a scheduler; tests call {@link #run} instead. */
  static final class RecordingWakeups implements Wakeups {

    final List<DeliveryId> woken = new ArrayList<>();

    @Override
    public void wake(DeliveryId delivery, Instant moment) {
      this.woken.add(delivery);
    }
  }

  @EnableTransactionManagement
  @ComponentScan(
      basePackages = "org.storycast.delivery",
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.ASSIGNABLE_TYPE,
              classes = {DeliveryScheduler.class, DatabaseClock.class}))
  static class Beans {

    @Bean
    PublicMedia publicMedia() {
      return Optional::empty;
    }

    @Bean
    JdbcClient jdbcClient(DataSource source) {
      return JdbcClient.create(source);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    PlatformTransactionManager transactionManager(DataSource source) {
      return new JdbcTransactionManager(source);
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager manager) {
      return new TransactionTemplate(manager);
    }

    @Bean
    DeliveryProperties deliveryProperties() {
      return new DeliveryProperties(
          1,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          4,
          Duration.ofSeconds(1),
          Duration.ofMillis(20));
    }

    @Bean
    InstallationProperties installationProperties() {
      return new InstallationProperties(null, null, null);
    }

    @Bean
    Stories stories(
        JdbcClient jdbc,
        PlatformTransactionManager transactions,
        org.springframework.context.ApplicationEventPublisher events,
        Clock clock) {
      return new Stories(jdbc, transactions, events, clock);
    }

    @Bean
    ChannelZones channelZones() {
      return channel -> ZoneId.of("Asia/Almaty");
    }

    @Bean
    Wakeups wakeups() {
      return new RecordingWakeups();
    }

    @Bean
    PostComposer composer() {
      return (edition, channel, key) ->
          new Composed(
              new Post(
                  Map.of(
                      "text",
                      edition.stories().stream()
                          .map(story -> story.content().headline())
                          .collect(Collectors.joining("\n"))),
                  null,
                  "en",
                  List.of(),
                  List.of(),
                  List.of(),
                  false,
                  digestOf(edition),
                  null),
              List.of(),
              List.of());
    }

    private static @Nullable DigestOf digestOf(Edition edition) {
      return edition.rhythm() == null
          ? null
          : new DigestOf(
              edition.rhythm(),
              edition.stories().stream()
                  .map(it -> it.content())
                  .map(it -> new DigestOf.Entry(it.headline(), it.sections()))
                  .toList());
    }

    @Bean
    ChannelsProperties channelsProperties() {
      return new ChannelsProperties(
          Map.of(
              CHANNEL.value(), settings(DoubtPolicy.HOLD, false, DIGESTS),
              RESENDING.value(), settings(DoubtPolicy.RESEND, false, Map.of()),
              REHEARSING.value(), settings(DoubtPolicy.HOLD, true, Map.of()),
              COSTLY.value(), settings(DoubtPolicy.RESEND, false, BUDGET)));
    }

    private static ChannelSettings settings(
        DoubtPolicy onDoubt, boolean rehearsal, Map<String, String> settings) {
      return new ChannelSettings("scripted", "en", onDoubt, rehearsal, null, settings, Map.of());
    }

    @Bean
    Channels channels(
        ScriptedChannel channel,
        ChannelsProperties properties,
        ConnectedAccounts connected,
        ObjectProvider<OpeningCheck> checks)
        throws ReflectiveOperationException {
      var constructor = Channels.class.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return (Channels) constructor.newInstance(List.of(channel), properties, connected, checks);
    }
  }
}
