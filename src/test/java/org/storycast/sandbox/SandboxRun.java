// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.storycast.channel.Channels;
import org.storycast.delivery.Deliveries;
import org.storycast.delivery.Delivery;
import org.storycast.delivery.DeliveryDesk;
import org.storycast.delivery.DeliveryState;
import org.storycast.delivery.PublishedParts;
import org.storycast.intake.PlainTextStories;
import org.storycast.intake.StorySubmissions;
import org.storycast.intake.SubmissionResult;
import org.storycast.story.Stories;
import org.storycast.story.Story;
import org.storycast.story.StoryFilter;

/** Sends the stories through, waits until every delivery has ended, and prints the table. */
final class SandboxRun {

  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Set<DeliveryState> HELD =
      Set.of(DeliveryState.UNCLEAR, DeliveryState.PAUSED);

  private final Stories stories;
  private final StorySubmissions submissions;
  private final Channels channels;
  private final DeliveryDesk desk;
  private final Deliveries deliveries;
  private final PublishedParts parts;
  private final Environment environment;
  private final Clock clock;
  private final PrintStream out = System.out;
  private final CountDownLatch never = new CountDownLatch(1);

  SandboxRun(
      Stories stories,
      StorySubmissions submissions,
      Channels channels,
      DeliveryDesk desk,
      Deliveries deliveries,
      PublishedParts parts,
      Environment environment,
      Clock clock) {
    this.stories = stories;
    this.submissions = submissions;
    this.channels = channels;
    this.desk = desk;
    this.deliveries = deliveries;
    this.parts = parts;
    this.environment = environment;
    this.clock = clock;
  }

  void run(SandboxOptions options) throws IOException, InterruptedException {
    Instant began = this.clock.instant();
    int expected = 1;
    submit(
        new ClassPathResource("sandbox/story.txt")
            .getContentAsString(java.nio.charset.StandardCharsets.UTF_8));
    expected++;
    if (options.story().isPresent()) {
      submit(Files.readString(options.story().get()));
      expected++;
    }
    if (options.feed().isPresent()) {
      sendNewestOf("captured");
      expected++;
    }
    waitUntilSettled(expected);
    report(began);
  }

  private void submit(String text) throws IOException {
    switch (this.submissions.submit(PlainTextStories.read(text))) {
      case SubmissionResult.Accepted accepted -> {}
      case SubmissionResult.Refused refused ->
          throw new IOException("The story can't be taken: " + refused.problems());
    }
  }

  /**
   * A captured feed is old: all its stories are stored and held, and the newest is sent by hand.
   */
  private void sendNewestOf(String source) throws InterruptedException {
    StoryFilter filter = new StoryFilter(source, null, null, null, null);
    Instant deadline = this.clock.instant().plus(PATIENCE);
    List<Story> found = List.of();
    while (found.isEmpty() && this.clock.instant().isBefore(deadline)) {
      pause();
      found = this.stories.page(filter, null, 500).stories();
    }
    this.out.printf("%n%d stories of the captured feed are stored.%n", found.size());
    if (!found.isEmpty()) {
      this.desk.send(found.getFirst().id(), List.of(), null, "sandbox");
    }
  }

  private void waitUntilSettled(int expectedStories) throws InterruptedException {
    Instant deadline = this.clock.instant().plus(PATIENCE);
    int expected = expectedStories * this.channels.open().size();
    while (this.clock.instant().isBefore(deadline)) {
      List<Delivery> all = all();
      long ended =
          all.stream().filter(it -> it.state().isSettled() || HELD.contains(it.state())).count();
      if (all.size() >= expected && ended == all.size()) {
        return;
      }
      pause();
    }
  }

  private void pause() throws InterruptedException {
    this.never.await(250, TimeUnit.MILLISECONDS);
  }

  private List<Delivery> all() {
    List<Delivery> all = new ArrayList<>();
    this.stories
        .page(StoryFilter.all(), null, 500)
        .stories()
        .forEach(story -> all.addAll(this.deliveries.ofStory(story.id())));
    return all;
  }

  private void report(Instant began) {
    SandboxTable table = new SandboxTable();
    for (Story story : this.stories.page(StoryFilter.all(), null, 500).stories()) {
      List<Delivery> ofStory = this.deliveries.ofStory(story.id());
      if (!ofStory.isEmpty()) {
        table.story(story);
        ofStory.forEach(delivery -> table.delivery(delivery, this.parts.receipt(delivery.id())));
      }
    }
    this.channels.off().forEach((id, reason) -> this.out.printf("%n%s is off: %s%n", id, reason));
    this.out.println(table);
    List<Delivery> all = all();
    long published = all.stream().filter(it -> it.state() == DeliveryState.PUBLISHED).count();
    this.out.printf(
        Locale.ROOT,
        "%n%d of %d deliveries published on %d channels in %.1f seconds.%n",
        published,
        all.size(),
        this.channels.open().size(),
        Duration.between(began, this.clock.instant()).toMillis() / 1000.0);
    this.out.printf(
        "What the platforms received: %s%nThe service itself:          http://localhost:%s/%n",
        this.environment.getProperty(FarEndsProcess.PAGE),
        this.environment.getProperty("local.server.port"));
  }
}
