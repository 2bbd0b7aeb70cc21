// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.storycast.channel.Account;
import org.storycast.channel.Attempt;
import org.storycast.channel.Channel;
import org.storycast.channel.ChannelId;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Channels;
import org.storycast.channel.ChannelsProperties;
import org.storycast.channel.ConnectedAccounts;
import org.storycast.channel.DoubtPolicy;
import org.storycast.channel.Forms;
import org.storycast.channel.MediaDemand;
import org.storycast.channel.Outcome;
import org.storycast.channel.PartProfile;
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.RateLimit;
import org.storycast.channel.Receipt;

/** Channels of invented platforms. */
final class FakeChannels {

  private FakeChannels() {}

  static Channel channel(String id, String kind, List<PartProfile> parts, MediaDemand... media) {
    return channel(id, kind, "en", null, parts, media);
  }

  static Channel channel(
      String id,
      String kind,
      String language,
      URI page,
      List<PartProfile> parts,
      MediaDemand... media) {
    ChannelProfile profile =
        new ChannelProfile(
            kind,
            kind.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + kind.substring(1),
            parts,
            List.of(media),
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofSeconds(1),
            new RateLimit(1, Duration.ofSeconds(1)));
    return new Channel(
        new Account(new ChannelId(id), kind, language, Map.of(), Map.of()),
        new RecordingPublisher(profile),
        DoubtPolicy.HOLD,
        false,
        page);
  }

  /** The same channel with forms beside the parts of its posts. */
  static Channel withForms(Channel channel, List<Forms.Form> forms) {
    return new Channel(
        channel.account(),
        new FormKeepingPublisher(channel.profile(), forms),
        channel.onDoubt(),
        channel.rehearsal(),
        channel.page());
  }

  private record FormKeepingPublisher(ChannelProfile profile, List<Forms.Form> forms)
      implements Publisher, Forms {

    @Override
    public Outcome publish(Post post, Attempt attempt) {
      throw new UnsupportedOperationException("It only keeps forms");
    }
  }

  /** The channels of an installation that has just these. */
  static Channels open(Channel... channels) {
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

  /** Keeps what it is given. */
  static final class RecordingPublisher implements Publisher {

    private final ChannelProfile profile;
    private final List<Post> posts = new ArrayList<>();

    RecordingPublisher(ChannelProfile profile) {
      this.profile = profile;
    }

    List<Post> posts() {
      return this.posts;
    }

    @Override
    public ChannelProfile profile() {
      return this.profile;
    }

    @Override
    public Outcome publish(Post post, Attempt attempt) {
      this.posts.add(post);
      return new Outcome.Published(Receipt.of("1", null, java.time.Instant.EPOCH));
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
