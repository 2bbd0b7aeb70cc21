// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.MediaDemand;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;
import org.storycast.simulator.TiktokSimulator;
import tools.jackson.databind.JsonNode;

class TiktokPhotosTests {

  private static final String INIT = "/v2/post/publish/content/init/";
  private static final String CREATOR = "/v2/post/publish/creator_info/query/";

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final TiktokSimulator tiktok = new TiktokSimulator(this.clock);
  private final AccessTokens tokens = TestTokens.fresh(this.clock);
  private final DeliveryMemory memory =
      new DeliveryMemory(DeliveryKey.of("story", "tiktok-en"), this.clock);

  @BeforeEach
  void putPicturesOnTheWeb() {
    PhotoPost.publishOn(this.tiktok);
  }

  @AfterEach
  void stopSimulator() {
    this.tiktok.close();
  }

  private TiktokPublisher publisher(String... settings) {
    return (TiktokPublisher)
        new TiktokFactory(this.tokens, new PhotoPost(), this.clock)
            .open(PhotoPost.account(this.tiktok.address(), settings));
  }

  private Outcome publish(Post post, String... settings) {
    return publisher(settings).publish(post, this.memory.attempt());
  }

  private Outcome settle(String... settings) {
    Outcome outcome = publish(PhotoPost.of(3), settings);
    while (outcome instanceof Outcome.Underway underway) {
      this.clock.set(underway.askAgainAt());
      outcome =
          publisher(settings).follow(PhotoPost.of(3), underway.handle(), this.memory.attempt());
    }
    return outcome;
  }

  private JsonNode body() {
    return this.tiktok.requests().stream()
        .filter(request -> request.path().equals(INIT))
        .toList()
        .getLast()
        .json();
  }

  @Test
  void demandsTheStorysPicturesOrACardWithoutTheNewsroomsName() {
    assertThat(publisher("most-pictures", "10").profile().media())
        .singleElement()
        .isInstanceOfSatisfying(
            MediaDemand.Pictures.class,
            pictures -> {
              assertThat(pictures.most()).isEqualTo(10);
              assertThat(pictures.otherwise())
                  .isEqualTo(new MediaDemand.Card("picture", 1080, 1920, false, true));
            });
  }

  @Test
  void postsWhatTiktokPullsInTheStorysOrder() {
    Receipt receipt = ((Outcome.Published) settle()).receipt();
    assertThat(receipt.address())
        .hasToString("https://www.tiktok.com/@steppecourier/photo/7400000000000000001");
    assertThat(receipt.evidence()).containsEntry("publish_id", "p_pub_url~v2.123456789");
    assertThat(this.tiktok.publications().getFirst().media()).hasSize(3);
    assertThat(body().path("source_info").path("photo_images").path(2).asString())
        .isEqualTo("https://media.courier.example/2.jpg");
    assertThat(body().path("post_info").path("auto_add_music").asBoolean(true)).isFalse();
  }

  @Test
  void takesOneToThirtyFivePictures() {
    assertThat(publish(PhotoPost.of(35))).isInstanceOf(Outcome.Underway.class);
    assertThat(this.tiktok.publications().getFirst().media()).hasSize(35);
  }

  @Test
  void asksForTheCreatorThenAnnouncesThenPostsThenRemembers() {
    publish(PhotoPost.of(1));
    assertThat(this.tiktok.requests())
        .extracting(SimulatorRequest::path)
        .containsExactly("/v2/oauth/token/", CREATOR, INIT);
    assertThat(this.memory.writes())
        .containsExactly("committing:publish", "checkpoint:task", "checkpoint:publish");
  }

  @Test
  void saysWhatTheOperatorDeclares() {
    publish(PhotoPost.of(1), "branded-content", "true", "own-brand", "true", "add-music", "true");
    JsonNode info = body().path("post_info");
    assertThat(info.path("brand_content_toggle").asBoolean()).isTrue();
    assertThat(info.path("brand_organic_toggle").asBoolean()).isTrue();
    assertThat(info.path("auto_add_music").asBoolean()).isTrue();
    assertThat(info.has("disable_duet")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TAKE_THEN_DROP", "TAKE_THEN_500", "TAKE_THEN_HTML", "TAKE_THEN_GARBLE"})
  void leavesADoubtWhenTheAnswerIsLostAndFindsThePostWhereTiktokListsIt(Fault fault) {
    this.tiktok.failNext(fault);
    assertThat(publish(PhotoPost.of(1))).isInstanceOf(Outcome.Unclear.class);
    this.clock.advance(Duration.ofMinutes(2));
    assertThat(publisher().find(PhotoPost.of(1), this.memory.attempt()))
        .isInstanceOf(Finding.CannotTell.class);
    this.tiktok.listPhotos();
    assertThat(publisher().find(PhotoPost.of(1), this.memory.attempt()))
        .isInstanceOf(Finding.Found.class);
  }

  @Test
  void knowsThePostByItsTaskThoughTiktokDoesNotListIt() {
    Receipt receipt = ((Outcome.Published) settle()).receipt();
    assertThat(publisher().find(receipt)).isInstanceOf(Finding.Found.class);
    assertThat(publisher().find(PhotoPost.of(3), this.memory.attempt()))
        .isInstanceOf(Finding.Found.class);
  }

  @Test
  void doesNotPostWhatTheAccountStoppedOfferingMeanwhile() {
    this.tiktok.answerNext(
        request -> {
          boolean init = request.path().equals(INIT);
          if (init) {
            this.tiktok.bePrivate();
          }
          return init;
        },
        TiktokRefusals.reply(403, "privacy_level_option_mismatch"));
    assertThat(publish(PhotoPost.of(1)))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed -> assertThat(closed.detail()).contains("FOLLOWER_OF_CREATOR"));
    assertThat(this.tiktok.publications()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "http://media.courier.example/%d.jpg",
    "https://192.0.2.7/%d.jpg",
    "https://elsewhere.example/%d.jpg",
    "https://evilcourier.example/%d.jpg"
  })
  void asksTiktokToPullNothingThatItWillRefuse(String address) {
    assertThat(publish(PhotoPost.at(address, "image/jpeg", 1)))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed -> assertThat(closed.detail()).contains("media-domains"));
    assertThat(this.tiktok.requests()).isEmpty();
  }

  @Test
  void sendsNoPicturesOfAnotherFormat() {
    Post post = PhotoPost.at("https://media.courier.example/%d.jpg", "image/png", 1);
    assertThat(publish(post))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(FailureReason.MEDIA));
  }

  @Test
  void saysThatTiktokCouldNotFetchAPicture() {
    this.tiktok.failNextPost("photo_pull_failed");
    assertThat(settle())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.detail()).contains("able to fetch"));
  }

  @Test
  void postsAgainAfterAFailureOfTiktoksOwnButNeverWhileTheFirstMayAppear() {
    this.tiktok.failNextPost("internal");
    publish(PhotoPost.of(1));
    assertThat(publish(PhotoPost.of(1))).isInstanceOf(Outcome.Underway.class);
    assertThat(this.tiktok.publishingRequests()).isEqualTo(1);
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publish(PhotoPost.of(1))).isInstanceOf(Outcome.Underway.class);
    assertThat(this.tiktok.publishingRequests()).isEqualTo(2);
    assertThat(this.tiktok.publications()).hasSize(1);
  }

  @Test
  void takesANewTokenWhenTheOldOneEndsBeforeThePost() {
    this.tiktok.failNext(Fault.REFUSE_CREDENTIALS);
    assertThat(publish(PhotoPost.of(1))).isInstanceOf(Outcome.Underway.class);
    assertThat(this.tiktok.refreshes()).isEqualTo(2);
    assertThat(this.tiktok.publications()).hasSize(1);
  }

  @Test
  void keepsTheAccountQuietForADayWhenTheDaysPostsAreUsedUp() {
    this.tiktok.limitPostsTo(0);
    publish(PhotoPost.of(1));
    assertThat(this.memory.quietUntil()).hasValue(this.clock.instant().plus(Duration.ofDays(1)));
  }

  @Test
  void doesNotCloseTheChannelForACreatorThatCameGarbled() {
    this.tiktok.answerNext(
        it -> it.path().equals(CREATOR),
        SimulatorReply.json(200, Map.of("data", "none", "error", Map.of("code", "ok"))));
    assertThat(publish(PhotoPost.of(1))).isInstanceOf(Outcome.TryLater.class);
    assertThat(this.memory.writes()).isEmpty();
  }

  @Test
  void postsForTheAccountsOwnEyesWithoutTheAuditAndSaysSo() {
    this.tiktok.beUnaudited();
    this.tiktok.bePrivate();
    Receipt receipt = ((Outcome.Published) settle("audited", "false")).receipt();
    assertThat(receipt.evidence())
        .containsEntry("privacy_level", "SELF_ONLY")
        .hasEntrySatisfying("warning", it -> assertThat(it).contains("not audited"));
    assertThat(publisher().metrics(receipt).counts()).isEmpty();
  }

  @Test
  void saysThatAnAccountMustBePrivateWithoutTheAudit() {
    this.tiktok.beUnaudited();
    assertThat(publish(PhotoPost.of(1), "audited", "false"))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed -> assertThat(closed.detail()).contains("make @steppecourier private"));
    assertThat(this.tiktok.publishingRequests()).isZero();
  }

  @ParameterizedTest(name = "{0}={1} with {2}={3}")
  @CsvSource({
    "privacy, PUBLIC_TO_EVERYONE, audited, false",
    "branded-content, true, privacy, SELF_ONLY",
    "form, picture, audited, true",
    "most-pictures, 36, audited, true",
    "most-pictures, 0, audited, true",
    "posts-per-day, 0, audited, true",
    "audited, perhaps, form, photos"
  })
  void namesTheSettingThatIsWrong(String name, String value, String other, String otherValue) {
    assertThatThrownBy(() -> publisher(name, value, other, otherValue))
        .hasMessageContaining("settings." + name);
  }
}
