// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.audience.ReaderId;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;
import org.storycast.simulator.EmailSimulator;
import org.storycast.simulator.ReceivedMail;

/** The whole way of a link: out with the mail, back from the reader, into the numbers. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class ClicksTests {

  private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0";
  private static final List<String> TARGETS =
      List.of(
          "https://courier.example/story?a=1&b=\"2\"",
          "https://courier.example/жаңалық",
          "https://courier.example/three",
          "https://courier.example/four");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final EmailSimulator relay = new EmailSimulator(this.clock);
  private final HikariDataSource source;

  ClicksTests(TestDatabase.Kind kind) {
    this.source = Pool.of(kind.fresh());
  }

  @AfterEach
  void stop() {
    this.relay.close();
    this.source.close();
  }

  @Test
  void leadsOnAndCountsOneReaderOnce() {
    MailingFixture desk = sent(2, Map.of());
    List<Link> links = linksOf(mail(0));
    assertThat(links)
        .extracting(link -> desk.clicks().target(link.token(), link.number()).get())
        .containsExactly(
            TARGETS.get(0).replace("\"", "%22"),
            "https://courier.example/%D0%B6%D0%B0%D2%A3%D0%B0%D0%BB%D1%8B%D2%9B",
            TARGETS.get(2),
            TARGETS.get(3));
    assertThat(counted(desk)).isZero();
    desk.letTimePass(Duration.ofMinutes(1));
    follow(desk, links.get(0));
    follow(desk, links.get(0));
    desk.letTimePass(Duration.ofMinutes(1));
    follow(desk, links.get(0));
    assertThat(counted(desk)).isOne();
    assertThat(rows(desk)).isOne();
    follow(desk, linksOf(mail(1)).get(0));
    assertThat(counted(desk)).isEqualTo(2);
  }

  @Test
  void givesEachReaderLinksOfTheirOwnInMailThatIsSigned() throws Exception {
    MailingFixture desk = sent(2, DkimPairs.both());
    Link one = linksOf(mail(0)).getFirst();
    Link other = linksOf(mail(1)).getFirst();
    assertThat(one.token()).isNotEqualTo(other.token());
    for (ReceivedMail mail : this.relay.mails()) {
      String record = desk.letterhead().signer().keys().getFirst().dnsRecord();
      assertThat(new DkimVerifier(mail.raw()).accepts(0, record)).isTrue();
      String forged =
          new String(mail.raw(), StandardCharsets.US_ASCII).replace(one.token(), other.token());
      boolean changed = !forged.equals(new String(mail.raw(), StandardCharsets.US_ASCII));
      assertThat(new DkimVerifier(forged.getBytes(StandardCharsets.US_ASCII)).accepts(0, record))
          .isEqualTo(!changed);
    }
  }

  @Test
  void keepsTheRestOfTheMailAsItIs() {
    MailingFixture desk = sent(1, Map.of());
    String html = mail(0).body("text/html").replace("\r\n", "\n");
    Link link = linksOf(mail(0)).getFirst();
    String plain = html;
    for (int number = TARGETS.size(); number > 0; number--) {
      plain =
          plain.replace(
              "https://news.courier.example/c/" + link.token() + "/" + number,
              TARGETS.get(number - 1).replace("&", "&amp;").replace("\"", "&quot;"));
    }
    assertThat(plain.strip())
        .isEqualTo(
            IssueBody.of(content().html(), "", Map.of(Markers.UNSUBSCRIBE, unsubscribe(html)))
                .html()
                .strip());
    assertThat(mail(0).body("text/plain")).contains("courier.example/three").doesNotContain("/c/");
    String raw = new String(mail(0).raw(), StandardCharsets.US_ASCII);
    assertThat(raw.substring(raw.indexOf("\r\n\r\n")).lines()).allMatch(it -> it.length() <= 76);
    assertThat(desk.letterhead().longestBytes(content().html(), ""))
        .isBetween(html.length() - 5, html.length() + 5);
    IssueId issue = desk.mailings().find("key").orElseThrow();
    assertThat(desk.mailings().webVersion(issue).orElseThrow().html())
        .contains("courier.example/three")
        .doesNotContain("/c/")
        .doesNotContain("storycast:click");
  }

  @Test
  void takesABurstBackAndCountsWhoComesLater() {
    MailingFixture desk = sent(1, Map.of());
    List<Link> links = linksOf(mail(0));
    desk.letTimePass(Duration.ofMinutes(1));
    follow(desk, links.get(0));
    follow(desk, links.get(1));
    assertThat(counted(desk)).isEqualTo(2);
    this.clock.advance(Duration.ofMillis(500));
    follow(desk, links.get(2));
    assertThat(counted(desk)).isZero();
    desk.letTimePass(Duration.ofMinutes(10));
    follow(desk, links.get(1));
    assertThat(counted(desk)).isOne();
  }

  @Test
  void countsNoneOfThoseWhoComeTooEarlyOrSayWhatTheyAre() {
    MailingFixture desk = sent(1, Map.of());
    Link link = linksOf(mail(0)).getFirst();
    follow(desk, link);
    assertThat(counted(desk)).isZero();
    desk.letTimePass(Duration.ofMinutes(1));
    desk.clicks().follow(link.token(), link.number(), "curl/8.5");
    assertThat(counted(desk)).isZero();
    follow(desk, link);
    assertThat(counted(desk)).isOne();
  }

  @Test
  void leadsOnWhenReaderLedgerAndDatabaseAreGone() {
    MailingFixture desk = sent(1, Map.of());
    Link link = linksOf(mail(0)).getLast();
    desk.jdbc().sql("DELETE FROM reader").update();
    desk.jdbc().sql("DELETE FROM mailing_line").update();
    follow(desk, link);
    assertThat(rows(desk)).isZero();
    this.source.close();
    assertThat(desk.clicks().follow(link.token(), link.number(), FIREFOX)).contains(TARGETS.get(3));
    desk.clickCounter().write();
    assertThat(desk.clicks().follow(link.token(), "99", FIREFOX)).isEmpty();
  }

  @Test
  void countsWhatWaitedForTheDatabase() {
    MailingFixture desk = sent(1, Map.of());
    Link link = linksOf(mail(0)).getFirst();
    desk.letTimePass(Duration.ofMinutes(1));
    desk.jdbc().sql("ALTER TABLE issue_click RENAME TO away").update();
    follow(desk, link);
    follow(desk, link);
    desk.jdbc().sql("ALTER TABLE away RENAME TO issue_click").update();
    desk.letTimePass(Duration.ofMinutes(1));
    desk.clickCounter().write();
    assertThat(counted(desk)).isOne();
    assertThat(desk.clicks().of(reader(desk)))
        .singleElement()
        .satisfies(
            click -> {
              assertThat(click.hits()).isEqualTo(2);
              assertThat(click.target()).isEqualTo(TARGETS.getFirst());
              assertThat(click.counted()).isTrue();
            });
    assertThat(desk.clicks().of(new ReaderId(new UUID(0, 1)))).isEmpty();
  }

  @Test
  void growsByNothingWhereOneLinkIsHammered() {
    MailingFixture desk = sent(1, Map.of());
    Link link = linksOf(mail(0)).getFirst();
    desk.letTimePass(Duration.ofMinutes(1));
    for (int round = 0; round < 5; round++) {
      for (int hit = 0; hit < 1_000; hit++) {
        desk.clicks().follow(link.token(), link.number(), FIREFOX);
      }
      desk.clickCounter().write();
    }
    assertThat(rows(desk)).isOne();
    assertThat(counted(desk)).isOne();
  }

  @Test
  void leavesLinksAloneUnlessAskedAndForgetsNoneThatWereSent() {
    MailingFixture off = sent(1, Map.of("clicks.count", "false"));
    assertThat(linksOf(mail(0))).isEmpty();
    assertThat(mail(0).body("text/html")).contains("https://courier.example/three");
    off.forgetEverything();
    this.relay.forget();
    MailingFixture on = sent(1, Map.of());
    Link link = linksOf(mail(0)).getFirst();
    on.letTimePass(Duration.ofMinutes(1));
    assertThat(off.clicks().follow(link.token(), link.number(), FIREFOX)).isPresent();
    off.clickCounter().write();
    assertThat(rows(on)).isZero();
  }

  private MailingFixture sent(int readers, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("clicks.count", "true");
    MailingFixture desk = new MailingFixture(this.source, this.clock, this.relay.port(), all);
    ManyReaders.add(desk.jdbc(), readers);
    desk.mailings().open("key", content(), Issues.EVERYBODY);
    desk.runDue();
    assertThat(this.relay.mails()).hasSize(readers);
    return desk;
  }

  private static IssueContent content() {
    return new IssueContent(
        "Rivers rise",
        "",
        """
        <!doctype html><html lang="en"><body><h1>Ünïcode</h1><a href="%s">One</a>
        <a href='%s'>Two</a> <A HREF=%s>Three</A><p>a = b</p><a class="x" href="%s">Four</a>
        <a href="https://courier.example/three">Again</a> <a href="%s">Unsubscribe</a>
        </body></html>
        """
            .formatted(
                TARGETS.get(0).replace("&", "&amp;").replace("\"", "&quot;"),
                TARGETS.get(1),
                TARGETS.get(2),
                TARGETS.get(3),
                Markers.UNSUBSCRIBE),
        "https://courier.example/three " + Markers.UNSUBSCRIBE,
        "en");
  }

  private ReceivedMail mail(int index) {
    return this.relay.mails().get(index);
  }

  private static List<Link> linksOf(ReceivedMail mail) {
    return Jsoup.parse(mail.body("text/html")).select("a[href*=/c/]").eachAttr("href").stream()
        .distinct()
        .map(href -> href.split("/c/")[1].split("/"))
        .map(parts -> new Link(parts[0], parts[1]))
        .toList();
  }

  private static String unsubscribe(String html) {
    return Jsoup.parse(html).select("a[href*=/u/]").attr("href");
  }

  private static void follow(MailingFixture desk, Link link) {
    assertThat(desk.clicks().follow(link.token(), link.number(), FIREFOX)).isPresent();
    desk.clickCounter().write();
  }

  private static int counted(MailingFixture desk) {
    return number(desk, "SELECT COUNT(*) FROM issue_click WHERE counted_at IS NOT NULL");
  }

  private static int rows(MailingFixture desk) {
    return number(desk, "SELECT COUNT(*) FROM issue_click");
  }

  private static int number(MailingFixture desk, String sql) {
    return desk.jdbc().sql(sql).query(Integer.class).single();
  }

  private static ReaderId reader(MailingFixture desk) {
    return new ReaderId(desk.jdbc().sql("SELECT id FROM reader").query(UUID.class).single());
  }

  private record Link(String token, String number) {}
}
