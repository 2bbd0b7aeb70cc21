// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.Fault;
import org.storycast.simulator.LinkedinSimulator;
import org.storycast.simulator.SimulatorReply;
import tools.jackson.databind.JsonNode;

class LinkedinPublisherTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final DeliveryKey KEY = DeliveryKey.of("story", "linkedin-en");
  private static final Post ARTICLE = LinkedinFixtures.article(KEY);
  private static final Map<String, String> MEMBER = Map.of("author", LinkedinSimulator.MEMBER);
  private static final Map<String, String> APP = Map.of("client-id", LinkedinSimulator.CLIENT_ID);

  private final MutableClock clock = new MutableClock(NOON);
  private final LinkedinSimulator linkedin = new LinkedinSimulator(this.clock);
  private final DeliveryMemory memory = new DeliveryMemory(KEY, this.clock);
  private final LinkedinPublisherFactory factory = LinkedinFixtures.factory(this.clock);

  @AfterEach
  void stop() {
    this.linkedin.close();
  }

  private LinkedinPublisher page(String... settings) {
    Map<String, String> changed = new HashMap<>();
    for (int name = 0; name < settings.length; name += 2) {
      changed.put(settings[name], settings[name + 1]);
    }
    return open(changed, Map.of("access-token", LinkedinSimulator.PAGE_TOKEN));
  }

  private LinkedinPublisher member() {
    return open(MEMBER, Map.of("access-token", LinkedinSimulator.MEMBER_TOKEN));
  }

  private LinkedinPublisher partner() {
    return open(
        APP,
        Map.of(
            "refresh-token", LinkedinSimulator.REFRESH_TOKEN,
            "client-secret", LinkedinSimulator.CLIENT_SECRET));
  }

  private LinkedinPublisher open(Map<String, String> settings, Map<String, String> credentials) {
    return (LinkedinPublisher)
        this.factory.open(LinkedinFixtures.account(this.linkedin.address(), settings, credentials));
  }

  private Outcome publish(LinkedinPublisher publisher, Post post) {
    return publisher.publish(post, this.memory.attempt());
  }

  private static Receipt receiptOf(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    return ((Outcome.Published) outcome).receipt();
  }

  private JsonNode body() {
    return this.linkedin.requests().stream()
        .filter(it -> it.path().equals("/rest/posts"))
        .toList()
        .getLast()
        .json();
  }

  @Test
  void fillsInTheCardOfAnArticle() {
    publish(page(), ARTICLE);
    JsonNode article = body().path("content").path("article");
    assertThat(article.path("source").asString()).isEqualTo(String.valueOf(ARTICLE.link()));
    assertThat(article.path("title").asString()).isEqualTo("Rain reaches the steppe");
    assertThat(article.path("description").asString()).isEqualTo("The herds return");
    assertThat(article.path("thumbnail").asString()).startsWith("urn:li:image:");
  }

  @Test
  void showsThePictureWhereTheStoryHasNoAddress() {
    Post post =
        new Post(
            Map.of("commentary", "Rain"), null, "en", ARTICLE.attachments(), List.of(), List.of());
    publish(page(), post);
    assertThat(body().path("content").path("media").path("altText").asString())
        .isEqualTo("A herd in the rain, 1");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"1", "2", "20"})
  void carriesAsManyPicturesAsThereAre(int count) {
    assertThat(publish(page("form", "pictures"), LinkedinFixtures.pictures(KEY, count)))
        .isInstanceOf(Outcome.Published.class);
    assertThat(this.linkedin.publications().getFirst().media()).hasSize(count);
    assertThat(body().path("content").has("multiImage")).isEqualTo(count > 1);
  }

  @Test
  void sendsAFilmInPartsAndNamesItsPost() {
    Receipt receipt = receiptOf(publish(page("form", "video"), LinkedinFixtures.film(KEY)));
    assertThat(receipt.remoteId()).startsWith("urn:li:ugcPost:");
    assertThat(this.linkedin.publications().getFirst().media().getFirst().bytes())
        .hasSize(4 * 1024 * 1024 + 1000);
  }

  @Test
  void waitsForMediaAndDoesNotUploadThemAgain() {
    this.linkedin.processMediaFor(3);
    Outcome first = publish(page(), ARTICLE);
    assertThat(((Outcome.TryLater) first).reason()).isEqualTo(FailureReason.NOT_READY);
    publish(page(), ARTICLE);
    publish(page(), ARTICLE);
    assertThat(publish(page(), ARTICLE)).isInstanceOf(Outcome.Published.class);
    assertThat(this.linkedin.requests()).filteredOn(it -> it.method().equals("PUT")).hasSize(1);
  }

  @Test
  void letsThePostTellWhetherMediaAreReadyWhereTheTokenMayNotLook() {
    this.linkedin.processMediaFor(2);
    Outcome first = publish(member(), ARTICLE);
    assertThat(((Outcome.TryLater) first).reason()).isEqualTo(FailureReason.NOT_READY);
    assertThat(publish(member(), ARTICLE)).isInstanceOf(Outcome.Published.class);
    assertThat(this.linkedin.publications()).hasSize(1);
  }

  @Test
  void rejectsWhatLinkedinCannotProcess() {
    this.linkedin.failProcessing();
    Outcome outcome = publish(page(), ARTICLE);
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(FailureReason.MEDIA);
    assertThat(this.memory.isInDoubt()).isFalse();
  }

  @Test
  void sendsTheTokenToNoStrangersHost() {
    this.linkedin.uploadTo("http://uploads.example.org");
    assertThat(publish(page(), ARTICLE))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            it -> assertThat(it.detail()).contains("uploads.example.org", "upload-hosts"));
  }

  @Test
  void takesThePostThatLinkedinNamesAfterADoubt() {
    this.linkedin.failNext(Fault.TAKE_THEN_DROP);
    assertThat(publish(member(), ARTICLE)).isInstanceOf(Outcome.Unclear.class);
    assertThat(member().find(ARTICLE, this.memory.attempt()))
        .isInstanceOf(Finding.CannotTell.class);
    Receipt receipt = receiptOf(publish(member(), ARTICLE));
    assertThat(receipt.remoteId()).isEqualTo(this.linkedin.publications().getFirst().id());
    assertThat(receipt.evidence()).containsEntry("named-as-duplicate", receipt.remoteId());
    assertThat(this.linkedin.publications()).hasSize(1);
  }

  @Test
  void doesNotTakeAPostThatIsGoneForItsOwn() {
    this.linkedin.failNext(Fault.REFUSE_DROP);
    publish(page(), ARTICLE);
    this.linkedin.haunt("urn:li:share:7141138937766391808");
    assertThat(publish(page(), ARTICLE))
        .isInstanceOfSatisfying(
            Outcome.Unclear.class, it -> assertThat(it.detail()).contains("7141138937766391808"));
  }

  @Test
  void rejectsADuplicateOfSomebodysHand() {
    receiptOf(publish(page(), ARTICLE));
    DeliveryMemory another = new DeliveryMemory(KEY, this.clock);
    this.linkedin.haunt("urn:li:share:7141138937766391808");
    Outcome outcome = page().publish(ARTICLE, another.attempt());
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(FailureReason.DUPLICATE);
  }

  @Test
  void keepsADoubtThroughARefusalAndForgetsNoneThatWasClear() {
    this.linkedin.failNext(Fault.REFUSE_429);
    assertThat(publish(page(), ARTICLE)).isInstanceOf(Outcome.TryLater.class);
    this.linkedin.answerNext(
        SimulatorReply.json(422, Map.of("status", 422, "message", "Not acceptable")));
    assertThat(publish(page(), ARTICLE)).isInstanceOf(Outcome.Rejected.class);
    this.linkedin.failNext(Fault.TAKE_THEN_DROP);
    publish(page(), ARTICLE);
    this.linkedin.answerNext(
        SimulatorReply.json(422, Map.of("status", 422, "message", "Not acceptable")));
    assertThat(publish(page(), ARTICLE)).isInstanceOf(Outcome.Unclear.class);
  }

  @Test
  void keepsQuietUntilMidnight() {
    this.linkedin.useUpTheDay();
    Post text = LinkedinFixtures.post(KEY, List.of());
    Outcome.TryLater later = (Outcome.TryLater) publish(page("form", "text"), text);
    assertThat(later.notBefore()).isEqualTo(Duration.ofHours(12));
    assertThat(this.memory.quietUntil()).contains(Instant.parse("2026-11-21T00:00:00Z"));
  }

  @Test
  void refreshesATokenOnlyWhereThereIsARefreshToken() {
    assertThat(publish(partner(), ARTICLE)).isInstanceOf(Outcome.Published.class);
    this.clock.advance(Duration.ofDays(61));
    DeliveryMemory another = new DeliveryMemory(DeliveryKey.of("another"), this.clock);
    Post post = LinkedinFixtures.article(DeliveryKey.of("another"));
    assertThat(partner().publish(post, another.attempt())).isInstanceOf(Outcome.Published.class);
    assertThat(this.linkedin.refreshes()).isEqualTo(2);
    assertThat(page().publish(post, this.memory.attempt())).isInstanceOf(Outcome.Published.class);
    Outcome closed =
        page().publish(post, new DeliveryMemory(DeliveryKey.of("third"), this.clock).attempt());
    assertThat(((Outcome.ChannelClosed) closed).reason()).isEqualTo(FailureReason.CREDENTIALS);
  }

  @Test
  void hasTheNumbersOfAPageAndNoneOfAMember() {
    Receipt receipt = receiptOf(publish(page(), ARTICLE));
    assertThat(page().metrics(receipt).counts())
        .containsEntry("impressionCount", 120L)
        .containsEntry("clickCount", 8L)
        .doesNotContainKey("engagement");
    assertThat(member().metrics(receipt).counts()).isEmpty();
  }

  @Test
  void tellsWhenTheTokenEndsAndWhatItMay() {
    Checkup checkup =
        open(
                APP,
                Map.of(
                    "access-token", LinkedinSimulator.PAGE_TOKEN,
                    "client-secret", LinkedinSimulator.CLIENT_SECRET))
            .check();
    assertThat(checkup.endsAt()).isEqualTo(NOON.plus(Duration.ofDays(60)));
    assertThat(checkup.verdict()).isEqualTo(Verdict.GOOD);
    assertThat(checkup.lines())
        .extracting(Checkup.Line::subject)
        .contains("access token", "permission w_organization_social", "API version", "read-back");
  }

  @Test
  void warnsBeforeTheTokenEnds() {
    LinkedinPublisher publisher = page("token-ends-at", "2026-12-01T00:00:00Z");
    assertThat(publisher.check().verdict()).isEqualTo(Verdict.WARNING);
    this.clock.advance(Duration.ofDays(11));
    assertThat(publisher.check().verdict()).isEqualTo(Verdict.BAD);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"202610, GOOD", "202601, WARNING", "202401, BAD"})
  void raisesAnAlarmWhenTheVersionGrowsOld(String version, Verdict verdict) {
    LinkedinPublisher publisher =
        page("api-version", version, "token-ends-at", "2027-06-01T00:00:00Z");
    assertThat(publisher.check().verdict()).isEqualTo(verdict);
  }

  @Test
  void saysThatAMembersPostsCannotBeReadBack() {
    assertThat(member().check().lines())
        .anyMatch(it -> it.subject().equals("read-back") && it.verdict() == Verdict.UNKNOWN);
  }

  /** Against the simulator, which cuts as LinkedIn does. */
  @Test
  void isNeverCutWhateverTheTextHolds() {
    long seed = Long.getLong("seed", 20_261_120L);
    SplittableRandom random = new SplittableRandom(seed);
    String alphabet = "ab #_*~()[]{}<>|@\\é\u0301\uD83D\uDE00ҚहिB1&/.,\n";
    Post text = LinkedinFixtures.post(KEY, List.of());
    LinkedinPublisher publisher = page("form", "text");
    for (int round = 0; round < 150; round++) {
      StringBuilder words = new StringBuilder("R" + round + " ");
      random
          .ints(random.nextInt(1, 200), 0, alphabet.codePointCount(0, alphabet.length()))
          .map(at -> alphabet.codePointAt(alphabet.offsetByCodePoints(0, at)))
          .forEach(words::appendCodePoint);
      Post post = LinkedinFixtures.saying(words.toString(), KEY, text.attachments());
      publisher.publish(post, new DeliveryMemory(KEY, this.clock).attempt());
      assertThat(this.linkedin.publications().getLast().text())
          .as("seed %d, round %d", seed, round)
          .isEqualTo(post.part("commentary"));
      assertThat(LittleText.plain(LittleText.of(words.toString()))).isEqualTo(words.toString());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      value = {
        "#Steppe ! {hashtag|\\#|Steppe}",
        "#Қазақстан #हिन्दी ! {hashtag|\\#|Қазақстан} {hashtag|\\#|हिन्दी}",
        "We are #1 ! We are \\#1",
        "#cop29 ! {hashtag|\\#|cop29}",
        "#a_b ! \\#a\\_b",
        "x#y ! x\\#y",
        "https://a.example/#part ! https://a.example/\\#part",
        "@[Eddy](urn:li:person:1) ! \\@\\[Eddy\\]\\(urn:li:person:1\\)",
        "{hashtag|\\#|evil} ! \\{hashtag\\|\\\\\\#\\|evil\\}"
      })
  void escapesEverythingAndWritesHashtagsAsElements(String text, String markup) {
    assertThat(LittleText.of(text)).isEqualTo(markup);
    assertThat(LittleText.MEASURE.lengthOf(text)).isEqualTo(markup.length());
  }

  @Test
  void rejectsALongTextWithoutAsking() {
    Post post = LinkedinFixtures.saying("(".repeat(1_500), KEY, List.of());
    Outcome outcome = publish(page("form", "text"), post);
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(FailureReason.TOO_LONG);
    assertThat(this.linkedin.requests()).isEmpty();
  }

  @ParameterizedTest(name = "{0} = \"{1}\"")
  @CsvSource({
    "author, 5515715",
    "author, urn:li:share:1",
    "api-version, 2026-09",
    "api-version, 202613",
    "form, carousel",
    "visibility, FRIENDS",
    "text-limit, 3001",
    "repeat-safe-for, 48h",
    "token-ends-at, soon",
    "base-url, linkedin"
  })
  void namesTheSettingThatIsWrong(String name, String value) {
    assertThatThrownBy(() -> page(name, value))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings." + name);
  }

  @Test
  void namesTheCredentialThatIsMissing() {
    assertThatThrownBy(() -> open(Map.of(), Map.of()))
        .hasMessageContaining("credentials.access-token");
    assertThatThrownBy(() -> open(APP, Map.of("refresh-token", "x")))
        .hasMessageContaining("credentials.client-secret");
    assertThatThrownBy(() -> open(Map.of(), Map.of("refresh-token", "x", "client-secret", "y")))
        .hasMessageContaining("settings.client-id");
  }
}
