// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.util.Optional;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import tools.jackson.databind.JsonNode;

/** Whether the refresh token is the named channel's: it could publish in a stranger's name. */
final class OwnChannel {

  private final YoutubeTools tools;
  private volatile boolean isRight;

  OwnChannel(YoutubeTools tools) {
    this.tools = tools;
    this.isRight = tools.settings().channelId().isEmpty();
  }

  /** Why nothing may be published; YouTube is asked until it once gave the right answer. */
  Optional<Outcome> objection() {
    if (this.isRight) {
      return Optional.empty();
    }
    return switch (YoutubeAnswer.of(
        this.tools.api().ownChannel("contentDetails"), this.tools.errors())) {
      case YoutubeAnswer.Failed(Outcome outcome) -> Optional.of(outcome);
      case YoutubeAnswer.Json(JsonNode json) ->
          compare(json.path("items").path(0).path("id").asString("none"));
    };
  }

  private Optional<Outcome> compare(String own) {
    if (this.tools.settings().channelId().equals(Optional.of(own))) {
      this.isRight = true;
      return Optional.empty();
    }
    return Optional.of(
        new Outcome.ChannelClosed(
            FailureReason.PERMISSION,
            ("The refresh token belongs to the YouTube channel \"%s\", the setting channel-id names"
                    + " \"%s\": connect the right channel")
                .formatted(own, this.tools.settings().channelId().orElse(""))));
  }
}
