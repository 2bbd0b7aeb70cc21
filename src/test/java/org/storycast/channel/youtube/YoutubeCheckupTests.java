// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.MutableClock;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.Fault;
import org.storycast.simulator.YoutubeSimulator;

class YoutubeCheckupTests {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final YoutubeSimulator youtube = new DescribedYoutube(this.clock);
  private final AccessTokens tokens = TestTokens.fresh(this.clock);

  @AfterEach
  void stopSimulator() {
    this.youtube.close();
  }

  private Checkup check(String... settings) {
    return checkAt(this.youtube.address(), settings);
  }

  private Checkup checkAt(URI api, String... settings) {
    return ((YoutubePublisher)
            new YoutubeFactory(this.tokens, VideoMedia.small(), this.clock)
                .open(YoutubeAccount.at(api, settings)))
        .check();
  }

  private static void assertLine(Checkup checkup, String subject, Verdict verdict, String detail) {
    assertThat(checkup.lines())
        .anySatisfy(
            line -> {
              assertThat(line.subject()).isEqualTo(subject);
              assertThat(line.verdict()).isEqualTo(verdict);
              assertThat(line.detail()).contains(detail);
            });
  }

  @Test
  void findsAGoodAccountGoodAndChangesNothing() {
    this.youtube.makePlaylist("PLall");
    Checkup checkup =
        check("form", "video", "playlists", "PLall", "channel-id", YoutubeSimulator.CHANNEL_ID);
    assertThat(checkup.verdict()).isEqualTo(Verdict.GOOD);
    assertThat(checkup.lines())
        .extracting(Checkup.Line::subject)
        .containsExactly("consent", "scopes", "channel", "verification", "playlist PLall");
    assertThat(checkup.endsAt()).isNull();
    assertThat(this.youtube.requests())
        .allMatch(it -> it.method().equals("GET") || it.path().equals("/token"));
  }

  @Test
  void saysWhenTheConsentOfAnAppInTestingEnds() {
    this.youtube.endConsentAfter(Duration.ofDays(7));
    assertThat(check().endsAt()).isEqualTo(Instant.parse("2026-11-27T12:00:00Z"));
  }

  @Test
  void seesThatTheConsentWasRevokedThoughTheAccessTokenIsYoung() {
    check();
    this.youtube.revoke();
    assertLine(check(), "consent", Verdict.BAD, "connect the account again in the console");
  }

  @Test
  void namesTheScopeThatIsMissing() {
    this.youtube.agreeTo("youtube.readonly");
    assertLine(check("form", "video"), "scopes", Verdict.BAD, "auth/youtube.force-ssl");
    this.youtube.agreeTo("youtube.upload");
    assertLine(check(), "scopes", Verdict.WARNING, "corrected");
    this.youtube.agreeTo("youtube");
    assertLine(check("form", "video"), "scopes", Verdict.WARNING, "Captions");
    assertLine(check("form", "short"), "scopes", Verdict.GOOD, "");
  }

  @Test
  void seesAnotherChannelAndNone() {
    assertLine(check("channel-id", "UCother"), "channel", Verdict.BAD, "UCother");
    assertLine(check(), "channel", Verdict.GOOD, "set channel-id");
    this.youtube.haveNoChannel();
    assertLine(check(), "channel", Verdict.BAD, "youtubeSignupRequired");
  }

  @Test
  void saysThatAnUnverifiedChannelGetsNoThumbnails() {
    this.youtube.beUnverified();
    assertLine(check("form", "video"), "verification", Verdict.WARNING, "youtube.com/verify");
    assertLine(check("form", "short"), "verification", Verdict.GOOD, "fifteen minutes");
  }

  @Test
  void namesAPlaylistThatIsGone() {
    assertLine(
        check("playlists", "PLgone"), "playlist PLgone", Verdict.WARNING, "playlistNotFound");
  }

  @Test
  void saysThatTheQuotaIsUsedUp() {
    this.youtube.useUpUnits();
    assertLine(check(), "quota", Verdict.WARNING, "quotaExceeded");
  }

  @Test
  void doesNotKnowWhatNobodyAnswers() {
    assertThat(checkAt(URI.create("http://127.0.0.1:1")).verdict()).isEqualTo(Verdict.UNKNOWN);
    this.youtube.failNext(it -> it.path().endsWith("/channels"), Fault.REFUSE_502);
    assertLine(check(), "channel", Verdict.UNKNOWN, "502");
  }
}
