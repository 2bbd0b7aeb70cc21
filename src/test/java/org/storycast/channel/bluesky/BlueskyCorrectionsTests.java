// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.storycast.channel.Attempt;
import org.storycast.channel.Checks;
import org.storycast.channel.Checkup;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.Edits;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Outcome;
import org.storycast.channel.Receipt;
import org.storycast.simulator.Fault;
import tools.jackson.databind.JsonNode;

/** Sessions, threads, corrections, numbers: what comes before and after a publication. */
class BlueskyCorrectionsTests extends BlueskyBench {

  @Test
  void logsInOnceForManyPostsAndRenewsTheSession() {
    published(POST);
    publisher().publish(POST, other().attempt());
    assertThat(requests("createSession")).hasSize(1);
    this.clock.advance(Duration.ofHours(3));
    publisher().publish(POST, other().attempt());
    publisher().publish(POST, new DeliveryMemory(KEY, this.clock).attempt());
    assertThat(requests("createSession")).hasSize(1);
    assertThat(requests("refreshSession")).hasSize(1);
  }

  @Test
  void logsInAgainWhereTheSessionWasEnded() {
    published(POST);
    this.bluesky.revokeSessions();
    assertThat(publisher().publish(POST, other().attempt())).isInstanceOf(Outcome.Published.class);
    assertThat(requests("createSession")).hasSize(2);
  }

  @Test
  void renewsATokenThatEndsInTheMiddle() {
    this.bluesky.failNext(calls("uploadBlob"), Fault.REFUSE_CREDENTIALS);
    this.bluesky.failNext(Fault.REFUSE_CREDENTIALS);
    published(POST);
    assertThat(requests("refreshSession")).hasSize(2);
    assertThat(this.bluesky.commits()).isEqualTo(1);
  }

  @Test
  void waitsWhenThereWereTooManyLogIns() {
    this.bluesky.useUpLogIns();
    Outcome.TryLater later = (Outcome.TryLater) publish(POST);
    assertThat(later.notBefore()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void closesTheChannelWhereThePasswordIsWrong() {
    Outcome outcome =
        new BlueskyPublisherFactory(this.tokens, BlueskyFixtures.attachments(), this.clock)
            .open(BlueskyFixtures.accountWith("wrong-pass", this.bluesky.address()))
            .publish(POST, this.memory.attempt());
    assertThat(((Outcome.ChannelClosed) outcome).reason()).isEqualTo(FailureReason.CREDENTIALS);
    assertThat(outcome.toString())
        .contains("credentials.app-password")
        .doesNotContain("wrong-pass");
  }

  @Test
  void continuesAStoryAsAThread() {
    Receipt first = published(POST);
    Receipt second = reply(first, "second");
    Receipt third = reply(second, "third");
    JsonNode reply = record().path("reply");
    assertThat(reply.path("root").path("uri").asString()).isEqualTo(first.remoteId());
    assertThat(reply.path("root").path("cid").asString()).isEqualTo(first.evidence().get("cid"));
    assertThat(reply.path("parent").path("uri").asString()).isEqualTo(second.remoteId());
    assertThat(third.remoteId()).isNotEqualTo(second.remoteId());
  }

  private Receipt reply(Receipt earlier, String name) {
    DeliveryKey key = DeliveryKey.of(name);
    this.clock.advance(Duration.ofMinutes(1));
    Outcome outcome =
        publisher()
            .publish(
                BlueskyFixtures.post(key).inReplyTo(earlier),
                new DeliveryMemory(key, this.clock).attempt());
    return ((Outcome.Published) outcome).receipt();
  }

  @Test
  void beginsAThreadAnewWhereTheEarlierPostIsGone() {
    Receipt first = published(POST);
    publisher().remove(first, withdrawal());
    reply(first, "second");
    assertThat(record().has("reply")).isFalse();
  }

  @Test
  void editsOnlyWhereThatIsWanted() {
    assertThat(publisher()).isNotInstanceOf(Edits.class);
    assertThat(publisher("edits", "true")).isInstanceOf(Edits.class);
  }

  @Test
  void keepsTimeAndThreadOfWhatItEditsAndBringsNothingBack() {
    Receipt first = published(POST);
    Receipt second = reply(first, "second");
    Edits editor = (Edits) publisher("edits", "true");
    this.clock.advance(Duration.ofHours(1));
    Outcome outcome =
        editor.edit(second, BlueskyFixtures.saying("Rain, after all", KEY), withdrawal());
    assertThat(((Outcome.Published) outcome).receipt().remoteId()).isEqualTo(second.remoteId());
    assertThat(record().path("createdAt").asString()).startsWith("2026-11-20T12:01:00");
    assertThat(record().path("reply").path("root").path("uri").asString())
        .isEqualTo(first.remoteId());
    publisher().remove(second, withdrawal());
    Outcome late = editor.edit(second, POST, withdrawal());
    assertThat(((Outcome.Rejected) late).reason()).isEqualTo(FailureReason.TARGET_GONE);
    assertThat(this.bluesky.publications()).hasSize(1);
  }

  private Attempt withdrawal() {
    return new DeliveryMemory(DeliveryKey.of("withdraw"), this.clock).attempt();
  }

  @Test
  void leavesOtherPeoplesPostsAlone() {
    Receipt foreign =
        Receipt.of("at://did:plc:somebody/app.bsky.feed.post/3k4duaz5vfs2b", null, NOON);
    assertThat(((Outcome.Rejected) publisher().remove(foreign, withdrawal())).reason())
        .isEqualTo(FailureReason.TARGET_GONE);
    assertThat(requests("deleteRecord")).isEmpty();
  }

  @Test
  void readsTheNumbersThatTheAppViewHas() {
    Receipt receipt = published(POST);
    this.bluesky.showAfter(Duration.ofSeconds(5));
    assertThat(publisher().metrics(receipt).counts()).isEmpty();
    this.clock.advance(Duration.ofSeconds(6));
    this.bluesky.like(receipt.remoteId());
    assertThat(publisher().metrics(receipt).counts())
        .containsEntry("likeCount", 1L)
        .containsEntry("repostCount", 0L);
  }

  @Test
  void doesNotClaimThatAPostIsGoneWhereItCanNotAsk() {
    Receipt receipt = published(POST);
    this.bluesky.failNext(calls("getRecord"), Fault.REFUSE_502);
    assertThat(publisher().find(receipt)).isInstanceOf(Finding.CannotTell.class);
  }

  @Test
  void checksWithoutWriting() {
    Checkup good = ((Checks) publisher()).check();
    assertThat(good.verdict()).as(good.toString()).isEqualTo(Checkup.Verdict.GOOD);
    assertThat(good.endsAt()).isNull();
    this.bluesky.forgetEmail();
    assertThat(publisher("form", "video").check().verdict()).isEqualTo(Checkup.Verdict.WARNING);
    this.bluesky.failNext(calls("getSession"), Fault.REFUSE_502);
    assertThat(publisher().check().verdict()).isEqualTo(Checkup.Verdict.UNKNOWN);
    this.bluesky.takeDown();
    assertThat(publisher().check().verdict()).isEqualTo(Checkup.Verdict.BAD);
    assertThat(this.bluesky.commits()).isZero();
    assertThat(requests("uploadBlob")).isEmpty();
  }
}
