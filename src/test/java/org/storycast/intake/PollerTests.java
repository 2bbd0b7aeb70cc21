package org.storycast.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.database.TestDatabase;
import org.storycast.intake.SourcesProperties.SourceSettings;
import org.storycast.story.Content;
import org.storycast.story.Picture;
import org.storycast.story.StoryAdded;
import org.storycast.story.StoryRevised;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class PollerTests {

  private final Newsroom newsroom;
  private final SourceSettings feed;

  PollerTests(TestDatabase.Kind kind) {
    this.newsroom = new Newsroom(kind.fresh());
    this.feed = Newsroom.settings(this.newsroom.address("/feed"));
  }

  @AfterEach
  void close() {
    this.newsroom.close();
  }

  private static String rss(String... items) {
    return "<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'"
        + " xmlns:content='http://purl.org/rss/1.0/modules/content/'"
        + " xmlns:media='http://search.yahoo.com/mrss/'><channel><title>Courier</title>"
        + "<link>https://courier.example/</link><language>en-GB</language>"
        + String.join("", items)
        + "</channel></rss>";
  }

  private static String item(String guid, String title, String text) {
    return item(guid, title, text, "Mon, 02 Mar 2026 10:00:00 +0000");
  }

  private static String item(String guid, String title, String text, String date) {
    return ("<item><guid isPermaLink='false'>%s</guid><title>%s</title>"
            + "<link>https://courier.example/%s/?utm_source=rss</link><pubDate>%s</pubDate>"
            + "<description>%s</description></item>")
        .formatted(guid, title, guid, date, text);
  }

  @Test
  void readsAllThatAFeedSays() {
    this.newsroom.serve(
        "/feed",
        rss(
            "<item><guid>7</guid><title>River &amp;amp; dam</title><link>/river/</link>"
                + "<pubDate>Mon, 02 Mar 2026 10:00:00 +0500</pubDate><dc:creator>Aida Serik"
                + "</dc:creator><category>News</category><category>Water</category>"
                + "<description>Thousands flee.</description><content:encoded><![CDATA[<p>ATYRAU –"
                + " It <a href='/dam'>rose</a>.</p>]]></content:encoded><media:content"
                + " url='/s.jpg' width='140' medium='image'/><media:content url='/s.jpg?w=9'"
                + " width='900' medium='image'><media:credit>Photo: Dana Kim</media:credit>"
                + "</media:content></item>"));
    this.newsroom.look("courier", this.feed);
    assertThat(this.newsroom.contents())
        .singleElement()
        .satisfies(
            content -> {
              assertThat(content.headline()).isEqualTo("River & dam");
              assertThat(content.lead()).isEqualTo("Thousands flee.");
              assertThat(content.dateline()).isEqualTo("ATYRAU");
              assertThat(content.address()).hasToString("https://courier.example/river/");
              assertThat(content.language()).isEqualTo("en-GB");
              assertThat(content.byline()).isEqualTo("Aida Serik");
              assertThat(content.sections()).containsExactly("News", "Water");
              assertThat(content.publishedAt()).isEqualTo(Instant.parse("2026-03-02T05:00:00Z"));
              assertThat(content.body().getFirst().spans().get(1).link())
                  .hasToString("https://courier.example/dam");
              assertThat(content.pictures())
                  .extracting(it -> it.address().toString(), Picture::credit)
                  .containsExactly(
                      org.assertj.core.groups.Tuple.tuple(
                          "https://courier.example/s.jpg?w=9", "Dana Kim"));
            });
  }

  @Test
  void secondLookAddsNothing() {
    this.newsroom.serve("/feed", rss(item("1", "River", "It rose."), item("2", "Dam", "It held.")));
    this.newsroom.look("courier", this.feed);
    this.newsroom.events.clear();
    SourceState state = this.newsroom.lookAgain("courier", this.feed);
    assertThat(this.newsroom.requests).hasSize(2);
    assertThat(this.newsroom.all()).hasSize(2);
    assertThat(this.newsroom.events).isEmpty();
    assertThat(state.failures()).isZero();
    assertThat(state.lastSuccess()).isEqualTo(this.newsroom.clock.instant());
  }

  @Test
  void changedStoryIsARevisionOfTheSameStory() {
    this.newsroom.serve("/feed", rss(item("1", "River", "It rose.")));
    this.newsroom.look("courier", this.feed);
    this.newsroom.serve("/feed", rss(item("1", "River falls", "It fell.")));
    this.newsroom.lookAgain("courier", this.feed);
    assertThat(this.newsroom.events)
        .hasExactlyElementsOfTypes(StoryAdded.class, StoryRevised.class);
    assertThat(this.newsroom.contents())
        .extracting(Content::headline)
        .containsExactly("River falls");
  }

  @Test
  void oneStoryAtTwoAddressesIsOneStory() {
    String long1 =
        "<p>It rose.</p>" + "<p>Nobody knows why it did so in March of all months.</p>".repeat(5);
    this.newsroom.serve(
        "/feed",
        rss("<item><title>River</title><link>https://courier.example/river</link></item>"));
    this.newsroom.serve(
        "/other",
        rss(
            "<item><title>River </title><link>http://Courier.example:80/river/?fbclid=1#top</link>"
                + "<description><![CDATA["
                + long1
                + "]]></description></item>"));
    this.newsroom.look("courier", this.feed);
    this.newsroom.look("other", Newsroom.settings(this.newsroom.address("/other")));
    assertThat(this.newsroom.all()).hasSize(1);
  }

  @Test
  void sameWordsUnderTheSameTitleOnTheSameDayAreOneStoryAndElseNot() {
    String text = "It rose by a metre and nobody knows why it did so in March. ".repeat(5);
    this.newsroom.serve("/feed", rss(item("1", "River", text)));
    this.newsroom.serve("/copy", rss(item("2", "River", text)));
    this.newsroom.serve("/title", rss(item("3", "Flood", text)));
    this.newsroom.serve("/day", rss(item("4", "River", text, "Mon, 01 Mar 2026 10:00:00 +0000")));
    this.newsroom.look("courier", this.feed);
    this.newsroom.look("copy", Newsroom.settings(this.newsroom.address("/copy")));
    assertThat(this.newsroom.all()).hasSize(1);
    this.newsroom.look("title", Newsroom.settings(this.newsroom.address("/title")));
    this.newsroom.look("day", Newsroom.settings(this.newsroom.address("/day")));
    assertThat(this.newsroom.all()).hasSize(3);
  }

  @Test
  void identifierOfAnotherSiteIsAnotherStory() {
    this.newsroom.serve("/feed", rss(item("1", "River", "It rose.")));
    this.newsroom.serve(
        "/other",
        rss(item("1", "Market", "It opened.").replace("courier.example", "herald.example")));
    this.newsroom.look("courier", this.feed);
    this.newsroom.look("other", Newsroom.settings(this.newsroom.address("/other")));
    assertThat(this.newsroom.all()).hasSize(2);
  }

  @Test
  void identifierOrAddressThatAllStoriesShareIdentifiesNone() {
    this.newsroom.serve(
        "/feed",
        rss(
            item("1", "River", "It rose."),
            item("1", "Dam", "It held.").replace("/1/", "/2/"),
            "<item><guid>a</guid><title>A</title><link>https://courier.example/live</link></item>",
            "<item><guid>b</guid><title>B</title><link>https://courier.example/live</link></item>",
            "<item><guid>c</guid><title>C</title><link>https://courier.example</link></item>"));
    this.newsroom.look("courier", this.feed);
    this.newsroom.lookAgain("courier", this.feed);
    assertThat(this.newsroom.all()).hasSize(5);
    assertThat(this.newsroom.events).hasOnlyElementsOfType(StoryAdded.class);
  }

  @Test
  void oldStoriesAreHeldAtFirstSight() {
    this.newsroom.serve(
        "/feed",
        rss(
            item("1", "New", "It rose."),
            item("2", "Old", "It held.", "Sat, 28 Feb 2026 10:00:00 +0000"),
            "<item><guid>3</guid><title>Undated</title></item>"));
    this.newsroom.look("courier", this.feed);
    assertThat(this.newsroom.all())
        .extracting(it -> it.latest().content().headline(), it -> it.held())
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("New", false),
            org.assertj.core.groups.Tuple.tuple("Old", true),
            org.assertj.core.groups.Tuple.tuple("Undated", true));
    this.newsroom.serve("/feed", rss("<item><guid>4</guid><title>Undated later</title></item>"));
    this.newsroom.lookAgain("courier", this.feed);
    assertThat(this.newsroom.events.getLast())
        .isInstanceOfSatisfying(StoryAdded.class, it -> assertThat(it.held()).isFalse());
  }

  @Test
  void asksWhetherAnythingChanged() {
    byte[] body = rss(item("1", "River", "It rose.")).getBytes(StandardCharsets.UTF_8);
    this.newsroom.serve("/feed", body, Map.of("ETag", "\"v1\"", "Last-Modified", "then"));
    assertThat(this.newsroom.look("courier", this.feed))
        .extracting(SourceState::etag, SourceState::lastModified)
        .containsExactly("\"v1\"", "then");
    SourceState state = this.newsroom.lookAgain("courier", this.feed);
    assertThat(state.etag()).isEqualTo("\"v1\"");
    assertThat(state.failures()).isZero();
    assertThat(state.lastSuccess()).isEqualTo(this.newsroom.clock.instant());
  }

  @Test
  void isNotAskedBeforeItIsDue() {
    this.newsroom.serve("/feed", rss());
    this.newsroom.look("courier", this.feed);
    this.newsroom.clock.advance(Duration.ofMinutes(4));
    this.newsroom.look("courier", this.feed);
    assertThat(this.newsroom.requests).hasSize(1);
    this.newsroom.clock.advance(Duration.ofMinutes(1));
    this.newsroom.look("courier", this.feed);
    assertThat(this.newsroom.requests).hasSize(2);
  }

  @Test
  void cronSaysWhen() {
    this.newsroom.serve("/feed", rss());
    SourceSettings hourly =
        Newsroom.settings(this.newsroom.address("/feed"), Map.of("source.cron", "0 30 * * * *"));
    assertThat(this.newsroom.look("courier", hourly).nextPoll())
        .isEqualTo(Instant.parse("2026-03-02T12:30:00Z"));
  }

  @Test
  void oneOfManyInstancesLooks() throws Exception {
    this.newsroom.serve("/feed", rss(item("1", "River", "It rose.")));
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Boolean>> claims = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      for (int instance = 0; instance < 20; instance++) {
        Poller poller = this.newsroom.poller();
        claims.add(
            threads.submit(
                () -> {
                  start.await();
                  return poller.claim("courier", this.feed).isPresent();
                }));
      }
      start.countDown();
      int won = 0;
      for (Future<Boolean> claim : claims) {
        won += claim.get() ? 1 : 0;
      }
      assertThat(won).isOne();
    }
  }

  @Test
  void claimOfADeadInstanceEnds() {
    this.newsroom.serve("/feed", rss(item("1", "River", "It rose.")));
    Instant lost = this.newsroom.poller.claim("courier", this.feed).orElseThrow();
    assertThat(this.newsroom.poller.claim("courier", this.feed)).isEmpty();
    this.newsroom.clock.advance(Duration.ofMinutes(11));
    this.newsroom.look("courier", this.feed);
    assertThat(this.newsroom.all()).hasSize(1);
    SourceState state = this.newsroom.rows.find("courier").orElseThrow();
    assertThat(this.newsroom.rows.finish("courier", lost, state)).isFalse();
  }

  @Test
  void failingSourceIsAskedLessAndLessOftenUntilItIsWell() {
    assertThat(this.newsroom.look("courier", this.feed))
        .satisfies(
            state -> {
              assertThat(state.lastError()).isEqualTo("The source answered with status 404");
              assertThat(state.failures()).isOne();
              assertThat(state.nextPoll()).isEqualTo(Newsroom.NOW.plus(Duration.ofMinutes(5)));
            });
    SourceState second = this.newsroom.lookAgain("courier", this.feed);
    assertThat(Duration.between(this.newsroom.clock.instant(), second.nextPoll()))
        .isEqualTo(Duration.ofMinutes(10));
    for (int failure = 3; failure <= 70; failure++) {
      this.newsroom.lookAgain("courier", this.feed);
    }
    SourceState last = this.newsroom.rows.find("courier").orElseThrow();
    assertThat(last.failures()).isEqualTo(70);
    assertThat(Duration.between(this.newsroom.clock.instant(), last.nextPoll()))
        .isEqualTo(Duration.ofHours(1));
    this.newsroom.serve("/feed", rss(item("1", "River", "It rose.")));
    SourceState well = this.newsroom.lookAgain("courier", this.feed);
    assertThat(well.failures()).isZero();
    assertThat(well.lastError()).isNull();
    assertThat(this.newsroom.all()).hasSize(1);
  }

  @Test
  void waitsAsLongAsTheSourceAsks() {
    this.newsroom.replies.put(
        "/feed", new Newsroom.Reply(429, Map.of("Retry-After", "3000"), new byte[0]));
    assertThat(this.newsroom.look("courier", this.feed).nextPoll())
        .isEqualTo(Newsroom.NOW.plusSeconds(3000));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><head><link rel=alternate type=application/rss+xml href=/real>",
        "<html><body>Moved</body></html>",
        "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss>&x;</rss>",
        "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><rss><channel/></rss>",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "{\"a\":",
        "{\"a\":1}",
        "[1,2]",
        "nothing at all",
        ""
      })
  void whatIsNoFeedIsAFailureThatSaysWhy(String body) {
    this.newsroom.serve("/feed", body);
    SourceState state = this.newsroom.look("courier", this.feed);
    assertThat(state.failures()).isOne();
    assertThat(state.lastError()).isNotBlank().doesNotContain("root:");
    assertThat(this.newsroom.all()).isEmpty();
  }

  @Test
  void sourceInsideTheNetworkIsRefused() {
    SourceSettings inside = Newsroom.settings(java.net.URI.create("http://169.254.169.254/feed"));
    assertThat(this.newsroom.look("inside", inside).lastError())
        .isEqualTo("The host leads to 169.254.169.254, which is not on the public internet");
  }

  @Test
  void bodyThatIsTooLargeIsAFailure() {
    this.newsroom.serve("/feed", new byte[20_000_001], Map.of());
    assertThat(this.newsroom.look("courier", this.feed).lastError())
        .isEqualTo("The answer is larger than 20000000 bytes");
  }

  @Test
  void storyOfTenMegabytesIsStored() {
    this.newsroom.serve("/feed", rss(item("1", "River", "It rose by a metre. ".repeat(500_000))));
    this.newsroom.look("courier", this.feed);
    assertThat(this.newsroom.all()).hasSize(1);
  }

  @Test
  void kindThatIsNotTheConfiguredOneIsAFailure() {
    this.newsroom.serve("/feed", rss());
    SourceSettings atom =
        Newsroom.settings(this.newsroom.address("/feed"), Map.of("source.kind", "atom"));
    assertThat(this.newsroom.look("courier", atom).lastError())
        .isEqualTo("The answer is RSS and not ATOM; correct the source's kind or leave it out");
  }

  @Test
  void readsLettersOfEveryCharset() {
    Charset cyrillic = Charset.forName("windows-1251");
    String text =
        "<?xml version='1.0' encoding='windows-1251'?>"
            + rss(item("1", "Река", "Вода")).substring(21);
    this.newsroom.serve("/feed", text.getBytes(cyrillic), Map.of("Content-Type", "text/xml"));
    this.newsroom.look("courier", this.feed);
    assertThat(this.newsroom.contents()).extracting(Content::headline).containsExactly("Река");
  }

  @Test
  void categoriesBecomeTheNewsroomsSections() {
    this.newsroom.serve(
        "/feed",
        rss("<item><title>River</title><category>water</category><category>Odd</category></item>"));
    SourceSettings mapped =
        Newsroom.settings(
            this.newsroom.address("/feed"), Map.of("source.section-mapping.Water", "Nature"));
    this.newsroom.look("courier", mapped);
    assertThat(this.newsroom.contents().getFirst().sections()).containsExactly("Nature");
    assertThat(this.newsroom.contents().getFirst().tags()).containsExactly("Odd");
  }

  @Test
  void everyNewPostIsFoundHoweverManyPagesItTakes() {
    SourceSettings site =
        Newsroom.settings(this.newsroom.address("/"), Map.of("source.kind", "wordpress"));
    publish(IntStream.rangeClosed(1, 30).boxed().toList());
    this.newsroom.look("site", site);
    assertThat(this.newsroom.all()).hasSize(30);
    publish(IntStream.rangeClosed(1, 190).boxed().toList());
    this.newsroom.lookAgain("site", site);
    assertThat(this.newsroom.all()).hasSize(190);
    int before = this.newsroom.requests.size();
    this.newsroom.lookAgain("site", site);
    assertThat(this.newsroom.requests.size() - before).as("pages of a quiet look").isEqualTo(2);
    assertThat(this.newsroom.events).hasSize(190);
  }

  @Test
  void aLostPageIsReadAgainLater() {
    SourceSettings site = Newsroom.settings(this.newsroom.address("/wp-json/wp/v2/posts"));
    publish(IntStream.rangeClosed(1, 120).boxed().toList());
    String third =
        WordPressPosts.page(site.address(), 3).getPath()
            + "?"
            + WordPressPosts.page(site.address(), 3).getRawQuery();
    Newsroom.Reply lost = this.newsroom.replies.remove(third);
    this.newsroom.serve("/wp-json/wp/v2/posts", posts(1, 50));
    this.newsroom.replies.put(third, new Newsroom.Reply(503, Map.of(), new byte[0]));
    assertThat(this.newsroom.look("site", site).failures()).isOne();
    this.newsroom.replies.put(third, lost);
    assertThat(this.newsroom.lookAgain("site", site).failures()).isZero();
    assertThat(this.newsroom.all()).hasSize(120);
  }

  /** Post n was changed n seconds before noon or later. */
  private void publish(List<Integer> numbers) {
    int pages = (numbers.size() + WordPressPosts.PER_PAGE - 1) / WordPressPosts.PER_PAGE;
    List<Integer> newestFirst = numbers.reversed();
    for (int page = 1; page <= pages; page++) {
      java.net.URI address = WordPressPosts.page(this.newsroom.address("/"), page);
      List<Integer> shown =
          newestFirst.subList(
              (page - 1) * WordPressPosts.PER_PAGE,
              Math.min(newestFirst.size(), page * WordPressPosts.PER_PAGE));
      this.newsroom.serve(
          address.getPath() + "?" + address.getRawQuery(),
          posts(shown).getBytes(StandardCharsets.UTF_8),
          Map.of("X-WP-TotalPages", Integer.toString(pages)));
    }
  }

  private static String posts(int from, int to) {
    return posts(IntStream.rangeClosed(from, to).boxed().toList());
  }

  private static String posts(List<Integer> numbers) {
    return numbers.stream()
        .map(
            number ->
                """
                {"id":%1$d,"guid":{"rendered":"https://courier.example/?p=%1$d"},
                 "date_gmt":"%2$s","modified_gmt":"%2$s",
                 "link":"https://courier.example/post-%1$d/","title":{"rendered":"Post %1$d"},
                 "content":{"rendered":"<p>It rose.</p>"},"excerpt":{"rendered":""}}
                """
                    .formatted(
                        number,
                        Newsroom.NOW.plusSeconds(40L * number - 3600).toString().replace("Z", "")))
        .collect(java.util.stream.Collectors.joining(",", "[", "]"));
  }

  @Test
  void readsAllThatAPostSays() {
    this.newsroom.serve(
        "/wp-json/wp/v2/posts",
        """
        [{"id":4,"guid":{"rendered":"https://courier.example/?p=4"},"date":"2026-03-02T15:00:00",
          "date_gmt":"2026-03-02T10:00:00","modified_gmt":"2026-03-02T10:30:00",
          "link":"https://courier.example/river/","title":{"rendered":"River &#8211; dam"},
          "content":{"rendered":"<p>ATYRAU – It <b>rose</b>.</p>"},
          "excerpt":{"rendered":"<p>Thousands flee.</p>"},
          "yoast_head_json":{"canonical":"https://agency.example/river"},
          "_embedded":{"author":[{"name":"Aida Serik"}],
            "wp:featuredmedia":[{"media_type":"image","alt_text":"A dam",
              "source_url":"https://courier.example/dam.jpg",
              "caption":{"rendered":"<p>The dam. Photo credit: Dana Kim.</p>"}}],
            "wp:term":[[{"taxonomy":"category","name":"Nature &amp; water"}],
              [{"taxonomy":"post_tag","name":"flood"}]]}}]
        """);
    this.newsroom.look("site", Newsroom.settings(this.newsroom.address("/wp-json/wp/v2/posts")));
    assertThat(this.newsroom.contents())
        .singleElement()
        .satisfies(
            content -> {
              assertThat(content.headline()).isEqualTo("River – dam");
              assertThat(content.lead()).isEqualTo("Thousands flee.");
              assertThat(content.dateline()).isEqualTo("ATYRAU");
              assertThat(content.address()).hasToString("https://agency.example/river");
              assertThat(content.byline()).isEqualTo("Aida Serik");
              assertThat(content.sections()).containsExactly("Nature & water");
              assertThat(content.tags()).containsExactly("flood");
              assertThat(content.publishedAt()).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
              assertThat(content.pictures())
                  .containsExactly(
                      new Picture(
                          java.net.URI.create("https://courier.example/dam.jpg"),
                          "A dam",
                          "The dam.",
                          "Dana Kim"));
            });
  }

  @Test
  void readsAllThatAJsonFeedSays() {
    this.newsroom.serve(
        "/feed",
        """
        {"version":"https://jsonfeed.org/version/1.1","title":"Courier","language":"kk",
         "home_page_url":"https://courier.example/","items":[{"id":7,"url":"/river",
         "title":"River < dam","summary":"Thousands flee.","content_html":"<p>It <b>rose</b>.</p>",
         "image":"/dam.jpg","date_published":"2026-03-02T10:00:00.5+05:00",
         "authors":[{"name":"Aida Serik"},{"name":"Dana Kim"}],"tags":["flood"]}]}
        """);
    this.newsroom.look("courier", this.feed);
    assertThat(this.newsroom.contents())
        .singleElement()
        .satisfies(
            content -> {
              assertThat(content.headline()).isEqualTo("River < dam");
              assertThat(content.lead()).isEqualTo("Thousands flee.");
              assertThat(content.address()).hasToString("https://courier.example/river");
              assertThat(content.language()).isEqualTo("kk");
              assertThat(content.byline()).isEqualTo("Aida Serik, Dana Kim");
              assertThat(content.tags()).containsExactly("flood");
              assertThat(content.publishedAt()).isEqualTo(Instant.parse("2026-03-02T05:00:00.5Z"));
              assertThat(content.mainPicture().orElseThrow().address())
                  .hasToString("https://courier.example/dam.jpg");
            });
  }
}
