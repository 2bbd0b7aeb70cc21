// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.storycast.channel.Attempt;
import org.storycast.channel.DigestRhythm;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.database.TestDatabase;
import org.storycast.routing.Assignment;
import org.storycast.routing.DigestTime;
import org.storycast.story.Alias;
import org.storycast.story.Content;
import org.storycast.story.Stories;
import org.storycast.story.Story;
import org.storycast.story.Submission;

/** A digest comes once for its set time, whatever happens, and tells what is new. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class DigestsTests {

  private static final Duration DAY = Duration.ofDays(1);

  private final DeliveryKit kit;

  DigestsTests(TestDatabase.Kind kind, @TempDir Path data) {
    this.kit = new DeliveryKit(kind.fresh(), data);
    this.kit.routing.assignments = List.of(new Assignment(DeliveryKit.CHANNEL, DeliveryKit.NOON));
    this.kit.routing.digestTimes =
        IntStream.rangeClosed(19, 30)
            .mapToObj(day -> LocalDateTime.of(2026, 11, day, 18, 0))
            .map(time -> new DigestTime(time.toInstant(ZoneOffset.UTC), time))
            .toList();
  }

  @BeforeEach
  void beginAtNoon() {
    tick();
  }

  @AfterEach
  void close() {
    this.kit.close();
  }

  @Test
  void tellsWhatCameSinceTheLastOne() {
    Story first = this.kit.story();
    Story second = this.kit.story();
    tickAt("2026-11-20T18:00:05Z");
    Delivery digest = onlyDigest();
    assertThat(digest.occasion()).isEqualTo("digest:daily:2026-11-20T18:00");
    assertThat(told(digest)).containsExactlyInAnyOrder(headline(first), headline(second));
    this.kit.run();
    assertThat(this.kit.delivery(digest.id()).state()).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(sent().getFirst().digestOf().rhythm()).isEqualTo(DigestRhythm.DAILY);
    assertThat(this.kit.history(digest.id())).startsWith(LedgerEntry.Kind.PLANNED);
    Story third = this.kit.story();
    tickAt("2026-11-21T18:00:05Z");
    assertThat(told(digests().getLast())).containsExactly(headline(third));
  }

  @Test
  void comesAtItsSetTimeAndNotBefore() {
    this.kit.story();
    tickAt("2026-11-20T17:59:59Z");
    assertThat(digests()).isEmpty();
    tickAt("2026-11-20T18:00:00Z");
    assertThat(digests()).hasSize(1);
  }

  @Test
  void beginsWithTheDayBeforeItWasSetUp() {
    assertThat(digests()).isEmpty();
    this.kit.story();
    tick();
    assertThat(digests()).isEmpty();
  }

  @Test
  void sendsNothingWhereNothingIsNew() {
    tickAt("2026-11-20T18:00:05Z");
    assertThat(digests()).isEmpty();
    this.kit.story();
    tickAt("2026-11-20T23:00:00Z");
    assertThat(digests()).isEmpty();
    tickAt("2026-11-21T18:00:05Z");
    tickAt("2026-11-22T18:00:05Z");
    assertThat(digests()).hasSize(1);
  }

  @Test
  void catchesUpOnceOnWhatItMissed() {
    this.kit.story();
    this.kit.clock.advance(DAY);
    this.kit.story();
    this.kit.clock.advance(DAY.multipliedBy(3));
    tick();
    tick();
    assertThat(onlyDigest().occasion()).isEqualTo("digest:daily:2026-11-23T18:00");
    assertThat(told(onlyDigest())).hasSize(2);
  }

  @Test
  void isMadeOnceWhereManyTickAtOnce() {
    this.kit.story();
    this.kit.clock.set(Instant.parse("2026-11-20T18:00:05Z"));
    Stream.generate(() -> CompletableFuture.runAsync(this::tick))
        .limit(8)
        .toList()
        .forEach(CompletableFuture::join);
    assertThat(digests()).hasSize(1);
    this.kit.run();
    this.kit.run();
    assertThat(sent()).hasSize(1);
  }

  @Test
  void isMadeOnceWhereItsProcessDiesBeforeItIsCommitted() {
    Story story = this.kit.story();
    this.kit.clock.set(Instant.parse("2026-11-20T18:00:05Z"));
    this.kit
        .get(TransactionTemplate.class)
        .executeWithoutResult(
            transaction -> {
              tick();
              assertThat(digests()).hasSize(1);
              transaction.setRollbackOnly();
            });
    assertThat(digests()).isEmpty();
    tick();
    assertThat(told(onlyDigest())).containsExactly(headline(story));
  }

  @Test
  void leavesOutWhatIsWithdrawn() {
    Story gone = this.kit.story();
    Story stays = this.kit.story();
    Story goesLater = this.kit.story();
    this.kit.get(Stories.class).withdraw(gone.id());
    tickAt("2026-11-20T18:00:05Z");
    assertThat(told(onlyDigest())).containsExactlyInAnyOrder(headline(stays), headline(goesLater));
    this.kit.get(Stories.class).withdraw(goesLater.id());
    this.kit.run();
    assertThat(sent().getFirst().part("text")).isEqualTo(headline(stays));
  }

  @Test
  void isMadeAnewWhereAStoryIsWithdrawnBeforeTheAttemptThatSendsIt() {
    Story stays = this.kit.story();
    Story goes = this.kit.story();
    this.kit.run();
    this.kit.channel.calls = 0;
    tickAt("2026-11-20T18:00:05Z");
    this.kit.channel.next.add((post, attempt) -> busyWith(post, goes));
    this.kit.channel.next.add((post, attempt) -> withdrawnMeanwhile(post, attempt, stays));
    this.kit.run();
    assertThat(this.kit.channel.calls).isEqualTo(1);
    this.kit.runAfter(Duration.ofMinutes(1));
    assertThat(this.kit.channel.calls).isEqualTo(2);
    assertThat(sent()).isEmpty();
    this.kit.runAfter(Duration.ofMinutes(1));
    assertThat(sent()).isEmpty();
    assertThat(onlyDigest().state()).isEqualTo(DeliveryState.MISSED);
    assertThat(onlyDigest().detail()).contains("withdrawn all its stories");
  }

  private Outcome busyWith(Post post, Story goes) {
    assertThat(post.part("text").lines()).hasSize(2);
    this.kit.get(Stories.class).withdraw(goes.id());
    return new Outcome.TryLater(FailureReason.UNAVAILABLE, "busy", null);
  }

  private Outcome withdrawnMeanwhile(Post post, Attempt attempt, Story goes) {
    assertThat(post.part("text").lines()).hasSize(1);
    this.kit.get(Stories.class).withdraw(goes.id());
    return this.kit.channel.take(post, attempt);
  }

  @Test
  void tellsAnEmbargoedStoryOnceItsEmbargoIsOver() {
    Instant until = Instant.parse("2026-11-22T09:00:00Z");
    Story later = this.kit.store(false, "Budget", "", until, Content.Priority.ROUTINE);
    this.kit.story();
    tickAt("2026-11-20T18:00:05Z");
    assertThat(told(onlyDigest())).hasSize(1).doesNotContain(headline(later));
    tickAt("2026-11-21T18:00:05Z");
    assertThat(digests()).hasSize(1);
    tickAt("2026-11-22T18:00:05Z");
    assertThat(told(digests().getLast())).containsExactly(headline(later));
    tickAt("2026-11-23T18:00:05Z");
    assertThat(digests()).hasSize(2);
  }

  @Test
  void tellsTheLatestRevisionAndNoStoryTwice() {
    Story story = this.kit.story();
    tickAt("2026-11-20T18:00:05Z");
    assertThat(told(onlyDigest())).containsExactly(headline(story));
    Story next = this.kit.story();
    Content corrected = content(next, "Bridge closes");
    Story revised =
        this.kit
            .get(Stories.class)
            .store(new Submission(Stories.API, corrected, List.of(alias(next)), false))
            .story();
    assertThat(revised.id()).isEqualTo(next.id());
    tickAt("2026-11-21T18:00:05Z");
    assertThat(told(digests().getLast())).containsExactly("Bridge closes");
  }

  @Test
  void leavesOutWhatAPersonCancelledOrRoutesDoNotBring() {
    DeliveryId cancelled = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.get(DeliveryDesk.class).cancel(cancelled, "anna");
    this.kit.routing.assignments = List.of();
    this.kit.story();
    DeliveryId sent = this.kit.planned(DeliveryKit.CHANNEL);
    tickAt("2026-11-20T18:00:05Z");
    assertThat(this.kit.get(Editions.class).edition(onlyDigest().edition()).stories())
        .extracting(it -> it.story())
        .containsExactly(this.kit.delivery(sent).story());
  }

  @Test
  void tellsBreakingNewsFirstAndCountsWhatItHasNoRoomFor() {
    store("Match", "Sport", Content.Priority.ROUTINE);
    store("Fire", "City", Content.Priority.BREAKING);
    store("Budget", "Politics", Content.Priority.ROUTINE);
    store("Final", "Sport", Content.Priority.ROUTINE);
    store("Vote", "Politics", Content.Priority.ROUTINE);
    store("Derby", "Sport", Content.Priority.ROUTINE);
    tickAt("2026-11-20T18:00:05Z");
    assertThat(told(onlyDigest()).stream().map(it -> it.split(" ")[0]))
        .containsExactly("Fire", "Derby", "Final", "Vote");
    assertThat(this.kit.get(Editions.class).edition(onlyDigest().edition()).leftOut()).isEqualTo(2);
    tickAt("2026-11-21T18:00:05Z");
    assertThat(digests()).hasSize(1);
  }

  @Test
  void isNotMadeWhereNobodyAwaitsIt() {
    this.kit.channel.awaited = false;
    this.kit.story();
    tickAt("2026-11-20T18:00:05Z");
    this.kit.channel.awaited = true;
    Story later = this.kit.story();
    tickAt("2026-11-21T18:00:05Z");
    assertThat(told(onlyDigest())).containsExactly(headline(later));
  }

  @Test
  void waitsWhileItsChannelIsPausedAndThenTellsAll() {
    this.kit.story();
    this.kit.get(ChannelDesk.class).pause(DeliveryKit.CHANNEL, "anna");
    tickAt("2026-11-20T18:00:05Z");
    tickAt("2026-11-21T18:00:05Z");
    assertThat(digests()).isEmpty();
    this.kit.story();
    this.kit.get(ChannelDesk.class).resume(DeliveryKit.CHANNEL);
    tickAt("2026-11-22T08:00:00Z");
    assertThat(told(onlyDigest())).hasSize(2);
  }

  @Test
  void standsWithEachOfItsStories() {
    Story first = this.kit.story();
    Story second = this.kit.story();
    tickAt("2026-11-20T18:00:05Z");
    for (Story story : Set.of(first, second)) {
      assertThat(this.kit.get(Deliveries.class).ofStory(story.id()))
          .extracting(Delivery::id)
          .contains(onlyDigest().id());
    }
    assertThat(onlyDigest().digestTitle()).contains("Daily digest of 2026-11-20 18:00");
    assertThat(this.kit.get(Deliveries.class).stories(onlyDigest()))
        .containsExactlyInAnyOrder(first.id(), second.id());
  }

  private void store(String headline, String section, Content.Priority priority) {
    this.kit.clock.advance(Duration.ofMinutes(1));
    this.kit.store(false, headline, section, null, priority);
  }

  private void tick() {
    this.kit.get(Digests.class).makeDue();
  }

  private void tickAt(String moment) {
    this.kit.clock.set(Instant.parse(moment));
    tick();
  }

  private List<Post> sent() {
    return this.kit.channel.taken.stream().filter(post -> post.digestOf() != null).toList();
  }

  private List<Delivery> digests() {
    return this.kit
        .get(Deliveries.class)
        .page(new DeliveryFilter(Set.of(), DeliveryKit.CHANNEL, null, null, null, 100))
        .reversed()
        .stream()
        .filter(it -> it.occasion().startsWith("digest:"))
        .toList();
  }

  private Delivery onlyDigest() {
    assertThat(digests()).hasSize(1);
    return digests().getFirst();
  }

  private List<String> told(Delivery digest) {
    return this.kit.get(Editions.class).edition(digest.edition()).stories().stream()
        .map(it -> it.content().headline())
        .toList();
  }

  private static String headline(Story story) {
    return story.latest().content().headline();
  }

  private static Alias alias(Story story) {
    String address = String.valueOf(story.latest().content().address());
    return new Alias(Alias.Kind.GUID, address.substring(address.lastIndexOf('/') + 1));
  }

  private static Content content(Story story, String headline) {
    Content was = story.latest().content();
    return new Content(
        headline,
        was.lead(),
        was.body(),
        was.address(),
        was.language(),
        was.byline(),
        was.dateline(),
        was.sections(),
        was.tags(),
        was.pictures(),
        was.publishedAt(),
        was.embargoedUntil(),
        was.priority());
  }
}
