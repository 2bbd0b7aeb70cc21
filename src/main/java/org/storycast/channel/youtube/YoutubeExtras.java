// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.storycast.channel.Attempt;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;

/**
 * What follows an upload: thumbnail, captions, playlists. Each is a step with a checkpoint of its
 * own that holds what became of it, each may be repeated without harm, and none of them ever loses
 * the video: what YouTube refuses, or does not take within half an hour, is left out and told.
 */
final class YoutubeExtras {

  private static final String DONE = "set";
  private static final String NOT_DONE = "not set: ";
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final YoutubeSettings settings;
  private final YoutubeAdditions additions;
  private final Clock clock;

  YoutubeExtras(YoutubeSettings settings, YoutubeAdditions additions, Clock clock) {
    this.settings = settings;
    this.additions = additions;
    this.clock = clock;
  }

  /** Takes the steps that are left; whether none is left afterwards. */
  boolean finish(String video, Post post, Attempt attempt) {
    for (Map.Entry<String, Supplier<Optional<Outcome>>> step : steps(video, post).entrySet()) {
      if (attempt.checkpoint(step.getKey()).isEmpty()
          && !isSettled(step.getKey(), step.getValue().get(), attempt)) {
        return false;
      }
    }
    return true;
  }

  /** Whether no step is left. */
  boolean isFinished(Post post, Attempt attempt) {
    return steps("", post).keySet().stream().allMatch(it -> attempt.checkpoint(it).isPresent());
  }

  private Map<String, Supplier<Optional<Outcome>>> steps(String video, Post post) {
    Map<String, Supplier<Optional<Outcome>>> steps = new LinkedHashMap<>();
    post.optionalAttachment(YoutubePublisher.THUMBNAIL)
        .ifPresent(
            it -> steps.put(YoutubePublisher.THUMBNAIL, () -> this.additions.thumbnail(video, it)));
    post.optionalAttachment(YoutubePublisher.CAPTIONS)
        .ifPresent(
            it ->
                steps.put(
                    YoutubePublisher.CAPTIONS,
                    () -> this.additions.captions(video, post.language(), it)));
    for (String playlist : this.settings.extras().playlistsOf(post)) {
      steps.put("playlist " + playlist, () -> this.additions.playlist(video, playlist));
    }
    return steps;
  }

  private boolean isSettled(String step, Optional<Outcome> failure, Attempt attempt) {
    if (failure.isPresent() && mayStillSucceed(failure.get(), attempt)) {
      return false;
    }
    attempt.checkpoint(step, failure.map(it -> NOT_DONE + detailOf(it)).orElse(DONE));
    return true;
  }

  private boolean mayStillSucceed(Outcome failure, Attempt attempt) {
    boolean passing =
        failure instanceof Outcome.TryLater later && later.reason() != FailureReason.QUOTA
            || failure instanceof Outcome.ChannelClosed closed
                && closed.reason() == FailureReason.CREDENTIALS;
    Instant since = attempt.committedAt().orElse(Instant.MIN);
    return passing && since.isAfter(this.clock.instant().minus(PATIENCE));
  }

  private static String detailOf(Outcome failure) {
    return switch (failure) {
      case Outcome.TryLater it -> it.detail();
      case Outcome.Rejected it -> it.detail();
      case Outcome.ChannelClosed it -> it.detail();
      default -> failure.toString();
    };
  }

  /** Makes the thumbnail say what the corrected post says; the answer is what became of it. */
  Map<String, String> refresh(String video, Post post) {
    return post.optionalAttachment(YoutubePublisher.THUMBNAIL)
        .map(it -> this.additions.thumbnail(video, it))
        .map(failure -> failure.map(it -> NOT_DONE + detailOf(it)).orElse(DONE))
        .map(said -> Map.of(YoutubePublisher.THUMBNAIL, said))
        .orElse(Map.of());
  }

  /** What became of each step, for the receipt. */
  Map<String, String> evidence(Post post, Attempt attempt) {
    Map<String, String> evidence = new LinkedHashMap<>();
    for (String step : steps("", post).keySet()) {
      attempt.checkpoint(step).ifPresent(said -> evidence.put(step, said));
    }
    return evidence;
  }
}
