// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

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
import org.storycast.simulator.TiktokSimulator;

class TiktokCheckupTests {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final TiktokSimulator tiktok = new TiktokSimulator(this.clock);
  private final AccessTokens tokens = TestTokens.fresh(this.clock);

  @AfterEach
  void stopSimulator() {
    this.tiktok.close();
  }

  private Checkup check(String... settings) {
    return checkAt(this.tiktok.address(), settings);
  }

  private Checkup checkAt(URI api, String... settings) {
    return ((TiktokPublisher)
            new TiktokFactory(this.tokens, new PhotoPost(), this.clock)
                .open(TiktokAccount.at(api, settings)))
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
  void findsAGoodAccountGoodAndSaysWhenItsTokenEnds() {
    this.tiktok.giveTokensFor(Duration.ofHours(2), Duration.ofDays(180));
    Checkup checkup = check();
    assertThat(checkup.verdict()).isEqualTo(Verdict.GOOD);
    assertThat(checkup.endsAt()).isEqualTo(this.clock.instant().plus(Duration.ofDays(180)));
    assertLine(checkup, "account", Verdict.GOOD, "@steppecourier");
    assertThat(this.tiktok.publications()).isEmpty();
    assertThat(this.tiktok.requests()).noneMatch(it -> it.path().contains("init"));
  }

  @Test
  void saysThatTheConsentIsGone() {
    this.tiktok.refuseTokensWith(200);
    this.clock.advance(Duration.ofDays(181));
    Checkup checkup = check();
    assertLine(checkup, "access token", Verdict.BAD, "connect the account again in the console");
    assertThat(checkup.verdict()).isEqualTo(Verdict.BAD);
  }

  @Test
  void namesThePermissionThatIsMissing() {
    this.tiktok.agreeTo("video.publish");
    assertLine(check(), "permission video.list", Verdict.WARNING, "every permission");
    this.tiktok.agreeTo("video.list");
    assertLine(check(), "permission video.publish", Verdict.BAD, "every permission");
  }

  @Test
  void saysThatTheAccountDoesNotOfferThePrivacy() {
    this.tiktok.bePrivate();
    assertLine(check(), "privacy", Verdict.BAD, "SELF_ONLY");
  }

  @Test
  void saysWhatAnAppWithoutAuditMayDo() {
    assertLine(check("audited", "false"), "audit", Verdict.WARNING, "SELF_ONLY");
    assertLine(check("audited", "false"), "privacy", Verdict.BAD, "private in the app");
    this.tiktok.bePrivate();
    assertLine(check("audited", "false"), "privacy", Verdict.GOOD, "SELF_ONLY");
  }

  @Test
  void saysThatTheDaysPostsAreUsedUpOrTheAccountIsBanned() {
    this.tiktok.limitPostsTo(0);
    assertLine(check(), "posts of a day", Verdict.WARNING, "spam_risk_too_many_posts");
    this.tiktok.banFromPosting();
    assertLine(check(), "account", Verdict.BAD, "banned");
  }

  @Test
  void saysThatFilmsMustBeShorter() {
    this.tiktok.limitFilmsTo(Duration.ofSeconds(30));
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
    this.tiktok.failNext(it -> it.path().contains("creator_info"), Fault.REFUSE_502);
    assertLine(check(), "access token", Verdict.UNKNOWN, "502");
  }
}
