package org.storycast.channel.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.storycast.channel.Account;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.HttpPublisherContract.Refusal;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.SampleFilm;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.database.TestDatabase;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;
import org.storycast.simulator.TiktokSimulator;
import tools.jackson.databind.JsonNode;

class TiktokPublisherTests {

  private static final int CHUNK = 5 * 1024 * 1024;
  private static final SampleFilm SMALL = SampleFilm.small();
  private static final SampleFilm LARGE = SampleFilm.ofSize(3 * CHUNK + 1000);
  private static final String INIT = "/v2/post/publish/video/init/";
  private static final String CREATOR = "/v2/post/publish/creator_info/query/";

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final TiktokSimulator tiktok = new TiktokSimulator(this.clock);
  private final TestDatabase database = TestDatabase.Kind.H2.fresh();
  private AccessTokens tokens = TestTokens.in(this.database, this.clock);
  private final DeliveryMemory memory =
      new DeliveryMemory(DeliveryKey.of("story", "tiktok-en"), this.clock);

  @AfterEach
  void stopSimulator() {
    this.tiktok.close();
  }

  private TiktokPublisher publisher(SampleFilm film, String... settings) {
    Account account = TiktokAccount.at(this.tiktok.address(), settings);
    return (TiktokPublisher) new TiktokFactory(this.tokens, film, this.clock).open(account);
  }

  private Outcome publish(SampleFilm film, String... settings) {
    return publisher(film, settings).publish(TiktokAccount.post(film), this.memory.attempt());
  }

  private Outcome follow(Outcome outcome) {
    Outcome.Underway underway = (Outcome.Underway) outcome;
    this.clock.set(underway.askAgainAt());
    return publisher(SMALL)
        .follow(TiktokAccount.post(SMALL), underway.handle(), this.memory.attempt());
  }

  private Receipt published(String... settings) {
    Outcome outcome = publish(SMALL, settings);
    while (outcome instanceof Outcome.Underway) {
      outcome = follow(outcome);
    }
    return ((Outcome.Published) outcome).receipt();
  }

  private List<String> ranges() {
    return this.tiktok.requests().stream()
        .flatMap(request -> request.header("content-range").stream())
        .toList();
  }

  private JsonNode initBody() {
    return this.tiktok.requests().stream()
        .filter(request -> request.path().equals(INIT))
        .toList()
        .getLast()
        .json();
  }

  private static FailureReason reasonOf(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Rejected it -> it.reason();
      case Outcome.ChannelClosed it -> it.reason();
      case Outcome.TryLater it -> it.reason();
      default -> throw new AssertionError("Not a refusal: " + outcome);
    };
  }

  @Test
  void sendsTheRestWithTheLastChunk() {
    assertThat(publish(LARGE)).isInstanceOf(Outcome.Underway.class);
    assertThat(ranges())
        .containsExactly(
            "bytes 0-5242879/15729640",
            "bytes 5242880-10485759/15729640",
            "bytes 10485760-15729639/15729640");
    assertThat(this.tiktok.publications().getFirst().media().getFirst().bytes())
        .isEqualTo(LARGE.bytes());
  }

  @ParameterizedTest(name = "{0} bytes by {1}")
  @CsvSource({
    "50000123, 10000000, 10000000, 5",
    "4999999, 10000000, 4999999, 1",
    "10000000, 10000000, 10000000, 1",
    "19999999, 10000000, 10000000, 1",
    "20000000, 10000000, 10000000, 2"
  })
  void cutsAsTheGuideSays(long total, int wanted, long size, int count) {
    assertThat(Chunks.of(total, wanted)).isEqualTo(new Chunks(total, size, count));
  }

  @Test
  void storesTheTaskBeforeTheFirstByteAndCommitsBeforeTheLast() {
    publish(LARGE);
    assertThat(this.memory.writes())
        .containsExactly("checkpoint:task", "committing:publish", "checkpoint:publish");
  }

  @Test
  void asksForTheCreatorBeforeEachPost() {
    publish(SMALL);
    assertThat(this.tiktok.requests())
        .extracting(SimulatorRequest::path)
        .containsSubsequence(CREATOR, INIT, "/video/");
  }

  @Test
  void saysEverythingThatTiktokWantsSaid() {
    publish(SMALL, "ai-generated", "true", "disable-duet", "true");
    JsonNode post = initBody().path("post_info");
    assertThat(post.path("privacy_level").asString()).isEqualTo("PUBLIC_TO_EVERYONE");
    assertThat(post.path("is_aigc").asBoolean()).isTrue();
    assertThat(post.path("disable_duet").asBoolean()).isTrue();
    assertThat(post.path("disable_comment").asBoolean()).isFalse();
    assertThat(post.path("brand_content_toggle").asBoolean(true)).isFalse();
    assertThat(post.path("brand_organic_toggle").asBoolean(true)).isFalse();
  }

  @Test
  void keepsOffWhatTheCreatorSwitchedOff() {
    publish(SMALL);
    assertThat(initBody().path("post_info").path("disable_stitch").asBoolean()).isTrue();
  }

  @Test
  void goesOnWhereAnEarlierAttemptStopped() {
    this.tiktok.failNext(
        request -> request.header("content-range").orElse("").startsWith("bytes 5242880-"),
        Fault.REFUSE_DROP);
    assertThat(publish(LARGE)).isInstanceOf(Outcome.TryLater.class);
    assertThat(publish(LARGE)).isInstanceOf(Outcome.Underway.class);
    assertThat(ranges()).filteredOn("bytes 0-5242879/15729640"::equals).hasSize(1);
    assertThat(this.tiktok.publications()).hasSize(1);
  }

  @Test
  void neverBeginsAnotherTaskWhileTheFirstMayPost() {
    this.memory.killAt(2, false);
    assertThatThrownBy(() -> publish(SMALL)).isInstanceOf(DeliveryMemory.Killed.class);
    assertThat(publish(SMALL)).isInstanceOf(Outcome.Underway.class);
    assertThat(this.tiktok.requests()).filteredOn(it -> it.path().equals(INIT)).hasSize(1);
    assertThat(this.tiktok.publications()).hasSize(1);
  }

  @Test
  void beginsAnotherTaskWhenTheAddressOfTheFirstExpired() {
    this.tiktok.failNext(it -> it.path().equals("/video/"), Fault.REFUSE_502);
    publish(LARGE);
    this.clock.advance(Duration.ofHours(1));
    assertThat(publish(LARGE)).isInstanceOf(Outcome.Underway.class);
    assertThat(this.tiktok.requests()).filteredOn(it -> it.path().equals(INIT)).hasSize(2);
    assertThat(this.tiktok.publications()).hasSize(1);
  }

  @Test
  void beginsAnotherTaskWhenTiktokClosedTheUpload() {
    this.tiktok.answerNext(it -> it.path().equals("/video/"), SimulatorReply.empty(403));
    assertThat(publish(SMALL)).isInstanceOf(Outcome.TryLater.class);
    assertThat(publish(SMALL)).isInstanceOf(Outcome.Underway.class);
    assertThat(this.tiktok.publications()).hasSize(1);
  }

  @Test
  void beginsAnotherTaskAfterAFailureOfTiktoksOwn() {
    this.memory.killAt(2, false);
    this.tiktok.failNextPost("internal");
    assertThatThrownBy(() -> publish(SMALL)).isInstanceOf(DeliveryMemory.Killed.class);
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publish(SMALL)).isInstanceOf(Outcome.Underway.class);
    assertThat(this.tiktok.publications()).hasSize(1);
  }

  @Test
  void waitsForModerationBeforeItNamesThePost() {
    this.tiktok.moderateFor(Duration.ofMinutes(3));
    Outcome processed = follow(publish(SMALL));
    assertThat(processed).isInstanceOf(Outcome.Underway.class);
    Outcome moderated = follow(follow(processed));
    Receipt receipt = ((Outcome.Published) moderated).receipt();
    assertThat(receipt.remoteId()).isEqualTo("7400000000000000001");
    assertThat(receipt.address())
        .hasToString("https://www.tiktok.com/@steppecourier/video/7400000000000000001");
  }

  @Test
  void namesTheTaskWhereNotEveryoneMaySeeThePost() {
    Receipt receipt = published("privacy", "SELF_ONLY");
    assertThat(receipt.remoteId()).startsWith("v_pub_file~");
    assertThat(receipt.address()).hasToString("https://www.tiktok.com/@steppecourier");
    assertThat(publisher(SMALL).find(receipt)).isInstanceOf(Finding.Found.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "file_format_check_failed, MEDIA",
    "duration_check_failed, MEDIA",
    "frame_rate_check_failed, MEDIA",
    "picture_size_check_failed, MEDIA",
    "video_pull_failed, MEDIA",
    "internal, UNAVAILABLE",
    "auth_removed, CREDENTIALS",
    "spam_risk_too_many_posts, QUOTA",
    "spam_risk, MODERATION",
    "spam_risk_text, MODERATION",
    "spam_risk_user_banned_from_posting, ACCOUNT_RESTRICTED",
    "publish_cancelled, MODERATION"
  })
  void saysWhyTiktokFailed(String failure, FailureReason reason) {
    this.tiktok.failNextPost(failure);
    assertThat(reasonOf(follow(publish(SMALL)))).isEqualTo(reason);
  }

  static Stream<Refusal> refusals() {
    return TiktokRefusals.coded();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void classifiesRefusalsOfTheBeginning(Refusal refusal) {
    this.tiktok.answerNext(it -> it.path().equals(INIT), refusal.reply());
    if (refusal.name().contains("access_token_invalid")) {
      this.tiktok.answerNext(it -> it.path().equals(INIT), refusal.reply());
    }
    Outcome outcome = publish(SMALL);
    assertThat(outcome).isInstanceOf(refusal.outcome());
    assertThat(reasonOf(outcome)).isEqualTo(refusal.reason());
    assertThat(this.memory.writes()).isEmpty();
  }

  @Test
  void readsRefusalsThatComeWithHttp200() {
    this.tiktok.limitPostsTo(0);
    assertThat(publish(SMALL))
        .isInstanceOfSatisfying(
            Outcome.TryLater.class,
            later -> {
              assertThat(later.reason()).isEqualTo(FailureReason.QUOTA);
              assertThat(later.notBefore()).isEqualTo(Duration.ofHours(24));
            });
  }

  @Test
  void namesThePrivacyThatTheAccountOffers() {
    this.tiktok.bePrivate();
    assertThat(publish(SMALL))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed -> assertThat(closed.detail()).contains("SELF_ONLY").contains("privacy"));
  }

  @Test
  void doesNotFallBackToPrivatePostsWithoutTheAudit() {
    this.tiktok.beUnaudited();
    assertThat(publish(SMALL))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed -> assertThat(closed.detail()).contains("unaudited_client"));
    assertThat(this.tiktok.publications()).isEmpty();
  }

  @Test
  void refusesAFilmThatIsTooLongForTheCreator() {
    this.tiktok.limitFilmsTo(Duration.ofSeconds(2));
    assertThat(reasonOf(publish(SMALL))).isEqualTo(FailureReason.MEDIA);
  }

  @Test
  void sendsFilmsToNoStrangersHost() {
    this.tiktok.uploadTo("https://upload.example.org");
    assertThat(publish(SMALL))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed -> assertThat(closed.detail()).contains("upload.example.org"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "https://open-upload.tiktokapis.com/video/, true",
    "https://upload.us.tiktokapis.com/video/, true",
    "https://tiktokapis.com.example.org/video/, false",
    "https://eviltiktokapis.com/video/, false",
    "http://open-upload.tiktokapis.com/video/, false"
  })
  void knowsTiktoksHosts(String address, boolean allowed) {
    TiktokSettings settings = TiktokSettings.of(TiktokAccount.at(this.tiktok.address()));
    assertThat(settings.mayUploadTo(URI.create(address))).isEqualTo(allowed);
  }

  @Test
  void findsThePostByItsTaskAfterACrash() {
    this.memory.killAt(2, false);
    assertThatThrownBy(() -> publish(SMALL)).isInstanceOf(DeliveryMemory.Killed.class);
    Post post = TiktokAccount.post(SMALL);
    assertThat(publisher(SMALL).find(post, this.memory.attempt()))
        .isInstanceOf(Finding.CannotTell.class);
    this.clock.advance(Duration.ofMinutes(2));
    assertThat(publisher(SMALL).find(post, this.memory.attempt()))
        .isInstanceOfSatisfying(
            Finding.Found.class,
            found -> assertThat(found.receipt().remoteId()).isEqualTo("7400000000000000001"));
  }

  @Test
  void findsThePostByItsTextWhenTiktokForgotTheTask() {
    this.memory.killAt(2, false);
    assertThatThrownBy(() -> publish(SMALL)).isInstanceOf(DeliveryMemory.Killed.class);
    this.clock.advance(Duration.ofMinutes(2));
    this.tiktok.answerNext(
        it -> it.path().endsWith("/status/fetch/"),
        TiktokRefusals.reply(400, "invalid_publish_id"));
    assertThat(publisher(SMALL).find(TiktokAccount.post(SMALL), this.memory.attempt()))
        .isInstanceOf(Finding.Found.class);
  }

  @Test
  void showsADoubtOnceWhenTiktokForgotTheTask() {
    this.memory.killAt(1, true);
    assertThatThrownBy(() -> publish(SMALL)).isInstanceOf(DeliveryMemory.Killed.class);
    for (int time = 0; time < 2; time++) {
      this.tiktok.answerNext(
          it -> it.path().endsWith("/status/fetch/"),
          TiktokRefusals.reply(400, "invalid_publish_id"));
    }
    assertThat(publish(SMALL)).isInstanceOf(Outcome.Unclear.class);
    assertThat(publish(SMALL)).isInstanceOf(Outcome.Underway.class);
  }

  @Test
  void readsTheNumbers() {
    assertThat(publisher(SMALL).metrics(published()).counts())
        .containsEntry("view_count", 123L)
        .containsEntry("like_count", 4L)
        .hasSize(4);
  }

  @Test
  void goesOnWithTheNewRefreshTokenInAnotherProcess() {
    publish(SMALL);
    this.tokens = TestTokens.in(this.database, this.clock);
    this.clock.advance(Duration.ofHours(3));
    publisher(SMALL).find(Receipt.of("7400000000000000001", null, this.clock.instant()));
    assertThat(this.tiktok.refreshes()).isEqualTo(2);
  }

  @Test
  void refreshesOnceWhenTiktokForgetsTheToken() {
    publish(SMALL);
    this.tiktok.forgetAccessTokens();
    DeliveryMemory another = new DeliveryMemory(DeliveryKey.of("other"), this.clock);
    assertThat(publisher(SMALL).publish(TiktokAccount.post(SMALL), another.attempt()))
        .isInstanceOf(Outcome.Underway.class);
    assertThat(this.tiktok.refreshes()).isEqualTo(2);
  }

  @ParameterizedTest(name = "HTTP {0}")
  @CsvSource({"200", "400"})
  void saysThatAPersonMustReconnectWhenTheRefreshTokenIsUsedUp(int status) {
    publish(SMALL);
    this.tiktok.refuseRefreshesWith(status);
    this.tokens = TestTokens.in(TestDatabase.Kind.H2.fresh(), this.clock);
    DeliveryMemory another = new DeliveryMemory(DeliveryKey.of("other"), this.clock);
    assertThat(publisher(SMALL).publish(TiktokAccount.post(SMALL), another.attempt()))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed -> {
              assertThat(closed.reason()).isEqualTo(FailureReason.CREDENTIALS);
              assertThat(closed.detail()).contains("invalid_grant").contains("reconnect");
            });
  }

  @Test
  void saysWhatAPersonMustDoWhenTheAnswerToARefreshWasLost() {
    this.tiktok.failNext(it -> it.path().equals("/v2/oauth/token/"), Fault.TAKE_THEN_DROP);
    assertThat(publish(SMALL)).isInstanceOf(Outcome.TryLater.class);
    assertThat(publish(SMALL))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed ->
                assertThat(closed.detail())
                    .contains("ended without a stored answer")
                    .contains("reconnect the account"));
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({"privacy, FRIENDS", "chunk-size, 5000000", "chunk-size, 64000001", "client-key, ''"})
  void namesTheSettingThatIsWrong(String name, String value) {
    assertThatThrownBy(() -> publisher(SMALL, name, value))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings." + name);
  }
}
