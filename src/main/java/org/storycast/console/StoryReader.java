// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.channel.Attachment;
import org.storycast.channel.Channel;
import org.storycast.channel.Channels;
import org.storycast.channel.Post;
import org.storycast.console.StoryPageView.Line;
import org.storycast.console.StoryPageView.Medium;
import org.storycast.console.StoryPageView.Shown;
import org.storycast.console.StoryPageView.Target;
import org.storycast.console.StoryPageView.Text;
import org.storycast.delivery.Deliveries;
import org.storycast.delivery.Delivery;
import org.storycast.delivery.Preview;
import org.storycast.delivery.PublishedParts;
import org.storycast.story.Block;
import org.storycast.story.Content;
import org.storycast.story.Stories;
import org.storycast.story.Story;

/** Gathers what a story's page shows. */
@Component
class StoryReader {

  private final Stories stories;
  private final Deliveries deliveries;
  private final PublishedParts parts;
  private final Channels channels;
  private final ShownMoments moments;

  StoryReader(
      Stories stories,
      Deliveries deliveries,
      PublishedParts parts,
      Channels channels,
      ShownMoments moments) {
    this.stories = stories;
    this.deliveries = deliveries;
    this.parts = parts;
    this.channels = channels;
    this.moments = moments;
  }

  StoryPageView read(Story story, @Nullable String chosen) {
    Content content = story.latest().content();
    List<Delivery> all = this.deliveries.ofStory(story.id());
    Set<String> had =
        all.stream()
            .filter(it -> !it.rehearsal() && it.digestTitle().isEmpty())
            .map(it -> it.channel().value())
            .collect(Collectors.toSet());
    return new StoryPageView(
        story.id().toString(),
        content.headline(),
        content.lead(),
        content.body().stream().map(Block::text).toList(),
        content.byline(),
        String.join(", ", content.sections()),
        content.language(),
        story.source(),
        Links.web(content.address()),
        this.moments.of(story.firstSeenAt()),
        this.moments.ofNullable(content.embargoedUntil()),
        this.moments.ofNullable(story.withdrawnAt()),
        story.held(),
        earlier(story),
        story.latest().number(),
        all.reversed().stream().map(this::line).toList(),
        this.channels.open().stream().map(it -> target(it, had, chosen)).toList());
  }

  private StoryPageView.@Nullable Earlier earlier(Story story) {
    return this.stories.ancestors(story.id()).stream()
        .findFirst()
        .flatMap(this.stories::find)
        .map(it -> new StoryPageView.Earlier(it.id().toString(), it.latest().content().headline()))
        .orElse(null);
  }

  private static Target target(Channel channel, Set<String> had, @Nullable String chosen) {
    String name = channel.id().value();
    return new Target(
        name,
        channel.profile().name(),
        channel.isForTests(),
        had.contains(name),
        name.equals(chosen));
  }

  private Line line(Delivery delivery) {
    return new Line(
        delivery.id().toString(),
        delivery.channel().value(),
        delivery.occasion(),
        delivery.rehearsal(),
        StateBadge.of(delivery.state()),
        this.moments.of(delivery.plannedFor()),
        delivery.detail(),
        this.parts.receipt(delivery.id()).map(it -> Links.web(it.address())).orElse(null));
  }

  static Shown shown(Preview preview) {
    Channel channel = preview.channel();
    return preview
        .post()
        .map(
            it ->
                new Shown(
                    channel.id().value(),
                    channel.profile().name(),
                    it.measured().stream()
                        .filter(part -> it.post().optionalPart(part.part()).isPresent())
                        .map(
                            part ->
                                new Text(
                                    part.part(),
                                    it.post().part(part.part()),
                                    part.length(),
                                    part.limit(),
                                    part.unit()))
                        .toList(),
                    media(it.post()),
                    Links.web(it.post().link()),
                    it.warnings(),
                    ""))
        .orElseGet(
            () ->
                new Shown(
                    channel.id().value(),
                    channel.profile().name(),
                    List.of(),
                    List.of(),
                    null,
                    List.of(),
                    preview.problem()));
  }

  static List<Medium> media(Post post) {
    return post.attachments().stream().map(StoryReader::medium).toList();
  }

  private static Medium medium(Attachment attachment) {
    return new Medium(
        attachment.role(),
        attachment.digest().hex(),
        attachment.mediaType().startsWith("video/"),
        attachment.altText(),
        attachment.width(),
        attachment.height());
  }
}
