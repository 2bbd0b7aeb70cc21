// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.util.List;
import java.util.Optional;
import org.storycast.channel.Attachment;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import tools.jackson.databind.JsonNode;

/**
 * What the creator may do now, as TikTok says before each post.
 *
 * @param info TikTok's words
 */
record TiktokCreator(JsonNode info) {

  String username() {
    return this.info.path("creator_username").asString("");
  }

  /** Who may be allowed to see a post; empty where TikTok did not say. */
  List<String> options() {
    return this.info
        .path("privacy_level_options")
        .valueStream()
        .map(option -> option.asString(""))
        .toList();
  }

  /** The longest film in seconds. */
  long longest() {
    return this.info.path("max_video_post_duration_sec").asLong(Long.MAX_VALUE);
  }

  /** What the creator switched off in the app stays off, whatever the operator says. */
  boolean hasOff(boolean byOperator, String what) {
    return byOperator || this.info.path(what + "_disabled").asBoolean(false);
  }

  /** Why nothing may be posted as the operator wants it. */
  Optional<Outcome> objection(PostSettings settings) {
    List<String> options = options();
    if (options.isEmpty()) {
      return Optional.of(
          new Outcome.TryLater(
              FailureReason.UNAVAILABLE, "TikTok did not say what the account may post", null));
    }
    if (!settings.audited() && options.contains(PostSettings.PUBLIC)) {
      return Optional.of(
          closed(
              "An app without TikTok's audit may post on private accounts only: make @%s private in the app, or have the app audited and set audited to true"
                  .formatted(username())));
    }
    return options.contains(settings.privacy())
        ? Optional.empty()
        : Optional.of(
            closed(
                "This TikTok account offers %s; choose one for the setting privacy, which is %s"
                    .formatted(options, settings.privacy())));
  }

  private static Outcome closed(String detail) {
    return new Outcome.ChannelClosed(FailureReason.PERMISSION, detail);
  }

  /** Why the film may not be posted. */
  Optional<Outcome> objection(Attachment film) {
    return film.duration().toSeconds() <= longest()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Rejected(
                FailureReason.MEDIA,
                "The film takes %d s, and this account may post %d s"
                    .formatted(film.duration().toSeconds(), longest()),
                null));
  }
}
