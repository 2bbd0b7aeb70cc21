// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.ChannelId;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.database.TestDatabase;
import org.storycast.story.Stories;
import org.storycast.story.Story;

/** What continues a story is published as the reply to it. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class DevelopingStoryTests {

  private final DeliveryKit kit;

  DevelopingStoryTests(TestDatabase.Kind kind, @TempDir Path data) {
    this.kit = new DeliveryKit(kind.fresh(), data);
  }

  @AfterEach
  void close() {
    this.kit.close();
  }

  @Test
  void repliesToTheNearestPublicationOfItsChannel() {
    Story first = this.kit.story();
    Story second = this.kit.update(first);
    Story third = this.kit.update(second);
    assertThat(published(first, DeliveryKit.CHANNEL).inReplyTo()).isNull();
    assertThat(remoteId(published(second, DeliveryKit.CHANNEL))).isEqualTo("remote-1");
    assertThat(remoteId(published(third, DeliveryKit.CHANNEL))).isEqualTo("remote-2");
    assertThat(published(third, DeliveryKit.RESENDING).inReplyTo())
        .as("a channel that had nothing of it")
        .isNull();
  }

  @Test
  void passesOverWhatWasNotPublishedOrWasWithdrawn() {
    Story first = this.kit.story();
    published(first, DeliveryKit.CHANNEL);
    Story refused = this.kit.update(first);
    this.kit.channel.next.add(
        (post, attempt) -> new Outcome.Rejected(FailureReason.CONTENT, "No", null));
    send(refused, DeliveryKit.CHANNEL);
    Story withdrawn = this.kit.update(refused);
    published(withdrawn, DeliveryKit.CHANNEL);
    this.kit.get(Stories.class).withdraw(withdrawn.id());
    Post last = published(this.kit.update(withdrawn), DeliveryKit.CHANNEL);
    assertThat(remoteId(last)).isEqualTo("remote-1");
  }

  @Test
  void whatThePostRepliesToIsFrozenWithIt() {
    Story first = this.kit.story();
    published(first, DeliveryKit.CHANNEL);
    this.kit.channel.next.add(
        (post, attempt) -> new Outcome.TryLater(FailureReason.UNAVAILABLE, "Later", null));
    DeliveryId update = send(this.kit.update(first), DeliveryKit.CHANNEL);
    Post frozen =
        this.kit.get(FrozenPosts.class).find(this.kit.delivery(update).post()).orElseThrow();
    assertThat(remoteId(frozen)).isEqualTo("remote-1");
    assertThat(frozen.digest()).isEqualTo(this.kit.delivery(update).post());
  }

  private Post published(Story story, ChannelId channel) {
    int before = this.kit.channel.taken.size();
    send(story, channel);
    assertThat(this.kit.channel.taken).hasSize(before + 1);
    return this.kit.channel.taken.getLast();
  }

  private DeliveryId send(Story story, ChannelId channel) {
    DeliveryId id =
        this.kit
            .get(DeliveryDesk.class)
            .send(story.id(), List.of(channel), null, "tester")
            .getFirst()
            .id();
    this.kit.run();
    return id;
  }

  private static String remoteId(Post post) {
    Receipt earlier = post.inReplyTo();
    assertThat(earlier).isNotNull();
    return earlier.remoteId();
  }
}
