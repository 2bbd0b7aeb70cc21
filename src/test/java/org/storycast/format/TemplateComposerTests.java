// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.storycast.channel.Attachment;
import org.storycast.channel.Channel;
import org.storycast.channel.MediaDemand;
import org.storycast.channel.PartProfile;
import org.storycast.channel.TextMeasure;
import org.storycast.media.Brief;
import org.storycast.story.Block;
import org.storycast.story.Picture;

class TemplateComposerTests {

  private static final String LINK =
      "https://courier.example/bridge?utm_source=pigeon&utm_medium=social&utm_campaign=autumn"
          + "&utm_content="
          + Desk.KEY.shortForm();

  @TempDir Path folder;
  private Channel pigeon;
  private Desk desk;

  @BeforeEach
  void openTheDesk() {
    open(500);
  }

  private void open(int limit, MediaDemand... media) {
    this.pigeon =
        FakeChannels.channel(
            "pigeon", "pigeon", List.of(part("note", limit), part("extra", 200)), media);
    this.desk = new Desk(this.folder, this.pigeon);
    this.desk.template(
        "pigeon/note.txt", "{{ story.headline }}\n\n{{ story.summary }}\n\n{{ link }}");
    this.desk.template("pigeon/extra.txt", "{{ story.byline }}");
  }

  private static PartProfile part(String name, int limit) {
    return new PartProfile(name, limit, TextMeasure.codePoints());
  }

  private String note(Stories story) {
    return this.desk.compose(this.pigeon, story).post().part("note");
  }

  @Test
  void fillsTheTemplates() {
    assertThat(note(Stories.aStory()))
        .isEqualTo("Bridge Opens\n\nEngineers opened the bridge. It cost two million.\n\n" + LINK);
  }

  @Test
  void putsTheDeliveryIntoTheLinkOfThePost() {
    assertThat(this.desk.compose(this.pigeon, Stories.aStory()).post().link())
        .isEqualTo(URI.create(LINK));
  }

  @Test
  void measuresEveryPart() {
    assertThat(this.desk.compose(this.pigeon, Stories.aStory()).measured())
        .contains(new Composed.Measured("extra", "By A. Writer".length(), 200, "code points"));
  }

  @Test
  void shortensTheSummaryToWholeSentences() {
    open(LINK.length() + 50);
    Composed composed = this.desk.compose(this.pigeon, Stories.aStory());
    assertThat(composed.post().part("note"))
        .isEqualTo("Bridge Opens\n\nEngineers opened the bridge.\n\n" + LINK);
    assertThat(composed.warnings()).anyMatch(it -> it.contains("\"note\" was shortened"));
  }

  @Test
  void shortensTheFirstSentenceToWholeWords() {
    open(LINK.length() + 38);
    assertThat(note(Stories.aStory())).contains("\n\nEngineers opened the…\n\n");
  }

  @Test
  void dropsParagraphsFromTheEndBeforeTheSummary() {
    open(90);
    this.desk.template(
        "pigeon/note.txt",
        "{{ story.headline }}\n"
            + "{{ story.summary }}\n"
            + "{% for p in story.paragraphs %}{{ p }}\n"
            + "{% endfor %}");
    assertThat(note(Stories.aStory()))
        .isEqualTo(
            "Bridge Opens\nEngineers opened the bridge. It cost two million.\nThe bridge is long.");
  }

  @Test
  void dropsHashtagsWhenNoSummaryIsLeft() {
    open(30);
    this.desk.template(
        "pigeon/note.txt",
        "{{ story.headline }}\n{{ story.summary }}\n{{ story.hashtags | join(' ') }}");
    Composed composed =
        this.desk.compose(this.pigeon, Stories.aStory().leading("Incomprehensibilities"));
    assertThat(composed.post().part("note")).isEqualTo("Bridge Opens\n\n#bridges");
  }

  @Test
  void cutsTheHeadlineAsTheLastResort() {
    open(LINK.length() + 10);
    Composed composed = this.desk.compose(this.pigeon, Stories.aStory());
    assertThat(composed.post().part("note")).isEqualTo("Bridge…\n\n" + LINK);
    assertThat(composed.warnings()).anyMatch(it -> it.contains("even the headline was cut"));
  }

  @Test
  void namesTemplatePartLengthAndLimitWhenNothingHelps() {
    open(LINK.length() + 20);
    assertThatThrownBy(() -> note(Stories.aStory().headlined("Incomprehensibilities".repeat(2))))
        .isInstanceOf(CannotComposeException.class)
        .hasMessageContaining("note.txt")
        .hasMessageContaining("\"note\"")
        .hasMessageContaining("%d code points".formatted(LINK.length() + 44))
        .hasMessageContaining("limit is %d".formatted(LINK.length() + 20));
  }

  @Test
  void leavesAPartOutThatRendersNothing() {
    Composed composed = this.desk.compose(this.pigeon, Stories.aStory().by(""));
    assertThat(composed.post().parts()).containsOnlyKeys("note");
  }

  @Test
  void refusesAMainPartThatRendersNothing() {
    this.desk.template("pigeon/note.txt", "{{ story.byline }}");
    assertThatThrownBy(() -> note(Stories.aStory().by("")))
        .isInstanceOf(CannotComposeException.class)
        .hasMessageContaining("note.txt")
        .hasMessageContaining("renders nothing");
  }

  @Test
  void takesTheFirstParagraphsWhereThereIsNoLead() {
    assertThat(note(Stories.aStory().leading("")))
        .contains("The bridge is long.\n\nIt is also wide.");
  }

  @Test
  void carriesDigestsWhereTheTemplateDoes() {
    String digest = "{% for s in stories %}{{ s.headline }}: {{ s.link }}\n{% endfor %}";
    this.desk.template("pigeon/note.txt", digest);
    this.desk.template("pigeon/extra.txt", "{{ stories | length }}");
    Composed composed =
        this.desk.compose(this.pigeon, Stories.aStory(), Stories.aStory().headlined("Road Closes"));
    assertThat(composed.post().part("note"))
        .isEqualTo("Bridge Opens: %s\nRoad Closes: %s".formatted(LINK, LINK));
    assertThat(composed.post().part("extra")).isEqualTo("2");
  }

  @Test
  void refusesDigestsWhereTheTemplateTellsOneStory() {
    assertThatThrownBy(() -> this.desk.compose(this.pigeon, Stories.aStory(), Stories.aStory()))
        .isInstanceOf(CannotComposeException.class)
        .hasMessageContaining("let it use \"stories\"");
  }

  @Test
  void saysWhereElseToFollowButNotHere() {
    Channel parrot =
        FakeChannels.channel(
            "parrot", "parrot", "en", URI.create("https://parrot.example/c?a=1&b=2"), List.of());
    Channel heron =
        FakeChannels.channel(
            "heron", "heron", "kk", URI.create("https://heron.example"), List.of());
    this.desk.channels.connect(parrot);
    this.desk.channels.connect(heron);
    this.desk.template("pigeon/note.txt", "{{ story.headline }}\n{{ follow }}");
    assertThat(note(Stories.aStory())).isEqualTo("Bridge Opens\ncourier.example · Parrot");
  }

  @Test
  void writesTheFollowLineAsLinksInHtml() {
    Channel parrot =
        FakeChannels.channel(
            "parrot",
            "parrot",
            "en",
            URI.create("https://parrot.example/c?a=1&b=2"),
            List.of(part("page", 900)));
    this.desk.channels.connect(parrot);
    Channel self = FakeChannels.channel("owl", "owl", "en", null, List.of(part("page", 900)));
    this.desk.template("owl/page.html", "{% if follow is not empty %}{{ follow }}{% endif %}");
    assertThat(this.desk.compose(self, Stories.aStory()).post().part("page"))
        .isEqualTo(
            "<a href=\"https://www.courier.example\">courier.example</a> · "
                + "<a href=\"https://parrot.example/c?a=1&amp;b=2\">Parrot</a>");
  }

  @Test
  void hasTheDemandedMediaDrawn() {
    open(
        500,
        MediaDemand.card("card", 1200, 630),
        new MediaDemand.Film("film", 1080, 1920, Duration.ofSeconds(60), false, true));
    Picture picture =
        new Picture(URI.create("https://courier.example/b.jpg"), "", "The long bridge", "B. Lens");
    Composed composed = this.desk.compose(this.pigeon, Stories.aStory().showing(picture));
    Attachment card = composed.post().attachment("card");
    assertThat(card.altText()).isEqualTo("The long bridge");
    assertThat(card.address())
        .hasToString("https://cast.courier.example/media/%s.jpg".formatted(card.digest()));
    assertThat(composed.post().attachment("film").address().toString()).endsWith(".mp4");
    assertThat(this.desk.studio.briefs)
        .extracting(Brief::newsroom)
        .containsExactly("The Steppe Courier", "");
    assertThat(this.desk.studio.briefs.getLast().sentences())
        .containsExactly(
            "Engineers opened the bridge.",
            "It cost two million.",
            "The bridge is long.",
            "It is also wide.");
  }

  @Test
  void drawsWithoutThePictureWhenItCantBeUsed() {
    open(500, MediaDemand.card("card", 1200, 630));
    this.desk.studio.failsOnPictures = true;
    Picture picture = new Picture(URI.create("https://courier.example/b.jpg"), "", "", "");
    Composed composed = this.desk.compose(this.pigeon, Stories.aStory().showing(picture));
    assertThat(composed.post().attachment("card").altText()).isEqualTo("Bridge Opens");
    assertThat(composed.warnings()).anyMatch(it -> it.contains("the pencil broke"));
  }

  @Test
  void saysWhatCantBeDrawn() {
    open(500, MediaDemand.card("card", 1200, 630));
    this.desk.studio.failsAlways = true;
    assertThatThrownBy(() -> note(Stories.aStory()))
        .isInstanceOf(CannotComposeException.class)
        .hasMessage("The card can't be drawn: the pencil broke");
  }

  @Test
  void warnsOfWhatAnEditorShouldSee() {
    Stories story =
        Stories.aStory()
            .headlined("Long ".repeat(23) + "Headline")
            .leading("The Кazakhstan page at tabigat-union.kz. Costs ($77,730).")
            .nowhere();
    Composed composed = this.desk.compose(this.pigeon, story);
    assertThat(composed.warnings())
        .anyMatch(it -> it.contains("The headline has 123 characters"))
        .anyMatch(it -> it.contains("\"Кazakhstan\" mixes two alphabets"))
        .anyMatch(it -> it.contains("\"tabigat-union.kz\", which platforms turn into a link"))
        .anyMatch(it -> it.contains("no link"));
    assertThat(composed.post().part("note")).contains("($77,730)");
  }

  @Test
  void showsAddressesBehindWords() {
    URI tickets = URI.create("https://tickets.example/a");
    Block block =
        new Block(
            Block.Kind.PARAGRAPH,
            List.of(
                org.storycast.story.Span.plain("Tickets are available "),
                new org.storycast.story.Span("here", false, false, tickets),
                org.storycast.story.Span.plain(".")));
    this.desk.template(
        "pigeon/note.txt", "{{ story.headline }}: {{ story.paragraphs | join('/') }}");
    assertThat(note(Stories.aStory().telling(block)))
        .isEqualTo("Bridge Opens: Tickets are available here (https://tickets.example/a).");
  }
}
