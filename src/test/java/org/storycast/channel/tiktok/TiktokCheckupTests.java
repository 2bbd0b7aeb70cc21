// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.CheckupBench;
import org.storycast.channel.Publisher;
import org.storycast.simulator.Fault;
import org.storycast.simulator.TiktokSimulator;

class TiktokCheckupTests extends CheckupBench<TiktokSimulator> {

  TiktokCheckupTests() {
    super(TiktokSimulator::new);
  }

  @Override
  protected Publisher publisherAt(URI api, String... settings) {
    return new TiktokFactory(this.tokens, new PhotoPost(), this.clock)
        .open(TiktokAccount.at(api, settings));
  }

  @Test
  void findsAGoodAccountGoodAndSaysWhenItsTokenEnds() {
    this.platform.giveTokensFor(Duration.ofHours(2), Duration.ofDays(180));
    Checkup checkup = check();
    assertThat(checkup.verdict()).isEqualTo(Verdict.GOOD);
    assertThat(checkup.endsAt()).isEqualTo(this.clock.instant().plus(Duration.ofDays(180)));
    assertLine(checkup, "account", Verdict.GOOD, "@steppecourier");
    assertThat(this.platform.publications()).isEmpty();
    assertThat(this.platform.requests()).noneMatch(it -> it.path().contains("init"));
  }

  @Test
  void saysThatTheConsentIsGone() {
    this.platform.refuseTokensWith(200);
    this.clock.advance(Duration.ofDays(181));
    Checkup checkup = check();
    assertLine(checkup, "access token", Verdict.BAD, "connect the account again in the console");
    assertThat(checkup.verdict()).isEqualTo(Verdict.BAD);
  }

  @Test
  void namesThePermissionThatIsMissing() {
    this.platform.agreeTo("video.publish");
    assertLine(check(), "permission video.list", Verdict.WARNING, "every permission");
    this.platform.agreeTo("video.list");
    assertLine(check(), "permission video.publish", Verdict.BAD, "every permission");
  }

  @Test
  void saysThatTheAccountDoesNotOfferThePrivacy() {
    this.platform.bePrivate();
    assertLine(check(), "privacy", Verdict.BAD, "SELF_ONLY");
  }

  @Test
  void saysWhatAnAppWithoutAuditMayDo() {
    assertLine(check("audited", "false"), "audit", Verdict.WARNING, "SELF_ONLY");
    assertLine(check("audited", "false"), "privacy", Verdict.BAD, "private in the app");
    this.platform.bePrivate();
    assertLine(check("audited", "false"), "privacy", Verdict.GOOD, "SELF_ONLY");
  }

  @Test
  void saysThatTheDaysPostsAreUsedUpOrTheAccountIsBanned() {
    this.platform.limitPostsTo(0);
    assertLine(check(), "posts of a day", Verdict.WARNING, "spam_risk_too_many_posts");
    this.platform.banFromPosting();
    assertLine(check(), "account", Verdict.BAD, "banned");
  }

  @Test
  void saysThatFilmsMustBeShorter() {
    this.platform.limitFilmsTo(Duration.ofSeconds(30));
    assertLine(check(), "length of films", Verdict.WARNING, "30 s");
  }

  @Test
  void hintsAtTheDomainOfTheMedia() {
    assertLine(check("form", "photos"), "media domain", Verdict.WARNING, "media-domains");
    assertLine(
        check("form", "photos", "media-domains", "courier.example"),
        "media domain",
        Verdict.GOOD,
        "courier.example");
  }

  @Test
  void doesNotKnowWhatNobodyAnswers() {
    assertThat(checkAt(URI.create("http://127.0.0.1:1")).verdict()).isEqualTo(Verdict.UNKNOWN);
    this.platform.failNext(it -> it.path().contains("creator_info"), Fault.REFUSE_502);
    assertLine(check(), "access token", Verdict.UNKNOWN, "502");
  }
}
