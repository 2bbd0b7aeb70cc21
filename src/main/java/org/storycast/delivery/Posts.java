// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.storycast.channel.Channel;
import org.storycast.channel.Digest;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.format.CannotComposeException;
import org.storycast.format.Edition;
import org.storycast.format.PostComposer;

/** Has the post of a delivery composed and frozen, once. */
@Component
class Posts {

  private static final Logger log = LoggerFactory.getLogger(Posts.class);

  private final PostComposer composer;
  private final Editions editions;
  private final FrozenPosts frozen;
  private final Settlement settlement;
  private final Predecessors predecessors;

  Posts(
      PostComposer composer,
      Editions editions,
      FrozenPosts frozen,
      Settlement settlement,
      Predecessors predecessors) {
    this.composer = composer;
    this.editions = editions;
    this.frozen = frozen;
    this.settlement = settlement;
    this.predecessors = predecessors;
  }

  /** The delivery's post, or what keeps it from being made. */
  Result of(Delivery delivery, Channel channel) {
    Edition edition = this.editions.edition(delivery.edition());
    Optional<Post> known =
        frozen(delivery).filter(post -> !isToBeMadeAnew(post, edition, delivery));
    if (known.isPresent()) {
      return new Result.Frozen(known.get());
    }
    try {
      Post composed = this.composer.compose(edition, channel, delivery.key()).post();
      Post post = this.predecessors.of(delivery).map(composed::inReplyTo).orElse(composed);
      freeze(delivery, post);
      return new Result.Frozen(post);
    } catch (CannotComposeException broken) {
      return new Result.Failed(
          new Outcome.Rejected(FailureReason.CONTENT, String.valueOf(broken.getMessage()), null));
    } catch (RuntimeException failure) {
      log.atError()
          .addKeyValue("delivery", delivery.id())
          .setCause(failure)
          .log("The post could not be made");
      return new Result.Failed(
          new Outcome.TryLater(
              FailureReason.DEFECT, "The post could not be made: " + failure.getMessage(), null));
    }
  }

  /** Whether the frozen post must not be sent, but one made anew may. */
  boolean isOutdated(Delivery delivery) {
    return delivery.isDigest()
        && frozen(delivery)
            .filter(
                post -> isToBeMadeAnew(post, this.editions.edition(delivery.edition()), delivery))
            .isPresent();
  }

  /** Whether a digest tells a story that was withdrawn since, and nobody can have it yet. */
  private static boolean isToBeMadeAnew(Post post, Edition edition, Delivery delivery) {
    return post.digestOf() != null
        && delivery.committedAt() == null
        && post.digestOf().stories().size() != edition.stories().size();
  }

  /** The frozen post, if it came that far. */
  Optional<Post> frozen(Delivery delivery) {
    return Optional.ofNullable(delivery.post()).flatMap(this.frozen::find);
  }

  private void freeze(Delivery delivery, Post post) {
    Digest digest = post.digest();
    this.settlement.write(
        delivery,
        LedgerEntry.Kind.FROZEN,
        Map.of("digest", digest.hex()),
        change -> {
          this.frozen.freeze(post);
          change.post(digest);
        });
  }

  /** A post, or why there is none. */
  sealed interface Result {

    /** It is frozen. */
    record Frozen(Post post) implements Result {}

    /** It can't be made. */
    record Failed(Outcome outcome) implements Result {}
  }
}
