// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.storycast.access.Role;
import org.storycast.audience.Consent;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.NewReader;
import org.storycast.audience.Readers;
import org.storycast.audience.Rhythm;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;
import org.storycast.running.Recording;
import org.storycast.running.RunningService;
import org.storycast.simulator.EmailSimulator;
import org.storycast.simulator.ReceivedMail;
import org.storycast.story.Alias;
import org.storycast.story.Block;
import org.storycast.story.Content;
import org.storycast.story.Picture;
import org.storycast.story.Stories;
import org.storycast.story.Submission;

/**
 * The whole service with its own templates, from stories to digests in readers' boxes; the pages
 * are kept for people to look at.
 */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class DigestJourneyTests {

  private static final Path KEPT = Path.of("target", "looked-at");

  private final MutableClock clock =
      new MutableClock(
          Clock.systemUTC()
              .instant()
              .minus(3, ChronoUnit.DAYS)
              .truncatedTo(ChronoUnit.DAYS)
              .plusSeconds(3600));
  private final EmailSimulator relay = new EmailSimulator(this.clock);
  private final ConfigurableApplicationContext service;

  DigestJourneyTests(TestDatabase.Kind kind, @TempDir Path data) {
    TestDatabase database = kind.fresh();
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--spring.main.banner-mode=off",
                "--server.port=0",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.user(),
                "--storycast.data-directory=" + data,
                "--storycast.newsroom.name=The Steppe Courier",
                "--storycast.newsroom.website=https://courier.example",
                "--storycast.newsroom.zone=Asia/Almaty",
                "--storycast.public-address=https://news.courier.example",
                "--storycast.mail.host=127.0.0.1",
                "--storycast.mail.port=" + this.relay.port(),
                "--storycast.mail.encryption=none",
                "--storycast.mail.from=news@courier.example",
                "--storycast.mail.from-name=The Steppe Courier",
                "--storycast.mail.postal-address=The Steppe Courier, 1 Abay Street, Astana"));
    for (String language : DigestSamples.LANGUAGES) {
      String channel = "--storycast.channels.email-" + language;
      int route = DigestSamples.LANGUAGES.indexOf(language);
      settings.add(channel + ".kind=email");
      settings.add(channel + ".language=" + language);
      settings.add(channel + ".settings.digests.daily=0 0 18 * * *");
      settings.add(channel + ".settings.digests.stories=5");
      settings.add("--storycast.routes[%d].languages=%s".formatted(route, language));
      settings.add("--storycast.routes[%d].channels=email-%s".formatted(route, language));
    }
    this.service = started(settings);
  }

  private ConfigurableApplicationContext started(List<String> settings) {
    SpringApplication application = new SpringApplication(org.storycast.StorycastApplication.class);
    application.addInitializers(
        context -> context.getBeanFactory().addBeanPostProcessor(new Clocks(this.clock)));
    return application.run(settings.toArray(String[]::new));
  }

  /** Puts the test's clock in the place of the service's. */
  private record Clocks(Clock clock) implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return bean instanceof Clock ? this.clock : bean;
    }
  }

  @AfterEach
  void stop() {
    this.service.close();
    this.relay.close();
  }

  @Test
  void bringsEachReaderTheDigestInTheReadersLanguage() throws IOException {
    for (String language : DigestSamples.LANGUAGES) {
      add("all-" + language + "@example.org", language);
    }
    add("sport@example.org", "en", "Sport");
    digests().makeDue();
    DigestSamples.all().forEach(this::store);
    this.clock.advance(Duration.ofDays(1));
    digests().makeDue();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> this.relay.mails().size() == DigestSamples.LANGUAGES.size() + 1);
    for (String language : DigestSamples.LANGUAGES) {
      look(language, only("all-" + language + "@example.org"));
    }
    sportOnly(only("sport@example.org"));
    theApiNamesIt();
  }

  private static void look(String language, ReceivedMail mail) throws IOException {
    String html = mail.body("text/html");
    Files.createDirectories(KEPT);
    Files.writeString(KEPT.resolve("digest-" + language + ".html"), html);
    Files.writeString(
        KEPT.resolve("digest-" + language + ".txt"),
        mail.subject() + "\n\n" + mail.body("text/plain"));
    Document page = Jsoup.parse(html);
    assertThat(page.select("h2")).hasSize(5);
    assertThat(page.select("html").attr("lang")).isEqualTo(language);
    assertThat(page.select("html").attr("dir")).isEqualTo(language.equals("ar") ? "rtl" : "ltr");
    assertThat(page.select("h2 a").eachAttr("href"))
        .allMatch(link -> link.contains("utm_content="));
    assertThat(mail.subject()).contains("The Steppe Courier: " + page.select("h2").first().text());
    assertThat(page.select(".preheader").text()).startsWith(page.select("h2").get(1).text());
    assertThat(page.select(".more").text()).contains("1");
    assertThat(page.select("a[href*=/u/]")).hasSize(1);
    assertThat(mail.body("text/plain"))
        .contains(page.select("h2").last().text())
        .contains("1 Abay Street");
    assertThat(html + mail.body("text/plain")).doesNotContain("storycast:");
    assertThat(html.length()).isLessThan(40_000);
  }

  private static void sportOnly(ReceivedMail mail) throws IOException {
    Files.writeString(KEPT.resolve("digest-sport.html"), mail.body("text/html"));
    Document page = Jsoup.parse(mail.body("text/html"));
    assertThat(page.select(".section").eachText()).containsOnly("Sport");
    assertThat(mail.subject()).endsWith(page.select("h2").first().text());
    assertThat(page.select(".preheader").text())
        .isEqualTo(page.select("h2").stream().skip(1).map(it -> it.text()).findFirst().orElse(""));
  }

  private void theApiNamesIt() {
    RunningService running =
        new RunningService(this.service, new Recording(), new ConcurrentHashMap<>());
    List<String> digests =
        running
            .as(Role.READER)
            .get("/api/v1/deliveries?channel=email-en")
            .json()
            .path("items")
            .findValuesAsString("digest");
    assertThat(digests)
        .filteredOn(name -> !name.isEmpty())
        .singleElement()
        .asString()
        .startsWith("Daily digest of ")
        .endsWith(" 18:00");
  }

  private ReceivedMail only(String address) {
    assertThat(this.relay.mailsTo(address)).hasSize(1);
    return this.relay.mailsTo(address).getFirst();
  }

  private Digests digests() {
    return this.service.getBean(Digests.class);
  }

  private void add(String address, String language, String... sections) {
    this.service
        .getBean(Readers.class)
        .add(
            new NewReader(
                EmailAddress.parse(address), null, language, Set.of(sections), Rhythm.DAILY, "en"),
            new Consent("a form", ""));
  }

  private void store(DigestSamples.Sample sample) {
    this.clock.advance(Duration.ofMinutes(1));
    String name = UUID.randomUUID().toString();
    Content content =
        new Content(
            sample.headline(),
            sample.lead(),
            List.of(Block.paragraph(sample.lead())),
            URI.create("https://courier.example/" + name),
            sample.language(),
            "",
            "",
            List.of(sample.section()),
            List.of(),
            sample.pictured()
                ? List.of(new Picture(URI.create("https://courier.example/p.jpg"), "", "", ""))
                : List.of(),
            this.clock.instant(),
            null,
            sample.breaking() ? Content.Priority.BREAKING : Content.Priority.ROUTINE);
    this.service
        .getBean(Stories.class)
        .store(new Submission("wire", content, List.of(new Alias(Alias.Kind.GUID, name)), false));
  }
}
