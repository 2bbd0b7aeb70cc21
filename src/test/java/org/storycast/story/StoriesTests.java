// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class StoriesTests {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final List<Object> events = Collections.synchronizedList(new ArrayList<>());
  private final MutableClock clock = new MutableClock(NOON);
  private final TestDatabase database;
  private final Stories stories;

  StoriesTests(TestDatabase.Kind kind) {
    this.database = kind.fresh();
    this.stories =
        new Stories(
            this.database.jdbc(),
            this.database.transactions().getTransactionManager(),
            this.events::add,
            this.clock);
  }

  private static Content content(String headline, String... sections) {
    return new Content(
        headline,
        "The river rose by a metre.",
        List.of(
            new Block(
                Block.Kind.PARAGRAPH,
                List.of(
                    Span.plain("Read it "),
                    new Span("here", true, false, URI.create("https://courier.example/a"))))),
        URI.create("https://courier.example/river"),
        "en",
        "Aida Serik",
        "ATYRAU",
        Arrays.asList(sections),
        List.of("river"),
        List.of(new Picture(URI.create("https://courier.example/r.jpg"), "A river", "", "Staff")),
        NOON.minusSeconds(60),
        null,
        Content.Priority.ROUTINE);
  }

  private static Alias guid(String value) {
    return new Alias(Alias.Kind.GUID, value);
  }

  private static Alias address(String value) {
    return new Alias(Alias.Kind.ADDRESS, value);
  }

  private Stored store(String source, Content content, Alias... aliases) {
    return this.stories.store(new Submission(source, content, List.of(aliases), false));
  }

  private Story added(String headline, String... sections) {
    this.clock.advance(Duration.ofMinutes(1));
    return store("courier", content(headline, sections), guid(headline)).story();
  }

  @Test
  void keepsWhatItIsGiven() {
    Content content = content("River rises", "News");
    Stored stored = store("courier", content, guid("1"));
    assertThat(stored).isInstanceOf(Stored.Added.class);
    assertThat(this.stories.find(stored.story().id())).contains(stored.story());
    assertThat(stored.story().latest().content()).isEqualTo(content);
    assertThat(this.events).containsExactly(new StoryAdded(stored.story().id(), false));
  }

  @Test
  void keepsEveryKindOfText() {
    Content content = content("Zero \0, lone \ud800, emoji 👨‍👩‍👧, ‮right-to-left‬, ' \" \\ %");
    StoryId id = store("courier", content, guid("odd")).story().id();
    assertThat(this.stories.find(id).orElseThrow().latest().content().headline())
        .startsWith("Zero \0")
        .contains("👨‍👩‍👧", "' \" \\ %");
  }

  @Test
  void secondStoringChangesNothing() {
    Story story = store("courier", content("River rises"), guid("1")).story();
    this.events.clear();
    assertThat(store("courier", content("River rises"), guid("1")))
        .isEqualTo(new Stored.Unchanged(story));
    assertThat(this.events).isEmpty();
    assertThat(this.stories.revisions(story.id())).hasSize(1);
  }

  @Test
  void changedWordsAreARevision() {
    Story story = store("courier", content("River rises"), guid("1")).story();
    this.clock.advance(Duration.ofHours(1));
    Stored stored = store("courier", content("River falls"), guid("1"));
    assertThat(stored).isInstanceOf(Stored.Revised.class);
    assertThat(stored.story().latest().number()).isEqualTo(2);
    assertThat(this.stories.find(story.id())).contains(stored.story());
    assertThat(this.stories.revision(story.id(), 1)).contains(story.latest());
    assertThat(this.stories.revision(story.id(), 2)).contains(stored.story().latest());
    assertThat(this.stories.revision(story.id(), 3)).isEmpty();
    assertThat(this.stories.revisions(story.id()))
        .extracting(it -> it.content().headline())
        .containsExactly("River rises", "River falls");
    assertThat(this.events)
        .containsExactly(new StoryAdded(story.id(), false), new StoryRevised(story.id(), 2));
  }

  @Test
  void sourcesWithDifferentWordsDoNotReviseEachOther() {
    Story story = store("courier", content("River rises"), address("a")).story();
    for (int poll = 0; poll < 3; poll++) {
      assertThat(store("agency", content("Flood ahead"), guid("9"), address("a")))
          .isInstanceOf(Stored.Unchanged.class);
      assertThat(store("courier", content("River rises"), address("a")))
          .isInstanceOf(Stored.Unchanged.class);
    }
    assertThat(this.stories.revisions(story.id())).hasSize(1);
  }

  @Test
  void editorsCorrectionStaysUntilTheSourceChangesItsWords() {
    Story story = store("courier", content("River rises"), address("a")).story();
    assertThat(store(Stories.API, content("River falls"), address("a")))
        .isInstanceOf(Stored.Revised.class);
    assertThat(store("courier", content("River rises"), address("a")))
        .isInstanceOf(Stored.Unchanged.class);
    assertThat(store("courier", content("River stands"), address("a")))
        .isInstanceOf(Stored.Revised.class);
    assertThat(this.stories.revisions(story.id())).hasSize(3);
  }

  @Test
  void fiftyAtOnceAreOneStory() throws Exception {
    List<Stored> stored =
        atOnce(
            IntStream.range(0, 50)
                .mapToObj(
                    index ->
                        (Callable<Stored>)
                            () ->
                                index % 2 == 0
                                    ? store("courier", content("River"), guid("1"), address("a"))
                                    : store("courier", content("River"), address("a"), guid("1")))
                .toList());
    assertThat(stored).extracting(it -> it.story().id()).containsOnly(stored.get(0).story().id());
    assertThat(stored).filteredOn(Stored.Added.class::isInstance).hasSize(1);
    assertThat(this.stories.page(StoryFilter.all(), null, 10).stories()).hasSize(1);
    assertThat(this.events).hasSize(1);
  }

  private static List<Stored> atOnce(List<Callable<Stored>> calls) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Stored> stored = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
      List<Future<Stored>> futures =
          calls.stream()
              .map(
                  call ->
                      threads.submit(
                          () -> {
                            start.await();
                            return call.call();
                          }))
              .toList();
      start.countDown();
      for (Future<Stored> future : futures) {
        stored.add(future.get());
      }
    }
    return stored;
  }

  @Test
  void storiesWhoseNamesMeetLaterAreOne() {
    Story elder = store("courier", content("River rises"), guid("1")).story();
    this.clock.advance(Duration.ofMinutes(1));
    Story younger = store("agency", content("River rises"), address("a")).story();
    assertThat(younger.id()).isNotEqualTo(elder.id());
    Stored met = store("courier", content("River rises"), guid("1"), address("a"));
    assertThat(met.story().id()).isEqualTo(elder.id());
    assertThat(store("agency", content("River rises"), address("a")).story().id())
        .isEqualTo(elder.id());
    assertThat(this.stories.page(StoryFilter.all(), null, 10).stories())
        .extracting(Story::id)
        .containsExactly(elder.id());
    assertThat(this.stories.find(younger.id())).isPresent();
  }

  @Test
  void crossedNamesAtOnceAreOneStoryInTheEnd() throws Exception {
    List<Callable<Stored>> calls = new ArrayList<>();
    for (int index = 0; index < 20; index++) {
      calls.add(() -> store("courier", content("River"), guid("1")));
      calls.add(() -> store("courier", content("River"), address("a"), guid("1")));
      calls.add(() -> store("courier", content("River"), address("a")));
    }
    atOnce(calls);
    assertThat(this.stories.page(StoryFilter.all(), null, 10).stories()).hasSize(1);
  }

  @Test
  void takesBackOnce() {
    Story story = added("River rises");
    this.events.clear();
    this.stories.withdraw(story.id());
    this.clock.advance(Duration.ofHours(1));
    this.stories.withdraw(story.id());
    assertThat(this.events).containsExactly(new StoryWithdrawn(story.id()));
    assertThat(this.stories.find(story.id()).orElseThrow().withdrawnAt())
        .isEqualTo(NOON.plus(Duration.ofMinutes(1)));
  }

  @Test
  void namesTheStoryThatIsNone() {
    StoryId nobody = new StoryId(UUID.randomUUID());
    assertThat(this.stories.find(nobody)).isEmpty();
    assertThatThrownBy(() -> this.stories.withdraw(nobody))
        .isInstanceOf(UnknownStoryException.class)
        .hasMessageContaining(nobody.toString());
  }

  @Test
  void pagesShowEachStoryOnceNewestFirst() {
    List<String> headlines = IntStream.range(0, 7).mapToObj(it -> "Story " + it).toList();
    headlines.forEach(this::added);
    List<String> seen = new ArrayList<>();
    StoryPage page = this.stories.page(StoryFilter.all(), null, 3);
    added("Newer than the first page");
    while (true) {
      page.stories().forEach(it -> seen.add(it.latest().content().headline()));
      if (page.next() == null) {
        break;
      }
      StoryPage.Position next = StoryPage.Position.parse(page.next().toString());
      page = this.stories.page(StoryFilter.all(), next, 3);
    }
    assertThat(seen).containsExactlyElementsOf(headlines.reversed());
  }

  @Test
  void filtersNarrow() {
    Story flood = added("100 % of the river is ice", "News", "Weather");
    Story match = added("Team wins", "Sport");
    this.stories.withdraw(match.id());
    assertThat(found(new StoryFilter("courier", null, null, null, null))).hasSize(2);
    assertThat(found(new StoryFilter("agency", null, null, null, null))).isEmpty();
    assertThat(found(new StoryFilter(null, "weather", null, null, null)))
        .containsExactly(flood.id());
    assertThat(found(new StoryFilter(null, "eat", null, null, null))).isEmpty();
    assertThat(found(new StoryFilter(null, null, "100 % OF", null, null)))
        .containsExactly(flood.id());
    assertThat(found(new StoryFilter(null, null, "1_0", null, null))).isEmpty();
    assertThat(found(new StoryFilter(null, null, null, true, null))).containsExactly(match.id());
    assertThat(found(new StoryFilter(null, null, null, false, null))).containsExactly(flood.id());
    assertThat(found(new StoryFilter(null, null, null, null, match.firstSeenAt())))
        .containsExactly(match.id());
  }

  private List<StoryId> found(StoryFilter filter) {
    return this.stories.page(filter, null, 10).stories().stream().map(Story::id).toList();
  }

  @Test
  void refusesPagesOfNoSize() {
    assertThatThrownBy(() -> this.stories.page(StoryFilter.all(), null, 0))
        .hasMessage("A page has 1 to 500 stories");
    assertThatThrownBy(() -> StoryPage.Position.parse("yesterday"))
        .hasMessage("\"yesterday\" is no position; take it from a page's \"next\"");
  }

  @Test
  void aStoryWhoseEventFailsIsNotStored() {
    Stories failing =
        new Stories(
            this.database.jdbc(),
            this.database.transactions().getTransactionManager(),
            event -> {
              throw new IllegalStateException("no room for the event");
            },
            this.clock);
    Submission submission = new Submission("courier", content("River"), List.of(guid("1")), false);
    assertThatThrownBy(() -> failing.store(submission)).hasMessage("no room for the event");
    assertThat(this.stories.page(StoryFilter.all(), null, 10).stories()).isEmpty();
    assertThat(this.stories.store(submission)).isInstanceOf(Stored.Added.class);
  }
}
