// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import org.storycast.channel.ChannelId;
import org.storycast.channel.DigestRhythm;
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
import org.storycast.story.StoryId;
import org.storycast.story.Submission;

/**
 * The delivery of a story to every channel in a process that can be killed: the real engine, the
 * real scheduler, the real adapters and a database on disk.
 */
final class KillableProcess {

  static final String DONE = "DONE";

  private static final int MOST_ROUNDS = 1200;

  private KillableProcess() {}

  /**
   * Recovers what an earlier process left, then sends a new story.
   *
   * @param arguments a file of settings, the number of the write to stop at, and whether after it
   */
  public static void main(String[] arguments) {
    try {
      run(arguments);
    } catch (Exception failure) {
      failure.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(String[] arguments) throws Exception {
    Properties settings = new Properties();
    try (var reader = Files.newBufferedReader(Path.of(arguments[0]))) {
      settings.load(reader);
    }
    KillPoint point =
        new KillPoint(Integer.parseInt(arguments[1]), Boolean.parseBoolean(arguments[2]));
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new PropertiesPropertySource("settings", settings));
    context.registerBean(Settings.class, () -> new Settings(settings));
    context.registerBean(KillPoint.class, () -> point);
    context.register(Beans.class);
    context.refresh();
    forgetRateLimits(context.getBean(JdbcClient.class));
    Deliveries deliveries = context.getBean(Deliveries.class);
    waitWhile(() -> unended(deliveries));
    send(context, point);
    waitWhile(() -> stillChanging(deliveries));
    System.out.println(DONE);
    System.out.flush();
    new CountDownLatch(1).await();
  }

  /** So many stories on a day are more than some channels' profiles allow. */
  private static void forgetRateLimits(JdbcClient jdbc) {
    jdbc.sql("UPDATE account_state SET next_free_at = NULL").update();
  }

  private static void send(AnnotationConfigApplicationContext context, KillPoint point) {
    StoryId story = story(context.getBean(Stories.class));
    Instant soon = context.getBean(Clock.class).instant().plus(Duration.ofSeconds(20));
    context
        .getBean(DeliveryDesk.class)
        .send(story, List.of(), soon, "harness")
        .forEach(delivery -> point.watch(delivery.key()));
  }

  private static StoryId story(Stories stories) {
    String name = UUID.randomUUID().toString();
    Content content =
        new Content(
            "The bridge opens",
            "",
            List.of(Block.paragraph("It is long.")),
            URI.create("https://courier.example/" + name),
            "en",
            "",
            "",
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            Content.Priority.ROUTINE);
    return stories
        .store(new Submission("wire", content, List.of(new Alias(Alias.Kind.GUID, name)), false))
        .story()
        .id();
  }

  /** Waits until there are none; what takes too long is a defect, and is named. */
  private static void waitWhile(Supplier<List<Delivery>> some) throws InterruptedException {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (some.get().isEmpty()) {
        return;
      }
      new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
    }
    System.out.println("Not ended: " + some.get());
    System.exit(1);
  }

  /** What has neither ended nor waits for a person: a doubt is looked into some more times. */
  private static List<Delivery> stillChanging(Deliveries deliveries) {
    return deliveries.unsettled().stream()
        .map(id -> deliveries.find(id).orElseThrow())
        .filter(it -> it.state() != DeliveryState.UNCLEAR || it.wakeAt() != null)
        .toList();
  }

  private static List<Delivery> unended(Deliveries deliveries) {
    return deliveries.unsettled().stream()
        .map(id -> deliveries.find(id).orElseThrow())
        .filter(delivery -> delivery.state() != DeliveryState.UNCLEAR)
        .toList();
  }

  /** What the test tells the process. */
  record Settings(Properties values) {

    String get(String name) {
      return this.values.getProperty(name);
    }
  }

  /** The database's clock would be the slow one. */
  static final class HurriedDatabaseClock extends DatabaseClock {

    private final Clock clock;

    HurriedDatabaseClock(JdbcClient jdbc, Clock clock) {
      super(jdbc, clock);
      this.clock = clock;
    }

    @Override
    public Instant now() {
      return this.clock.instant();
    }
  }

  @EnableTransactionManagement
  @ConfigurationPropertiesScan("org.storycast.channel")
  @ComponentScan(
      basePackages = {"org.storycast.delivery", "org.storycast.channel"},
      nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
      excludeFilters = {
        @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = DatabaseClock.class),
        @ComponentScan.Filter(
            type = FilterType.REGEX,
            pattern = "org\\.storycast\\.channel\\.email\\..*")
      })
  static class Beans {

    @Bean
    PublicMedia publicMedia() {
      return Optional::empty;
    }

    @Bean
    DataSource dataSource(Settings settings) {
      HikariDataSource source = new HikariDataSource();
      source.setJdbcUrl(settings.get("database.url"));
      source.setUsername(settings.get("database.user"));
      source.setPassword(settings.get("database.password"));
      source.setMaximumPoolSize(5);
      return source;
    }

    @Bean
    JdbcClient jdbcClient(DataSource source) {
      Flyway.configure().dataSource(source).load().migrate();
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
    Clock clock(Settings settings) {
      return new HurriedClock(Instant.parse(settings.get("clock.beginning")));
    }

    @Bean
    DatabaseClock databaseClock(JdbcClient jdbc, Clock clock) {
      return new HurriedDatabaseClock(jdbc, clock);
    }

    /** One at a time, so that the writes come in the same order in every run. */
    @Bean
    DeliveryProperties deliveryProperties() {
      return new DeliveryProperties(
          1,
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          1000,
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
        ApplicationEventPublisher events,
        Clock clock) {
      return new Stories(jdbc, transactions, events, clock);
    }

    @Bean
    MediaOnDisk media(Settings settings) {
      return new MediaOnDisk(
          Path.of(settings.get("media.folder")), URI.create(settings.get("media.address")));
    }

    @Bean
    PostComposer composer(MediaOnDisk media) {
      return new AnyPostComposer(media);
    }

    @Bean
    ChannelZones channelZones() {
      return channel -> ZoneOffset.UTC;
    }

    @Bean
    Routing routing() {
      return new Routing() {
        @Override
        public Optional<DigestTime> lastDigestTime(
            ChannelId channel, DigestRhythm rhythm, Instant now) {
          return Optional.empty();
        }

        @Override
        public Verdict digestVerdict(ChannelId channel, Instant plannedFor, Instant now) {
          return new Verdict.Send();
        }

        @Override
        public List<Assignment> assign(org.storycast.story.Story story, Instant now) {
          return List.of();
        }

        @Override
        public Verdict verdict(
            org.storycast.story.Story story,
            org.storycast.channel.ChannelId channel,
            Instant plannedFor,
            Instant now) {
          return new Verdict.Send();
        }
      };
    }
  }
}
