// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.storycast.channel.Account;
import org.storycast.channel.Attempt;
import org.storycast.channel.Channel;
import org.storycast.channel.ChannelId;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Channels;
import org.storycast.channel.ChannelsProperties;
import org.storycast.channel.ConnectedAccounts;
import org.storycast.channel.DigestRhythm;
import org.storycast.channel.DoubtPolicy;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.RateLimit;
import org.storycast.channel.SendsDigests;
import org.storycast.story.Content;
import org.storycast.story.Revision;
import org.storycast.story.Story;
import org.storycast.story.StoryId;

/** Channels, routes and stories of an invented newspaper. */
final class RoutingFixture {

  static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private RoutingFixture() {}

  static Channels channels(Channel... channels) {
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      context.registerBean(ChannelsProperties.class, () -> new ChannelsProperties(Map.of()));
      context.registerBean(PublisherFactory.class, NoFactory::new);
      context.registerBean(ConnectedAccounts.class, () -> channel -> Optional.empty());
      context.register(Channels.class);
      context.refresh();
      Channels open = context.getBean(Channels.class);
      List.of(channels).forEach(open::connect);
      return open;
    }
  }

  static Channel channel(String id) {
    return channel(id, Map.of());
  }

  static Channel channel(String id, Map<String, String> settings) {
    return new Channel(
        new Account(new ChannelId(id), "pigeon", "en", settings, Map.of()),
        new SilentPublisher(),
        DoubtPolicy.HOLD,
        false,
        null);
  }

  static RoutingProperties settings(ZoneId zone, RoutingProperties.RouteSettings... routes) {
    return new RoutingProperties(
        List.of(routes),
        new RoutingProperties.Rules(Duration.ofHours(24)),
        new RoutingProperties.Place(zone));
  }

  /** A route for every story to the given channels. */
  static RoutingProperties.RouteSettings route(
      String name, String cron, String quietHours, String... channels) {
    return new RoutingProperties.RouteSettings(
        name,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(channels),
        null,
        cron,
        quietHours,
        null);
  }

  static Story story(String source, String language, String section, String tag) {
    return story(source, language, section, tag, null, null, false);
  }

  static Story story() {
    return story("wire", "en", "Business", "bridges");
  }

  static Story embargoed(Instant until) {
    return story("wire", "en", "Business", "bridges", until, null, false);
  }

  static Story withdrawn() {
    return story("wire", "en", "Business", "bridges", null, NOON, false);
  }

  static Story held() {
    return story("wire", "en", "Business", "bridges", null, null, true);
  }

  private static Story story(
      String source,
      String language,
      String section,
      String tag,
      Instant embargoedUntil,
      Instant withdrawnAt,
      boolean held) {
    StoryId id = new StoryId(new UUID(0, 1));
    Content content =
        new Content(
            "Bridge Opens",
            "",
            List.of(),
            null,
            language,
            "",
            "",
            List.of(section),
            List.of(tag),
            List.of(),
            NOON,
            embargoedUntil,
            Content.Priority.ROUTINE);
    return new Story(id, source, NOON, held, withdrawnAt, new Revision(id, 1, NOON, content));
  }

  private static final class SilentPublisher implements Publisher, SendsDigests {

    @Override
    public boolean isAwaited(DigestRhythm rhythm, List<String> sections) {
      return true;
    }

    @Override
    public ChannelProfile profile() {
      return new ChannelProfile(
          "pigeon",
          "Pigeon",
          List.of(),
          List.of(),
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofSeconds(1),
          new RateLimit(1, Duration.ofSeconds(1)));
    }

    @Override
    public Outcome publish(Post post, Attempt attempt) {
      throw new UnsupportedOperationException("Routing publishes nothing");
    }
  }

  private static final class NoFactory implements PublisherFactory {

    @Override
    public String kind() {
      return "none";
    }

    @Override
    public Publisher open(Account account) {
      throw new UnsupportedOperationException("No account is of this kind");
    }
  }
}
