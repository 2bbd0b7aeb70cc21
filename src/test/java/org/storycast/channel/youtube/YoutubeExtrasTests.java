// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.Finding;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.MediaDemand;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorRequest;
import org.storycast.simulator.YoutubeSimulator;

class YoutubeExtrasTests {

  private static final String THUMBNAILS = "/upload/youtube/v3/thumbnails/set";
  private static final String CAPTIONS = "/upload/youtube/v3/captions";
  private static final String ITEMS = "/youtube/v3/playlistItems";
  private static final String VIDEO = "vid00000001";

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final YoutubeSimulator youtube = new DescribedYoutube(this.clock);
  private final AccessTokens tokens = TestTokens.fresh(this.clock);
  private final DeliveryMemory memory =
      new DeliveryMemory(DeliveryKey.of("story", "youtube-en"), this.clock);
  private VideoMedia media = VideoMedia.small();

  @BeforeEach
  void makePlaylists() {
    List.of("PLall", "PLlocal", "PLsport").forEach(this.youtube::makePlaylist);
  }

  @AfterEach
  void stopSimulator() {
    this.youtube.close();
  }

  private YoutubePublisher publisher(String... settings) {
    String[] all = {"form", "video", "playlists", "PLall, local=PLlocal, Sport=PLsport"};
    String[] more = Arrays.copyOf(all, all.length + settings.length);
    System.arraycopy(settings, 0, more, all.length, settings.length);
    return (YoutubePublisher)
        new YoutubeFactory(this.tokens, this.media, this.clock)
            .open(YoutubeAccount.at(this.youtube.address(), more));
  }

  private Outcome settle(YoutubePublisher publisher) {
    Outcome outcome = publisher.publish(this.media.post(), this.memory.attempt());
    while (outcome instanceof Outcome.Underway underway) {
      this.clock.set(underway.askAgainAt());
      outcome = publisher.follow(this.media.post(), underway.handle(), this.memory.attempt());
    }
    return outcome;
  }

  private Receipt published(String... settings) {
    return ((Outcome.Published) settle(publisher(settings))).receipt();
  }

  private static boolean isInsert(SimulatorRequest request, String path) {
    return request.method().equals("POST") && request.path().equals(path);
  }

  private void assertEverythingIsThereOnce() {
    assertThat(this.youtube.publications()).hasSize(1);
    assertThat(this.youtube.thumbnail(VIDEO)).isPresent();
    assertThat(this.youtube.captions(VIDEO)).containsExactly("en/: " + VideoMedia.CAPTIONS);
    assertThat(this.youtube.playlist("PLall")).containsExactly(VIDEO);
    assertThat(this.youtube.playlist("PLlocal")).containsExactly(VIDEO);
    assertThat(this.youtube.playlist("PLsport")).isEmpty();
  }

  @Test
  void demandsALandscapeFilmWithThumbnailAndCaptions() {
    assertThat(publisher().profile().media())
        .containsExactly(
            new MediaDemand.Film("film", 1920, 1080, Duration.ofMinutes(10), true, true),
            new MediaDemand.Card("thumbnail", 1280, 720, true, false),
            new MediaDemand.Captions("captions", "application/x-subrip"));
  }

  @Test
  void demandsNoMoreThanTheFilmForShorts() {
    assertThat(publisher("form", "short").profile().media())
        .containsExactly(
            new MediaDemand.Film("film", 1080, 1920, Duration.ofSeconds(60), true, true));
  }

  @Test
  void addsThumbnailCaptionsAndTheSectionsPlaylists() {
    Receipt receipt = published();
    assertEverythingIsThereOnce();
    assertThat(receipt.address()).hasToString("https://www.youtube.com/watch?v=" + VIDEO);
    assertThat(receipt.evidence())
        .containsEntry("thumbnail", "set")
        .containsEntry("captions", "set")
        .containsEntry("playlist PLall", "set")
        .containsEntry("playlist PLlocal", "set");
  }

  @Test
  void addsThemBeforeYoutubeHasProcessedTheFilm() {
    YoutubePublisher publisher = publisher();
    publisher.publish(this.media.post(), this.memory.attempt());
    assertThat(publisher.follow(this.media.post(), VIDEO, this.memory.attempt()))
        .isInstanceOf(Outcome.Underway.class);
    assertEverythingIsThereOnce();
  }

  @Test
  void namesTheCaptionsAsTheOperatorWants() {
    published("captions-name", "Full text");
    assertThat(this.youtube.captions(VIDEO)).first().asString().startsWith("en/Full text: ");
  }

  @ParameterizedTest(name = "write {0}")
  @ValueSource(ints = {3, 4, 5, 6})
  void addsEachOnceWhereverItIsKilled(int write) {
    for (boolean after : new boolean[] {false, true}) {
      DeliveryMemory killed =
          new DeliveryMemory(DeliveryKey.of("story", "" + write, "" + after), this.clock);
      YoutubePublisher publisher = publisher();
      publisher.publish(this.media.post(), killed.attempt());
      killed.killAt(write - 3, after);
      String video = this.youtube.publications().getLast().id();
      assertThatThrownBy(() -> publisher.follow(this.media.post(), video, killed.attempt()))
          .isInstanceOf(DeliveryMemory.Killed.class);
      publisher().follow(this.media.post(), video, killed.attempt());
      assertThat(this.youtube.captions(video)).hasSize(1);
      assertThat(this.youtube.thumbnail(video)).isPresent();
      assertThat(this.youtube.playlist("PLall")).filteredOn(video::equals).hasSize(1);
      assertThat(this.youtube.playlist("PLlocal")).filteredOn(video::equals).hasSize(1);
    }
  }

  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource({
    "TAKE_THEN_DROP, /upload/youtube/v3/thumbnails/set",
    "TAKE_THEN_500, /upload/youtube/v3/thumbnails/set",
    "REFUSE_502, /upload/youtube/v3/thumbnails/set",
    "TAKE_THEN_DROP, /upload/youtube/v3/captions",
    "TAKE_THEN_HTML, /upload/youtube/v3/captions",
    "TAKE_THEN_STALL, /upload/youtube/v3/captions",
    "TAKE_THEN_DROP, /youtube/v3/playlistItems",
    "TAKE_THEN_500, /youtube/v3/playlistItems",
    "TAKE_THEN_GARBLE, /youtube/v3/playlistItems",
    "TAKE_IN_PIECES, /youtube/v3/playlistItems",
    "REFUSE_429, /youtube/v3/playlistItems",
    "REFUSE_CREDENTIALS, /upload/youtube/v3/captions"
  })
  void addsEachOnceWhateverGoesWrong(Fault fault, String path) {
    this.youtube.failNext(request -> isInsert(request, path), fault);
    assertThat(published().evidence()).containsEntry("captions", "set");
    assertEverythingIsThereOnce();
  }

  @Test
  void keepsTheVideoWhenTheThumbnailIsRefused() {
    this.youtube.beUnverified();
    assertThat(published().evidence())
        .containsEntry("captions", "set")
        .hasEntrySatisfying(
            "thumbnail", said -> assertThat(said).startsWith("not set").contains("forbidden"));
    assertThat(this.youtube.publications()).hasSize(1);
  }

  @Test
  void keepsTheVideoWhenTheScopeIsMissing() {
    this.youtube.agreeTo("youtube");
    assertThat(published().evidence())
        .containsEntry("thumbnail", "set")
        .hasEntrySatisfying(
            "captions", said -> assertThat(said).contains("insufficientPermissions"));
  }

  @Test
  void keepsTheVideoWhenAPlaylistIsGone() {
    assertThat(published("playlists", "PLgone").evidence())
        .hasEntrySatisfying(
            "playlist PLgone", said -> assertThat(said).contains("playlistNotFound"));
  }

  @Test
  void sendsNoThumbnailThatMayBeTooLarge() {
    this.media = new VideoMedia(this.media.film(), new byte[2 * 1024 * 1024 + 1]);
    assertThat(published().evidence())
        .hasEntrySatisfying("thumbnail", said -> assertThat(said).contains("2097153 bytes"));
    assertThat(this.youtube.requests()).noneMatch(it -> it.path().equals(THUMBNAILS));
  }

  @Test
  void givesUpAfterHalfAnHour() {
    for (int time = 0; time < 100; time++) {
      this.youtube.failNext(request -> isInsert(request, CAPTIONS), Fault.REFUSE_502);
    }
    Instant began = this.clock.instant();
    assertThat(published().evidence())
        .hasEntrySatisfying("captions", said -> assertThat(said).contains("502"))
        .containsEntry("playlist PLall", "set");
    assertThat(Duration.between(began, this.clock.instant()))
        .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(31));
  }

  @Test
  void looksBeforeItPutsAVideoIntoAPlaylist() {
    published();
    assertThat(this.youtube.requests())
        .filteredOn(request -> request.path().equals(ITEMS))
        .extracting(SimulatorRequest::method)
        .containsExactly("GET", "POST", "GET", "POST");
  }

  @ParameterizedTest(name = "the session is gone: {0}")
  @ValueSource(booleans = {false, true})
  void addsEverythingToAVideoThatIsFoundAgainAfterADoubt(boolean sessionIsGone) {
    this.memory.killAt(2, false);
    assertThatThrownBy(() -> publisher().publish(this.media.post(), this.memory.attempt()))
        .isInstanceOf(DeliveryMemory.Killed.class);
    if (sessionIsGone) {
      this.youtube.expireSessions();
    }
    Finding.Underway found =
        (Finding.Underway) publisher().find(this.media.post(), this.memory.attempt());
    assertThat(found.handle()).isEqualTo(VIDEO);
    assertThat(this.memory.isInDoubt()).isFalse();
    this.memory.keep(new Outcome.Underway(found.handle(), found.askAgainAt()));
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publisher().follow(this.media.post(), VIDEO, this.memory.attempt()))
        .isInstanceOf(Outcome.Published.class);
    assertEverythingIsThereOnce();
    assertThat(publisher().find(this.media.post(), this.memory.attempt()))
        .isInstanceOfSatisfying(
            Finding.Found.class,
            it -> assertThat(it.receipt().evidence()).containsEntry("captions", "set"));
  }

  @Test
  void doesNotTakeARejectedVideoThatIsFoundAgainForAPublication() {
    this.memory.killAt(2, false);
    this.youtube.processTo("rejected/duplicate");
    assertThatThrownBy(() -> publisher().publish(this.media.post(), this.memory.attempt()))
        .isInstanceOf(DeliveryMemory.Killed.class);
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publisher().find(this.media.post(), this.memory.attempt()))
        .isInstanceOf(Finding.Underway.class);
    assertThat(publisher().follow(this.media.post(), VIDEO, this.memory.attempt()))
        .isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void aCorrectionDrawsTheThumbnailAnew() {
    Receipt receipt = published();
    byte[] another = {(byte) 0xff, (byte) 0xd8, 7};
    this.media = new VideoMedia(this.media.film(), another);
    DeliveryMemory correction = new DeliveryMemory(DeliveryKey.of("correct"), this.clock);
    publisher().edit(receipt, this.media.post(), correction.attempt());
    assertThat(this.youtube.thumbnail(VIDEO)).hasValue(another);
    assertThat(this.youtube.captions(VIDEO)).hasSize(1);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "form, film",
    "playlists, PL all",
    "playlists, =PLall",
    "playlists, Sport=",
    "category-id, News",
    "publish-after, -1m",
    "publish-after, 8d",
    "uploads-per-day, 0",
    "captions, perhaps"
  })
  void namesTheSettingThatIsWrong(String name, String value) {
    assertThatThrownBy(() -> publisher(name, value))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings." + name);
  }

  @Test
  void wantsItDeclaredWhetherFilmsAreMadeForChildren() {
    assertThatThrownBy(() -> publisher("made-for-kids", ""))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("made-for-kids")
        .hasMessageContaining("declare");
  }

  @Test
  void doesNotPublishLaterWhatIsNotPublic() {
    assertThatThrownBy(() -> publisher("privacy", "unlisted", "publish-after", "10m"))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("publish-after");
  }
}
