// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.storycast.channel.Attachments;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Finding;
import org.storycast.channel.Follows;
import org.storycast.channel.Measures;
import org.storycast.channel.MediaDemand;
import org.storycast.channel.Metrics;
import org.storycast.channel.Outcome;
import org.storycast.channel.PartProfile;
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.RateLimit;
import org.storycast.channel.ReadsBack;
import org.storycast.channel.Receipt;
import org.storycast.channel.TextMeasure;
import tools.jackson.databind.JsonNode;

/** Publishes films on one TikTok account. TikTok lets no one edit or delete by its API. */
final class TiktokPublisher implements Publisher, Follows, ReadsBack, Measures {

  static final String TITLE = "title";
  static final String FILM = "film";

  private static final int MAX_TITLE = 2_200;
  private static final Duration LONGEST_FILM = Duration.ofSeconds(60);
  private static final Duration SETTLING_TIME = Duration.ofMinutes(2);

  /** Below what TikTok is said to take of one creator in a day, which it does not publish. */
  private static final RateLimit RATE = new RateLimit(15, Duration.ofDays(1));

  private final Tools tools;
  private final TiktokStatus status;
  private final TiktokReadBack readBack;

  TiktokPublisher(Tools tools) {
    this.tools = tools;
    this.status = new TiktokStatus(tools.clock());
    this.readBack = new TiktokReadBack(tools.api(), this.status);
  }

  /** What every attempt works with. */
  record Tools(
      TiktokSettings settings,
      TiktokApi api,
      TiktokErrors errors,
      Attachments attachments,
      Clock clock) {}

  @Override
  public ChannelProfile profile() {
    return new ChannelProfile(
        "tiktok",
        "TikTok",
        List.of(new PartProfile(TITLE, MAX_TITLE, TextMeasure.utf16Units())),
        List.of(new MediaDemand.Film(FILM, 1080, 1920, LONGEST_FILM, false, true)),
        Duration.ZERO,
        SETTLING_TIME,
        this.tools.settings().timeLimit(),
        RATE);
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    return new TiktokUpload(this.tools, post, attempt).run();
  }

  @Override
  public Outcome follow(Post post, String handle, Attempt attempt) {
    Optional<TiktokTask> task = TiktokTask.of(attempt);
    if (task.isEmpty()) {
      return new Outcome.Unclear("The checkpoint of the task %s is missing".formatted(handle));
    }
    return switch (this.tools.api().status(handle)) {
      case TiktokAnswer.Failed failed -> failed.outcome();
      case TiktokAnswer.Data(JsonNode data) -> this.status.outcomeOf(data, task.get());
    };
  }

  @Override
  public Finding find(Post post, Attempt attempt) {
    return this.readBack.find(post, attempt);
  }

  @Override
  public Finding find(Receipt receipt) {
    return this.readBack.find(receipt);
  }

  @Override
  public Metrics metrics(Receipt receipt) {
    return new Metrics(this.readBack.numbers(receipt));
  }

  @Override
  public String toString() {
    return "TiktokPublisher[" + this.tools.settings().api().getHost() + "]";
  }
}
