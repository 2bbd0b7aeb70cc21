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
import org.storycast.channel.Checks;
import org.storycast.channel.Checkup;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Follows;
import org.storycast.channel.Frame;
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
import org.storycast.channel.support.AccountTokens;
import tools.jackson.databind.JsonNode;

/**
 * Publishes films or pictures on one TikTok account. TikTok lets no one edit or delete by its API.
 */
final class TiktokPublisher implements Publisher, Follows, ReadsBack, Measures, Checks {

  static final String TITLE = "title";
  static final String PHOTO_TITLE = "photo-title";
  static final String PHOTO_DESCRIPTION = "photo-description";
  static final String FILM = "film";
  static final String PICTURE = "picture";
  static final Duration LONGEST_FILM = Duration.ofSeconds(60);

  private static final int MAX_TITLE = 2_200;
  private static final int MAX_PHOTO_TITLE = 90;
  private static final int MAX_PHOTO_DESCRIPTION = 4_000;

  /** "At most 1080p", which is read as the narrower side. Photo post reference, 2026-11. */
  private static final Frame FRAME = new Frame(1080, 1920, 9 / 16.0, 16 / 9.0, 20_000_000);

  private static final Duration SETTLING_TIME = Duration.ofMinutes(2);

  private final Tools tools;
  private final TiktokStatus status;
  private final TiktokReadBack readBack;

  TiktokPublisher(Tools tools) {
    this.tools = tools;
    this.status = new TiktokStatus(tools.settings().post(), tools.clock());
    this.readBack = new TiktokReadBack(tools.api(), this.status, tools.settings().post());
  }

  /** What every attempt works with. */
  record Tools(
      TiktokSettings settings,
      TiktokApi api,
      TiktokErrors errors,
      AccountTokens tokens,
      Attachments attachments,
      Clock clock) {}

  @Override
  public ChannelProfile profile() {
    return new ChannelProfile(
        "tiktok",
        "TikTok",
        photos()
            ? List.of(
                new PartProfile(PHOTO_TITLE, MAX_PHOTO_TITLE, TextMeasure.utf16Units()),
                new PartProfile(PHOTO_DESCRIPTION, MAX_PHOTO_DESCRIPTION, TextMeasure.utf16Units()))
            : List.of(new PartProfile(TITLE, MAX_TITLE, TextMeasure.utf16Units())),
        List.of(
            photos()
                ? new MediaDemand.Pictures(
                    PICTURE,
                    this.tools.settings().post().mostPictures(),
                    FRAME,
                    new MediaDemand.Card(PICTURE, 1080, 1920, false, true))
                : new MediaDemand.Film(FILM, 1080, 1920, LONGEST_FILM, false, true)),
        Duration.ZERO,
        SETTLING_TIME,
        this.tools.settings().timeLimit(),
        new RateLimit(this.tools.settings().postsPerDay(), Duration.ofDays(1)));
  }

  private boolean photos() {
    return this.tools.settings().post().photos();
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    Outcome outcome =
        photos()
            ? new TiktokPhotos(this.tools, post, attempt).run()
            : new TiktokUpload(this.tools, post, attempt).run();
    keepQuietWithoutQuota(outcome, attempt);
    return outcome;
  }

  /** A used-up day is the account's, not the post's: no other post needs to find it out. */
  private void keepQuietWithoutQuota(Outcome outcome, Attempt attempt) {
    if (outcome instanceof Outcome.TryLater later
        && later.reason() == FailureReason.QUOTA
        && later.notBefore() != null) {
      attempt.quietUntil(this.tools.clock().instant().plus(later.notBefore()));
    }
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
  public Checkup check() {
    return new TiktokCheckup(this.tools).run();
  }

  @Override
  public String toString() {
    return "TiktokPublisher[" + this.tools.settings().api().getHost() + "]";
  }
}
