// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.database.TestDatabase;
import org.storycast.story.Block;
import org.storycast.story.Content;
import org.storycast.story.Picture;
import org.storycast.story.Stored;

class StorySubmissionsTests {

  private static final Newsroom NEWSROOM = new Newsroom(TestDatabase.Kind.H2.fresh());

  @AfterAll
  static void close() {
    NEWSROOM.close();
  }

  private static Stored accepted(StorySubmission submission) {
    SubmissionResult result = NEWSROOM.submissions.submit(submission);
    assertThat(result).isInstanceOf(SubmissionResult.Accepted.class);
    return ((SubmissionResult.Accepted) result).stored();
  }

  private static List<FieldProblem> problems(StorySubmission submission) {
    SubmissionResult result = NEWSROOM.submissions.submit(submission);
    assertThat(result).isInstanceOf(SubmissionResult.Refused.class);
    return ((SubmissionResult.Refused) result).problems();
  }

  private static StorySubmission full(String id, String headline) {
    return new StorySubmission(
        id,
        headline,
        "Thousands flee.",
        "<p>ATYRAU – It <b>rose</b>.<script>x()</script></p>",
        null,
        "https://courier.example/" + id + "?utm_source=desk",
        "kk-KZ",
        "By Aida Serik",
        List.of("Nature", "Nature", " "),
        List.of("flood"),
        List.of(
            new StorySubmission.SubmittedPicture(
                "https://courier.example/dam.jpg", "A dam", "The dam", "Photo credit: Dana Kim.")),
        "2026-03-02T09:30:00+05:00",
        "2026-03-03T00:00:00Z",
        "breaking",
        null);
  }

  @Test
  void keepsEveryField() {
    Content content = accepted(full("full", "River rises")).story().latest().content();
    assertThat(content.headline()).isEqualTo("River rises");
    assertThat(content.lead()).isEqualTo("Thousands flee.");
    assertThat(content.body()).extracting(Block::text).containsExactly("It rose.");
    assertThat(content.dateline()).isEqualTo("ATYRAU");
    assertThat(content.address()).hasToString("https://courier.example/full");
    assertThat(content.language()).isEqualTo("kk-KZ");
    assertThat(content.byline()).isEqualTo("Aida Serik");
    assertThat(content.sections()).containsExactly("Nature");
    assertThat(content.tags()).containsExactly("flood");
    assertThat(content.pictures())
        .containsExactly(
            new Picture(
                URI.create("https://courier.example/dam.jpg"), "A dam", "The dam", "Dana Kim"));
    assertThat(content.publishedAt()).isEqualTo(Instant.parse("2026-03-02T04:30:00Z"));
    assertThat(content.embargoedUntil()).isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));
    assertThat(content.priority()).isEqualTo(Content.Priority.BREAKING);
  }

  @Test
  void sameIdAgainIsTheSameStory() {
    Stored first = accepted(full("again", "River rises"));
    assertThat(first).isInstanceOf(Stored.Added.class);
    assertThat(accepted(full("again", "River rises"))).isInstanceOf(Stored.Unchanged.class);
    Stored revised = accepted(full("again", "River falls"));
    assertThat(revised).isInstanceOf(Stored.Revised.class);
    assertThat(revised.story().id()).isEqualTo(first.story().id());
  }

  @Test
  void continuesAnEarlierStoryByItsIdentityOrItsAddress() {
    Stored first = accepted(full("flood-1", "River rises"));
    Stored byAddress =
        accepted(continuing("flood-2", "https://courier.example/flood-1?utm_source=mail"));
    Stored byIdentity = accepted(continuing("flood-3", byAddress.story().id().toString()));
    assertThat(NEWSROOM.stories.ancestors(byIdentity.story().id()))
        .containsExactly(byAddress.story().id(), first.story().id());
    accepted(continuing("flood-3", first.story().id().toString()));
    assertThat(NEWSROOM.stories.ancestors(byIdentity.story().id()))
        .as("what was said first stays")
        .startsWith(byAddress.story().id());
    assertThat(problems(continuing("flood-4", "https://courier.example/unknown")))
        .extracting(FieldProblem::field)
        .containsExactly("continues");
  }

  private static StorySubmission continuing(String id, String earlier) {
    return new StorySubmission(
        id,
        "The latest of " + id,
        null,
        null,
        "It goes on with " + id,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        earlier);
  }

  @Test
  void sameTextWithoutIdIsTheSameStory() {
    StorySubmission text = StorySubmission.ofText("Dam holds", "It held.\n\nNobody knows why.");
    assertThat(accepted(text)).isInstanceOf(Stored.Added.class);
    assertThat(accepted(text)).isInstanceOf(Stored.Unchanged.class);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "🌊",
        "👨‍👩‍👧‍👦",
        "ارتفاع منسوب النهر",
        "עליית הנהר",
        "5 < 6 & <b>x</b>",
        "&amp;",
        "Өзен көтерілді",
        "الـ River 123"
      })
  void everyTextIsAHeadline(String headline) {
    Stored stored = accepted(StorySubmission.ofText(headline, headline + " " + headline).in("ar"));
    assertThat(stored.story().latest().content().headline()).isEqualTo(headline);
  }

  @Test
  void everyProblemIsNamedWithItsRemedy() {
    StorySubmission wrong =
        new StorySubmission(
            "x".repeat(2000),
            " \u200b\t",
            "l".repeat(20_000),
            "<p>a</p>",
            "b",
            "ftp://courier.example",
            "no language!",
            null,
            Collections.nCopies(200, "s"),
            List.of("t".repeat(2000)),
            List.of(new StorySubmission.SubmittedPicture(null, null, null, null)),
            "yesterday",
            "2026-03-03",
            "urgent",
            "no-such-story");
    List<FieldProblem> problems = problems(wrong);
    assertThat(problems)
        .extracting(FieldProblem::field)
        .contains(
            "continues",
            "externalId",
            "lead",
            "bodyText",
            "address",
            "language",
            "sections",
            "tags[0]",
            "pictures[0].address",
            "publishedAt",
            "embargoedUntil",
            "priority");
    assertThat(problems).allSatisfy(it -> assertThat(it.remedy()).startsWith("Send "));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"", "  ", "\n\t", "\u00a0", "\u0000", "\u202e"})
  void anEmptyStoryIsRefused(String nothing) {
    assertThat(problems(StorySubmission.ofText(nothing, "")))
        .containsExactly(
            new FieldProblem(
                "headline", "It is missing or blank", "Send the story's headline as text"));
  }

  @Test
  void aBodyOfTenMegabytesIsRefused() {
    assertThat(problems(StorySubmission.ofText("River", "a ".repeat(5_000_000))))
        .extracting(FieldProblem::field)
        .containsExactly("bodyText");
  }

  @Test
  void aLargeBodyIsAccepted() {
    Stored stored = accepted(StorySubmission.ofText("Report", "It rose. ".repeat(100_000)));
    assertThat(stored.story().latest().content().body()).hasSize(1);
  }

  @Test
  void readsAWholePlainText() {
    StorySubmission submission =
        PlainTextStories.read(
            """
            \ufeff
            River rises \s

            ATYRAU – It rose.


            “We knew,” the mayor said.

            The Steppe Courier
            reported it first.

            Get The Steppe Courier stories sent directly to you! Sign up via the website or \
            subscribe to our Twitter, Facebook, Instagram, Telegram, YouTube and Tiktok!\
            """);
    Content content = accepted(submission).story().latest().content();
    assertThat(content.headline()).isEqualTo("River rises");
    assertThat(content.dateline()).isEqualTo("ATYRAU");
    assertThat(content.lead()).isEqualTo("It rose.");
    assertThat(content.body())
        .extracting(Block::text)
        .containsExactly("“We knew,” the mayor said.", "The Steppe Courier reported it first.");
  }

  @Test
  void blankTextIsNoStory() {
    assertThatThrownBy(() -> PlainTextStories.read("\n \n"))
        .hasMessageContaining("it needs a headline");
  }
}
