// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.CheckupBench;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.Publisher;
import org.storycast.channel.SampleFilm;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.YoutubeSimulator;

class YoutubeCheckupTests extends CheckupBench<DescribedYoutube> {

  YoutubeCheckupTests() {
    super(DescribedYoutube::new);
  }

  @Override
  protected Publisher publisherAt(URI api, String... settings) {
    return new YoutubeFactory(this.tokens, VideoMedia.small(), this.clock)
        .open(YoutubeAccount.at(api, settings));
  }

  @Test
  void findsAGoodAccountGoodAndChangesNothing() {
    this.platform.makePlaylist("PLall");
    Checkup checkup =
        check("form", "video", "playlists", "PLall", "channel-id", YoutubeSimulator.CHANNEL_ID);
    assertThat(checkup.verdict()).isEqualTo(Verdict.GOOD);
    assertThat(checkup.lines())
        .extracting(Checkup.Line::subject)
        .containsExactly(
            "consent", "scopes", "channel", "verification", "uploads of a day", "playlist PLall");
    assertThat(checkup.endsAt()).isNull();
    assertThat(this.platform.requests())
        .allMatch(it -> it.method().equals("GET") || it.path().equals("/token"));
  }

  @Test
  void saysWhenTheConsentOfAnAppInTestingEnds() {
    this.platform.endConsentAfter(Duration.ofDays(7));
    assertThat(check().endsAt()).isEqualTo(Instant.parse("2026-11-27T12:00:00Z"));
  }

  @Test
  void seesThatTheConsentWasRevokedThoughTheAccessTokenIsYoung() {
    check();
    this.platform.revoke();
    assertLine(check(), "consent", Verdict.BAD, "connect the account again in the console");
  }

  @Test
  void namesTheScopeThatIsMissing() {
    this.platform.agreeTo("youtube.readonly");
    assertLine(check("form", "video"), "scopes", Verdict.BAD, "auth/youtube.force-ssl");
    this.platform.agreeTo("youtube.upload");
    assertLine(check(), "scopes", Verdict.WARNING, "corrected");
    this.platform.agreeTo("youtube");
    assertLine(check("form", "video"), "scopes", Verdict.WARNING, "Captions");
    assertLine(check("form", "short"), "scopes", Verdict.GOOD, "");
  }

  @Test
  void seesAnotherChannelAndNone() {
    assertLine(check("channel-id", "UCother"), "channel", Verdict.BAD, "UCother");
    assertLine(check(), "channel", Verdict.GOOD, "set channel-id");
    this.platform.haveNoChannel();
    assertLine(check(), "channel", Verdict.BAD, "youtubeSignupRequired");
  }

  @Test
  void saysThatAnUnverifiedChannelGetsNoThumbnails() {
    this.platform.beUnverified();
    assertLine(check("form", "video"), "verification", Verdict.WARNING, "youtube.com/verify");
    assertLine(check("form", "short"), "verification", Verdict.GOOD, "fifteen minutes");
  }

  @Test
  void countsWhatTheChannelShowsOfTheLastDay() {
    SampleFilm film = SampleFilm.small();
    Publisher publisher =
        new YoutubeFactory(this.tokens, film, this.clock)
            .open(YoutubeAccount.at(this.platform.address()));
    for (int story = 0; story < 3; story++) {
      DeliveryMemory memory = new DeliveryMemory(DeliveryKey.of("story " + story), this.clock);
      publisher.publish(YoutubeAccount.post(film, "Story " + story), memory.attempt());
      this.clock.advance(Duration.ofHours(10));
    }
    assertLine(
        check("uploads-per-day", "20"),
        "uploads of a day",
        Verdict.GOOD,
        "shows 2 of the last 24 hours, whoever made them; uploads-per-day is 20");
  }

  @Test
  void doesNotHoldItAgainstAChannelThatItsUploadsAreNotListed() {
    this.platform.answerNext(
        it -> it.path().endsWith("/playlistItems"),
        SimulatorReply.json(404, Map.of("error", Map.of("code", 404, "message", "Not found"))));
    assertThat(check().verdict()).isEqualTo(Verdict.GOOD);
    this.platform.failNext(it -> it.path().endsWith("/playlistItems"), Fault.REFUSE_502);
    assertLine(check(), "uploads of a day", Verdict.UNKNOWN, "now");
  }

  @Test
  void namesAPlaylistThatIsGone() {
    assertLine(
        check("playlists", "PLgone"), "playlist PLgone", Verdict.WARNING, "playlistNotFound");
  }

  @Test
  void saysThatTheQuotaIsUsedUp() {
    this.platform.useUpUnits();
    assertLine(check(), "quota", Verdict.WARNING, "quotaExceeded");
  }

  @Test
  void doesNotKnowWhatNobodyAnswers() {
    assertThat(checkAt(URI.create("http://127.0.0.1:1")).verdict()).isEqualTo(Verdict.UNKNOWN);
    this.platform.failNext(it -> it.path().endsWith("/channels"), Fault.REFUSE_502);
    assertLine(check(), "channel", Verdict.UNKNOWN, "502");
  }
}
