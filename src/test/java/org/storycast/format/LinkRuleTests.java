// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.storycast.channel.Account;
import org.storycast.channel.Channel;
import org.storycast.channel.DigestRhythm;
import org.storycast.channel.PartProfile;
import org.storycast.channel.Post;
import org.storycast.channel.TextMeasure;
import org.storycast.story.Block;
import org.storycast.story.Span;

/** What a channel's rule for links leaves of a post. */
class LinkRuleTests {

  private static final URI TICKETS = URI.create("https://courier.example/tickets");
  private static final Map<String, String> NEVER = Map.of("link", "never");

  @TempDir Path folder;
  private Channel pigeon;

  @BeforeEach
  void releaseThePigeon() {
    this.pigeon =
        FakeChannels.channel(
            "pigeon",
            "pigeon",
            List.of(
                new PartProfile("note", 2000, TextMeasure.codePoints()),
                new PartProfile("page", 2000, TextMeasure.codePoints())));
  }

  private static Channel with(Map<String, String> settings, Channel channel) {
    Account account = channel.account();
    return new Channel(
        new Account(account.id(), account.kind(), account.language(), settings, Map.of()),
        channel.publisher(),
        channel.onDoubt(),
        false,
        null);
  }

  private Composed compose(Map<String, String> settings, Stories story) {
    Channel ruled = with(settings, this.pigeon);
    return new Desk(this.folder, ruled)
        .template(
            "pigeon/note.txt",
            "{{ story.headline }}|{{ link }}|{{ story.link }}|{{ story.paragraphs | join('/') }}")
        .template("pigeon/page.html", "{{ story.html }}")
        .compose(ruled, story);
  }

  private static Stories aStory() {
    return Stories.aStory()
        .telling(
            new Block(
                Block.Kind.PARAGRAPH,
                List.of(Span.plain("Tickets are "), new Span("here", true, false, TICKETS))));
  }

  @Test
  void givesTheTemplateEveryLinkUnlessTold() {
    Post post = compose(Map.of(), aStory()).post();
    assertThat(post.link()).isNotNull();
    assertThat(post.part("note")).contains(post.link().toString(), "here (" + TICKETS + ")");
    assertThat(post.part("page")).contains("href=\"" + TICKETS);
  }

  @Test
  void givesTheTemplateNoLinkAtAllWhereTheRuleSaysSo() {
    Composed composed = compose(NEVER, aStory());
    assertThat(composed.post().link()).isNull();
    assertThat(composed.post().part("note")).isEqualTo("Bridge Opens|||Tickets are here");
    assertThat(composed.post().part("page")).contains("<strong>here</strong>");
    assertThat(composed.post().part("page")).doesNotContain("href");
    assertThat(composed.warnings())
        .contains("The post has no link, by the channel's setting \"link\"");
  }

  @Test
  void linksStoriesOfTheSectionsThatAreNamed() {
    Map<String, String> city = Map.of("link", "some", "link-sections", "city");
    Map<String, String> sport =
        Map.of("link", "some", "link-sections", "Sport", "link-priorities", "breaking");
    assertThat(compose(city, aStory()).post().link()).isNotNull();
    assertThat(compose(sport, aStory()).post().link()).isNull();
  }

  @Test
  void saysTheTrueReasonWhereAStoryHasNoAddress() {
    assertThat(compose(Map.of(), aStory().nowhere()).warnings())
        .contains("There is no address, so the post has no link");
  }

  @Test
  void leavesTheNewsroomsAddressOutOfADigestToo() {
    Channel ruled = with(NEVER, this.pigeon);
    Desk desk = new Desk(this.folder, ruled);
    String template =
        "{{ link }}{% for it in stories %}{{ it.headline }}{{ it.link }},{% endfor %}";
    desk.template("pigeon/note.txt", template).template("pigeon/page.html", template);
    Composed digest =
        desk.compose(ruled, DigestRhythm.DAILY, 0, Stories.aStory(), Stories.aStory());
    assertThat(digest.post().part("note")).isEqualTo("Bridge Opens,Bridge Opens,");
    assertThat(digest.post().link()).isNull();
  }

  private static Post ofX(Map<String, String> settings, Stories story) {
    Channel x =
        with(
            settings,
            FakeChannels.channel(
                "x",
                "x",
                List.of(
                    new PartProfile("text", 280, TextMeasure.codePoints()),
                    new PartProfile("thread", 2000, TextMeasure.codePoints()))));
    return new Desk(Path.of("templates"), x).compose(x, story).post();
  }

  @Test
  void looksRightOnX() {
    Post linked = ofX(Map.of(), Stories.aStory());
    assertThat(linked.part("text")).isEqualTo("Bridge Opens\n\n" + linked.link());
    assertThat(linked.part("thread"))
        .isEqualTo(
            "Engineers opened the bridge. It cost two million.\n\nThe bridge is long.\n\nIt is"
                + " also wide.");
    Post unlinked = ofX(NEVER, Stories.aStory());
    assertThat(unlinked.part("text"))
        .isEqualTo("Bridge Opens\n\nEngineers opened the bridge. It cost two million.");
    assertThat(unlinked.part("thread")).isEqualTo("The bridge is long.\n\nIt is also wide.");
  }

  @Test
  void looksRightOnXWithAStoryThatHasLittle() {
    Post headlineOnly = ofX(NEVER, Stories.aStory().leading("").telling());
    assertThat(headlineOnly.parts()).containsOnlyKeys("text");
    assertThat(headlineOnly.part("text")).isEqualTo("Bridge Opens");
    Post shortened = ofX(NEVER, Stories.aStory().leading("It rained for days. ".repeat(40)));
    assertThat(shortened.part("text"))
        .startsWith("Bridge Opens\n\nIt rained for days.")
        .endsWith("days.")
        .hasSizeBetween(200, 280);
  }
}
