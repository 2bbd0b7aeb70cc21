// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.Fault;

/** Containers and what becomes of them. */
class ThreadsPublisherTests extends ThreadsBench {

  @Test
  void saysWhereReadersFindThePost() {
    Receipt receipt = published(POST);
    assertThat(receipt.address())
        .isEqualTo(URI.create("https://www.threads.com/@steppecourier/post/Dshort1"));
    assertThat(receipt.publishedAt()).isEqualTo(NOON);
  }

  @Test
  void attachesTheLinkAndNamesATopicThatIsAllowed() {
    String id = published(POST, "reply-control", "followers_only").remoteId();
    assertThat(this.threads.parameter(id, "media_type")).isEqualTo("TEXT");
    assertThat(this.threads.parameter(id, "link_attachment"))
        .isEqualTo(ThreadsFixtures.link(KEY).toString());
    assertThat(this.threads.parameter(id, "topic_tag")).isEqualTo("St Steppe Co");
    assertThat(this.threads.parameter(id, "reply_control")).isEqualTo("followers_only");
  }

  @Test
  void leavesOutWhatIsNotWanted() {
    String id = published(POST, "topic", "none", "link-attachment", "false").remoteId();
    assertThat(this.threads.parameter(id, "link_attachment")).isEmpty();
    assertThat(this.threads.parameter(id, "topic_tag")).isEmpty();
    assertThat(this.threads.parameter(id, "reply_control")).isEmpty();
  }

  @Test
  void carriesOnePicture() {
    String id = published(pictured(3), "form", "image").remoteId();
    assertThat(this.threads.parameter(id, "media_type")).isEqualTo("IMAGE");
    assertThat(this.threads.parameter(id, "alt_text")).contains("picture 0");
    assertThat(this.threads.parameter(id, "link_attachment")).isEmpty();
    assertThat(this.threads.publications().getFirst().media()).hasSize(1);
  }

  private static Post pictured(int number) {
    return ThreadsFixtures.with(POST, ThreadsFixtures.pictures(number));
  }

  @Test
  void carriesACarouselOfWhatIsFinished() {
    String id = published(pictured(3), "form", "carousel").remoteId();
    assertThat(this.threads.parameter(id, "media_type")).isEqualTo("CAROUSEL");
    assertThat(this.threads.publications().getFirst().media()).hasSize(3);
    assertThat(this.threads.containers()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"1, IMAGE", "0, TEXT"})
  void carriesWhatThereIsWhereThatIsNoCarousel(int number, String type) {
    String id = published(pictured(number), "form", "carousel").remoteId();
    assertThat(this.threads.parameter(id, "media_type")).isEqualTo(type);
  }

  @Test
  void carriesAFilm() {
    Post post = ThreadsFixtures.with(POST, ThreadsFixtures.film());
    String id = published(post, "form", "video").remoteId();
    assertThat(this.threads.parameter(id, "media_type")).isEqualTo("VIDEO");
  }

  @Test
  void rejectsAFilmThatThreadsCanNotUse() {
    Post post = ThreadsFixtures.with(POST, ThreadsFixtures.film());
    publish(post, "form", "video");
    this.threads.failContainers("FAILED_PROCESSING_AUDIO");
    Outcome outcome = publishPatiently(post, "form", "video");
    assertThat(((Outcome.Rejected) outcome).detail()).contains("FAILED_PROCESSING_AUDIO");
  }

  @Test
  void makesAContainerAnewThatFailedForNoReason() {
    publish(pictured(1), "form", "image");
    this.threads.failContainers("UNKNOWN");
    published(pictured(1), "form", "image");
    assertThat(this.threads.containers()).isEqualTo(2);
  }

  @Test
  void givesUpOnAPictureThatCanNotBeFetched() {
    Post post = ThreadsFixtures.with(POST, ThreadsFixtures.unreachable());
    assertThat(((Outcome.TryLater) publish(post, "form", "image")).reason())
        .isEqualTo(FailureReason.MEDIA);
    publish(post, "form", "image");
    Outcome outcome = publish(post, "form", "image");
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(FailureReason.MEDIA);
  }

  @Test
  void waitsForAContainerThatComesLate() {
    this.threads.containersComeLate(3);
    published(POST);
    assertThat(this.threads.containers()).isEqualTo(1);
    assertThat(this.threads.publishingRequests()).isEqualTo(4);
  }

  @Test
  void makesAContainerAnewThatNeverComes() {
    this.threads.containersComeLate(7);
    published(POST);
    assertThat(this.threads.containers()).isEqualTo(2);
    assertThat(this.threads.publications()).hasSize(1);
  }

  @Test
  void makesAContainerAnewThatExpired() {
    publish(pictured(1), "form", "image");
    this.clock.advance(Duration.ofHours(23));
    published(pictured(1), "form", "image");
    assertThat(this.threads.containers()).isEqualTo(2);
  }

  @Test
  void publishesOnceThoughItDidNotHear() {
    this.threads.failNext(Fault.TAKE_THEN_DROP);
    assertThat(((Outcome.TryLater) publish(POST)).reason()).isEqualTo(FailureReason.UNAVAILABLE);
    Receipt receipt = published(POST);
    assertThat(receipt.remoteId()).isEqualTo(this.threads.publications().getFirst().id());
    assertThat(this.threads.publishingRequests()).isEqualTo(1);
  }

  /** A status that lags says "finished", and the second call is refused as if it came too early. */
  @Test
  void makesNoSecondContainerWhileTheFirstMayBePublished() {
    this.threads.statusLags(Duration.ofMinutes(30));
    this.threads.failNext(Fault.TAKE_THEN_500);
    publish(POST);
    for (int time = 0; time < 8; time++) {
      this.clock.advance(Duration.ofMinutes(2));
      Outcome outcome = publish(POST);
      assertThat(((Outcome.TryLater) outcome).reason()).isEqualTo(FailureReason.UNAVAILABLE);
    }
    this.clock.advance(Duration.ofMinutes(30));
    published(POST);
    assertThat(this.threads.containers()).isEqualTo(1);
    assertThat(this.threads.publications()).hasSize(1);
  }

  @Test
  void makesNoSecondContainerWhereTheFirstCanNotBeRead() {
    this.threads.failNext(Fault.TAKE_THEN_DROP);
    publish(POST);
    this.threads.forgetContainers();
    assertThat(publish(POST)).isInstanceOf(Outcome.Unclear.class);
    assertThat(this.threads.publications()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100})
  void keepsTheDoubtThroughARefusal(int code) {
    this.threads.failNext(Fault.REFUSE_DROP);
    publish(POST);
    this.threads.answerNext(ThreadsPublisherContractTests.error(400, code, 0, "No", false));
    assertThat(publish(POST)).isInstanceOf(Outcome.Unclear.class);
    assertThat(this.memory.isInDoubt()).isTrue();
  }

  @Test
  void hasNoDoubtWhereEveryCallWasClearlyRefused() {
    this.threads.failNext(Fault.REFUSE_429, Fault.REFUSE_429);
    this.threads.answerNext(ThreadsPublisherContractTests.error(400, 10, 0, "No", false));
    assertThat(((Outcome.TryLater) publish(POST)).reason()).isEqualTo(FailureReason.RATE_LIMITED);
    assertThat(((Outcome.TryLater) publish(POST)).reason()).isEqualTo(FailureReason.RATE_LIMITED);
    assertThat(publish(POST)).isInstanceOf(Outcome.ChannelClosed.class);
    assertThat(this.memory.quietUntil()).contains(NOON.plus(Duration.ofMinutes(1)));
  }

  @Test
  void claimsNothingWhereTwoPostsHaveItsText() {
    Post post = ThreadsFixtures.saying("Rain", KEY);
    new ThreadsPublisherFactory(this.tokens, this.clock)
        .open(ThreadsFixtures.account(this.threads.address()))
        .publish(post, new DeliveryMemory(DeliveryKey.of("other"), this.clock).attempt());
    this.threads.failNext(Fault.TAKE_THEN_DROP);
    publish(post);
    assertThat(publish(post)).isInstanceOf(Outcome.Unclear.class);
    assertThat(publisher().find(post, this.memory.attempt()))
        .isInstanceOf(Finding.CannotTell.class);
  }

  @Test
  void continuesAStoryAsAThread() {
    Receipt first = published(POST);
    Receipt second = reply(first);
    assertThat(this.threads.parameter(second.remoteId(), "reply_to_id"))
        .isEqualTo(first.remoteId());
  }

  @Test
  void findsAReplyAfterADoubt() {
    Receipt first = published(POST);
    this.threads.failNext(Fault.TAKE_THEN_DROP);
    DeliveryKey key = DeliveryKey.of("second");
    DeliveryMemory second = new DeliveryMemory(key, this.clock);
    Post post = ThreadsFixtures.post(key).inReplyTo(first);
    publisher().publish(post, second.attempt());
    assertThat(publisher().publish(post, second.attempt())).isInstanceOf(Outcome.Published.class);
    assertThat(this.threads.publications()).hasSize(2);
  }

  private Receipt reply(Receipt earlier) {
    DeliveryKey key = DeliveryKey.of("second");
    Outcome outcome =
        publisher()
            .publish(
                ThreadsFixtures.post(key).inReplyTo(earlier),
                new DeliveryMemory(key, this.clock).attempt());
    return ((Outcome.Published) outcome).receipt();
  }

  @Test
  void beginsAThreadAnewWhereTheEarlierPostIsGone() {
    Receipt first = published(POST);
    publisher().remove(first, withdrawal());
    assertThat(this.threads.parameter(reply(first).remoteId(), "reply_to_id")).isEmpty();
  }

  @Test
  void refusesWhatThreadsWouldWithoutAsking() {
    Outcome tooLong = publish(ThreadsFixtures.saying("я".repeat(501), KEY));
    assertThat(((Outcome.Rejected) tooLong).reason()).isEqualTo(FailureReason.TOO_LONG);
    String links =
        "https://a.example/1 https://a.example/2 https://a.example/3 https://a.example/4";
    Outcome tooMany = publish(ThreadsFixtures.saying(links + " https://a.example/5", KEY));
    assertThat(((Outcome.Rejected) tooMany).reason()).isEqualTo(FailureReason.CONTENT);
    assertThat(this.threads.requests()).isEmpty();
    published(ThreadsFixtures.saying(links + " https://a.example/4.", KEY));
  }

  @ParameterizedTest(name = "{0} = \"{1}\"")
  @CsvSource({
    "user-id, steppecourier",
    "base-url, graph.threads.net",
    "api-version, 1",
    "form, gallery",
    "topic, weather",
    "reply-control, nobody",
    "link-attachment, maybe",
    "timeout, soon"
  })
  void namesTheSettingThatIsWrong(String name, String value) {
    assertThatThrownBy(() -> publisher(name, value))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings." + name);
  }

  @Test
  void takesNoMediaThatItDoesNotCarry() {
    assertThat(publisher().profile().media()).isEmpty();
    assertThat(publisher("form", "image").profile().media())
        .extracting(it -> it.role())
        .isEqualTo(List.of("picture"));
  }
}
