// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.Account;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.Secret;
import org.storycast.simulator.FacebookSimulator;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorRequest;

class FacebookPublisherTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final DeliveryKey KEY = DeliveryKey.of("story", "facebook-en", "first");

  private final MutableClock clock = new MutableClock(NOON);
  private final FacebookSimulator facebook = new DescribedFacebook(this.clock);
  private final DeliveryMemory memory = new DeliveryMemory(KEY, this.clock);

  @AfterEach
  void stop() {
    this.facebook.close();
  }

  private FacebookPublisher publisher() {
    return (FacebookPublisher)
        FacebookFixtures.factory(this.clock)
            .open(FacebookFixtures.account(this.facebook.address()));
  }

  private Outcome publish(Post post) {
    return publisher().publish(post, this.memory.attempt());
  }

  @Test
  void saysWhereReadersFindThePost() {
    Receipt receipt = ((Outcome.Published) publish(FacebookFixtures.post(KEY))).receipt();
    assertThat(receipt.address()).isEqualTo(this.facebook.publications().getFirst().address());
    assertThat(receipt.publishedAt()).isEqualTo(NOON);
  }

  @Test
  void sendsExactlyTheFrozenMessageAndLink() {
    publish(FacebookFixtures.post(KEY));
    SimulatorRequest request = this.facebook.requests().getFirst();
    assertThat(request.form())
        .containsEntry("message", FacebookFixtures.post(KEY).part("message"))
        .containsEntry("link", FacebookFixtures.link(KEY).toString());
    assertThat(request.path()).isEqualTo("/v24.0/%s/feed".formatted(FacebookSimulator.PAGE_ID));
  }

  @Test
  void postsWithoutALinkWhereThereIsNone() {
    Post post = new Post(Map.of("message", "Rain"), null, "en", List.of(), List.of(), List.of());
    assertThat(publish(post)).isInstanceOf(Outcome.Published.class);
    assertThat(this.facebook.requests().getFirst().form()).doesNotContainKey("link");
  }

  @Test
  void keepsTheTokenOutOfEveryAddress() {
    Receipt receipt = ((Outcome.Published) publish(FacebookFixtures.post(KEY))).receipt();
    publisher().find(FacebookFixtures.post(KEY), this.memory.attempt());
    publisher().find(receipt);
    publisher().remove(receipt, this.memory.attempt());
    assertThat(this.facebook.requests())
        .hasSize(4)
        .allMatch(it -> it.bearer().isPresent())
        .noneMatch(it -> it.raw().getUrl().contains(FacebookSimulator.PAGE_TOKEN))
        .noneMatch(it -> it.raw().getUrl().contains("access_token"));
  }

  @Test
  void doesWithoutAProofWhereNoAppSecretIsGiven() {
    Account given = FacebookFixtures.account(this.facebook.address());
    Account account =
        new Account(
            given.id(),
            given.kind(),
            given.language(),
            given.settings(),
            Map.of("page-token", new Secret(FacebookSimulator.PAGE_TOKEN)));
    Outcome outcome =
        FacebookFixtures.factory(this.clock)
            .open(account)
            .publish(FacebookFixtures.post(KEY), this.memory.attempt());
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    assertThat(this.facebook.requests().getFirst().form()).doesNotContainKey("appsecret_proof");
  }

  @Test
  void refusesALongMessageWithoutAskingFacebook() {
    Outcome outcome =
        publish(FacebookFixtures.saying("🎉".repeat(31_604), FacebookFixtures.link(KEY)));
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(FailureReason.TOO_LONG);
    assertThat(this.facebook.requests()).isEmpty();
  }

  @Test
  void takesADuplicateAfterADoubtfulAttemptForASign() {
    this.facebook.failNext(Fault.TAKE_THEN_DROP);
    Post post = FacebookFixtures.post(KEY);
    assertThat(publish(post)).isInstanceOf(Outcome.Unclear.class);
    assertThat(publish(post)).isInstanceOf(Outcome.Unclear.class);
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publisher().find(post, this.memory.attempt())).isInstanceOf(Finding.Found.class);
    assertThat(this.facebook.publications()).hasSize(1);
  }

  @Test
  void doesNotPublishAgainWhatItRemembersAsTaken() {
    Outcome first = publish(FacebookFixtures.post(KEY));
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publish(FacebookFixtures.post(KEY))).isEqualTo(first);
    assertThat(this.facebook.publishingRequests()).isEqualTo(1);
  }

  @Test
  void givesAnUnreadableLinkOneMoreChance() {
    Post post = FacebookFixtures.saying("Rain", URI.create("https://courier.invalid/1"));
    Outcome first = publish(post);
    assertThat(((Outcome.TryLater) first).notBefore()).isEqualTo(Duration.ofMinutes(10));
    Outcome second = publish(post);
    assertThat(((Outcome.Rejected) second).reason()).isEqualTo(FailureReason.CONTENT);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"4", "17", "32", "613", "80001"})
  void waitsTheMinutesThatFacebookNames(int code) {
    this.facebook.exhaust(code, Duration.ofMinutes(23));
    Outcome outcome = publish(FacebookFixtures.post(KEY));
    assertThat(((Outcome.TryLater) outcome).notBefore()).isEqualTo(Duration.ofMinutes(23));
    assertThat(this.memory.quietUntil()).contains(NOON.plus(Duration.ofMinutes(23)));
  }

  @Test
  void waitsAnHourWhereFacebookNamesNoTime() {
    this.facebook.answerNext(FacebookRefusals.error(400, 32, 0));
    Outcome outcome = publish(FacebookFixtures.post(KEY));
    assertThat(((Outcome.TryLater) outcome).notBefore()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void waitsADayWhenItPostedTooOften() {
    this.facebook.answerNext(FacebookRefusals.error(400, 368, 1390008));
    Outcome outcome = publish(FacebookFixtures.post(KEY));
    assertThat(((Outcome.TryLater) outcome).notBefore()).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void asksForQuietWhenTheLastAllowedPostSucceeds() {
    this.facebook.use(100);
    assertThat(publish(FacebookFixtures.post(KEY))).isInstanceOf(Outcome.Published.class);
    assertThat(this.memory.quietUntil()).contains(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void asksForNoQuietWhileSomethingIsLeft() {
    this.facebook.use(80);
    publish(FacebookFixtures.post(KEY));
    assertThat(this.memory.quietUntil()).isEmpty();
  }

  @ParameterizedTest(name = "{0} per cent used")
  @CsvSource({"81, 1", "90, 10", "99, 19"})
  void slowsDownBeforeAllIsUsed(int used, int minutes) {
    this.facebook.use(used);
    publish(FacebookFixtures.post(KEY));
    assertThat(this.memory.quietUntil()).contains(NOON.plus(Duration.ofMinutes(minutes)));
  }

  @Test
  void doesNotTakeALikenessForItsOwn() {
    this.facebook.failNext(Fault.REFUSE_DROP);
    publish(FacebookFixtures.post(KEY));
    DeliveryKey other = DeliveryKey.of("story", "facebook-en", "second");
    String message = FacebookFixtures.post(KEY).part("message");
    this.facebook.addPost(message, FacebookFixtures.link(other).toString());
    this.facebook.addPost(message, "");
    this.facebook.addPost("Something else", "https://courier.example.com/steppe/1");
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publisher().find(FacebookFixtures.post(KEY), this.memory.attempt()))
        .isInstanceOf(Finding.Absent.class);
  }

  @Test
  void findsItsPostWhereFacebookShortenedTheLink() {
    this.facebook.failNext(Fault.REFUSE_DROP);
    publish(FacebookFixtures.post(KEY));
    String message = FacebookFixtures.post(KEY).part("message");
    this.facebook.addPost(message, "https://courier.example.com/steppe/1");
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publisher().find(FacebookFixtures.post(KEY), this.memory.attempt()))
        .isInstanceOf(Finding.Found.class);
  }

  @Test
  void doesNotTakeAPostOfYesterdayForItsOwn() {
    this.facebook.addPost("Rain", FacebookFixtures.link(KEY).toString());
    this.clock.advance(Duration.ofDays(1));
    this.facebook.failNext(Fault.REFUSE_DROP);
    publish(FacebookFixtures.post(KEY));
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publisher().find(FacebookFixtures.post(KEY), this.memory.attempt()))
        .isInstanceOf(Finding.Absent.class);
  }

  @Test
  void seesNothingYetWhileThePageLags() {
    this.facebook.showPostsAfter(Duration.ofSeconds(40));
    this.facebook.failNext(Fault.TAKE_THEN_500);
    Post post = FacebookFixtures.post(KEY);
    publish(post);
    this.clock.advance(Duration.ofSeconds(20));
    assertThat(publisher().find(post, this.memory.attempt())).isInstanceOf(Finding.Absent.class);
    this.clock.advance(publisher().profile().settlingTime());
    assertThat(publisher().find(post, this.memory.attempt())).isInstanceOf(Finding.Found.class);
  }

  @Test
  void findsItsPostBehindManyOthersAndAdmitsWhereItDidNotLook() {
    this.facebook.failNext(Fault.TAKE_THEN_DROP);
    Post post = FacebookFixtures.post(KEY);
    publish(post);
    addOthers(250);
    assertThat(publisher().find(post, this.memory.attempt())).isInstanceOf(Finding.Found.class);
    addOthers(251);
    assertThat(publisher().find(post, this.memory.attempt()))
        .isInstanceOf(Finding.CannotTell.class);
  }

  private void addOthers(int number) {
    for (int other = 0; other < number; other++) {
      this.facebook.addPost("Another post, number " + other, "");
    }
    this.clock.advance(Duration.ofMinutes(1));
  }

  @Test
  void cannotTellWhileFacebookRefusesToAnswer() {
    publish(FacebookFixtures.post(KEY));
    this.facebook.exhaust(80001, Duration.ofMinutes(5));
    assertThat(publisher().find(FacebookFixtures.post(KEY), this.memory.attempt()))
        .isInstanceOf(Finding.CannotTell.class);
  }

  @Test
  void editsOnlyWhatItsOwnAppMade() {
    String foreign = this.facebook.addPost("By hand", "");
    Outcome outcome =
        publisher()
            .edit(
                Receipt.of(foreign, null, NOON), FacebookFixtures.post(KEY), this.memory.attempt());
    assertThat(((Outcome.ChannelClosed) outcome).reason()).isEqualTo(FailureReason.PERMISSION);
  }

  @Test
  void saysThatThePostToEditIsGone() {
    Outcome outcome =
        publisher()
            .edit(
                Receipt.of("111_1", null, NOON), FacebookFixtures.post(KEY), this.memory.attempt());
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(FailureReason.TARGET_GONE);
  }

  @ParameterizedTest(name = "{0} = \"{1}\"")
  @CsvSource({
    "page-id, steppecourier",
    "page-id, ''",
    "api-version, 24",
    "base-url, facebook",
    "form, poem",
    "pictures, 1",
    "pictures, 11",
    "app-id, courier",
    "video-url, here",
    "reel-url, here",
    "upload-timeout, soon"
  })
  void namesTheSettingThatIsWrong(String name, String value) {
    Map<String, String> changed = new HashMap<>(Map.of(name, value));
    assertThatThrownBy(
            () -> FacebookFixtures.factory(this.clock).open(FacebookFixtures.account(changed)))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings." + name);
  }
}
