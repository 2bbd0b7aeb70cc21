// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.storycast.access.Caller;
import org.storycast.channel.Channel;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.channel.Digest;
import org.storycast.channel.UnknownChannelException;
import org.storycast.delivery.DeliveryDesk;
import org.storycast.delivery.Previews;
import org.storycast.story.Stories;
import org.storycast.story.Story;
import org.storycast.story.StoryId;
import org.storycast.story.UnknownStoryException;

/** What is done with a story: preview, rehearse, test, send, send again. */
@RestController
@RequestMapping(ApiDoor.BASE + "/stories/{id}")
@Tag(name = "stories")
class SendingController {

  private final Stories stories;
  private final Channels channels;
  private final DeliveryDesk desk;
  private final Previews previews;

  SendingController(Stories stories, Channels channels, DeliveryDesk desk, Previews previews) {
    this.stories = stories;
    this.channels = channels;
    this.desk = desk;
    this.previews = previews;
  }

  @PostMapping("/preview")
  @Operation(
      summary = "Preview a story",
      description =
          "The exact text of each part, its length as the platform counts, and the media, which are"
              + " drawn if need be. Nothing is planned.")
  List<PreviewView> preview(
      @PathVariable UUID id, @Valid @RequestBody(required = false) @Nullable PreviewOrder order) {
    Story story = known(id);
    List<String> names = order == null || order.channels() == null ? List.of() : order.channels();
    List<Channel> channels =
        names.isEmpty() ? this.channels.open() : names.stream().map(this::channel).toList();
    return channels.stream()
        .map(channel -> PreviewView.of(this.previews.of(story.latest(), channel)))
        .toList();
  }

  @OneTransaction
  @PostMapping("/rehearse")
  @Operation(
      summary = "Rehearse a story on a channel",
      description = "Everything is done but the irreversible call.")
  DeliveryView rehearse(
      @PathVariable UUID id,
      @Valid @RequestBody ChannelOrder order,
      @AuthenticationPrincipal Caller caller) {
    return DeliveryView.of(
        this.desk.rehearse(known(id).id(), channel(order.channel()).id(), caller.name()));
  }

  @OneTransaction
  @PostMapping("/test")
  @Operation(
      summary = "Send a story to a channel for tests",
      description =
          "Really sends, each time, to a channel whose settings say for-tests: true. Embargo and"
              + " withdrawal hold here too.")
  DeliveryView test(
      @PathVariable UUID id,
      @Valid @RequestBody ChannelOrder order,
      @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
      @AuthenticationPrincipal Caller caller) {
    Channel channel = channel(order.channel());
    if (!channel.isForTests()) {
      throw ApiProblem.forbidden(
          "channel",
          "\"%s\" is not for tests; name a channel with settings.for-tests: true"
              .formatted(order.channel()));
    }
    String name =
        key == null
            ? UUID.randomUUID().toString()
            : Digest.of(caller.id() + "\n" + key).hex().substring(0, 32);
    return DeliveryView.of(
        this.desk.sendAgain(known(id).id(), channel.id(), "test " + name, caller.name()));
  }

  @OneTransaction
  @PostMapping("/send")
  @Operation(
      summary = "Send a story, now or at a moment",
      description = "A channel that has it, or is getting it, does not get it again.")
  List<DeliveryView> send(
      @PathVariable UUID id,
      @Valid @RequestBody SendOrder order,
      @AuthenticationPrincipal Caller caller) {
    return this.desk.send(known(id).id(), targets(order), order.at(), caller.name()).stream()
        .map(DeliveryView::of)
        .toList();
  }

  private List<ChannelId> targets(SendOrder order) {
    List<String> names = order.channels() == null ? List.of() : order.channels();
    if (names.isEmpty() == !Boolean.TRUE.equals(order.allChannels())) {
      throw ApiProblem.malformed(
          "channels", "Name channels, or set allChannels to true; one of the two");
    }
    List<ChannelId> targets =
        names.isEmpty()
            ? this.channels.open().stream()
                .filter(channel -> !channel.isForTests())
                .map(Channel::id)
                .toList()
            : names.stream().map(name -> channel(name).id()).toList();
    if (targets.isEmpty()) {
      throw ApiProblem.unfit("channels", "No channel is open; GET /api/v1/channels says why");
    }
    return targets;
  }

  @OneTransaction
  @PostMapping("/send-again")
  @Operation(
      summary = "Send a story to a channel that has had it",
      description = "A new occasion, which you name; the same name sends once.")
  DeliveryView sendAgain(
      @PathVariable UUID id,
      @Valid @RequestBody SendAgainOrder order,
      @AuthenticationPrincipal Caller caller) {
    return DeliveryView.of(
        this.desk.sendAgain(
            known(id).id(), channel(order.channel()).id(), order.occasion(), caller.name()));
  }

  private Story known(UUID id) {
    StoryId story = new StoryId(id);
    return this.stories.find(story).orElseThrow(() -> new UnknownStoryException(story));
  }

  private Channel channel(String name) {
    ChannelId id = ChannelNames.parse(name);
    String off = this.channels.off().get(id);
    if (off != null) {
      throw ApiProblem.unfit("channel", "Channel \"%s\" is off: %s".formatted(name, off));
    }
    return this.channels
        .find(id)
        .orElseThrow(
            () ->
                new UnknownChannelException(
                    id, this.channels.open().stream().map(Channel::id).toList()));
  }

  /** Which channels to show; all open ones where absent or empty. */
  record PreviewOrder(@Nullable List<String> channels) {}

  /** One channel. */
  record ChannelOrder(@NotBlank(message = "names an open channel") String channel) {}

  /** Where to, and when. */
  record SendOrder(
      @Schema(description = "Names of open channels") @Nullable List<String> channels,
      @Schema(description = "true sends to every open channel that is not for tests")
          @Nullable Boolean allChannels,
      @Schema(description = "From when; now where absent") @Nullable Instant at) {}

  /** Where to, and why. */
  record SendAgainOrder(
      @NotBlank(message = "names an open channel") String channel,
      @NotBlank(message = "says why, in 1 to 80 characters")
          @Size(max = 80, message = "says why, in 1 to 80 characters")
          String occasion) {}
}
