// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * What every publisher must do, whatever its platform. A channel has one subclass, against its
 * simulator; the far end's state is asked through {@link #publications()}.
 */
@ExtendWith(OutputCaptureExtension.class)
public abstract class PublisherContract extends CorrectionContract {

  @Test
  void publishesOnceAndSaysWhere() {
    for (Form form : forms()) {
      forgetEverything();
      use(form);
      Outcome outcome = settle(publisher(), memory());
      assertThat(outcome).as("%s", form).isInstanceOf(Outcome.Published.class);
      assertThat(publications()).as("%s", form).isEqualTo(form.parts());
      assertThat(((Outcome.Published) outcome).receipt().remoteId()).isEqualTo(onlyPublication());
    }
  }

  @Test
  void announcesTheIrreversibleCall() {
    DeliveryMemory memory = memory();
    settle(publisher(), memory);
    assertThat(memory.writes()).anyMatch(write -> write.startsWith("committing:"));
  }

  @Test
  void comesLaterWhenNobodyListens() {
    Outcome outcome = publisherFor(NOBODY).publish(post(), memory().attempt());
    assertThat(outcome).isInstanceOf(Outcome.TryLater.class);
  }

  @Test
  void ofProfileStatesWhatTheEngineNeeds() {
    ChannelProfile profile = publisher().profile();
    assertThat(profile.parts()).isNotEmpty();
    assertThat(profile.timeout()).isPositive();
    assertThat(getClass().getPackageName()).endsWith("." + profile.kind());
  }

  @Test
  void hasATemplateForEveryPart() {
    ChannelProfile profile = publisher().profile();
    Path folder = Path.of("templates", profile.kind());
    assertThat(profile.parts())
        .allSatisfy(
            part ->
                assertThat(folder.toFile().list((in, name) -> name.startsWith(part.name() + ".")))
                    .as("templates for part %s in %s", part.name(), folder)
                    .isNotEmpty());
  }

  @Test
  void itsPostsKeepToItsProfile() {
    for (Form form : forms()) {
      use(form);
      ChannelProfile profile = publisher().profile();
      assertThat(profile.parts())
          .filteredOn(part -> post().optionalPart(part.name()).isPresent())
          .isNotEmpty()
          .allMatch(part -> part.measure().lengthOf(post().part(part.name())) <= part.limit());
      assertThat(profile.media())
          .filteredOn(MediaDemand::required)
          .allMatch(demand -> post().optionalAttachment(demand.role()).isPresent());
    }
  }

  @Test
  void endsWithOnePublicationOrAShownDoubtWhereverItIsKilled() {
    for (Form form : forms()) {
      use(form);
      int write = 0;
      while (survivesAKillAt(write, false) && survivesAKillAt(write, true)) {
        write++;
        assertThat(write).as("writes in one delivery").isLessThan(MOST_STEPS);
      }
      assertThat(write).as("writes in one delivery").isPositive();
    }
  }

  /** Answers false when the delivery has fewer writes than that. */
  private boolean survivesAKillAt(int write, boolean after) {
    forgetEverything();
    DeliveryMemory memory = memory();
    memory.killAt(write, after);
    try {
      settle(publisher(), memory);
      return false;
    } catch (DeliveryMemory.Killed killed) {
      recover(
          memory, "%s, killed %s write %d".formatted(form(), after ? "after" : "before", write));
    }
    return true;
  }

  @Test
  void leavesAShownDoubtWhenItsOutcomeIsLost() {
    Publisher publisher = publisher();
    DeliveryMemory memory = memory();
    Outcome lost = publisher.publish(post(), memory.attempt());
    for (int step = 0; step < MOST_STEPS && isWaiting(lost); step++) {
      lost = again(publisher, memory, (Outcome.TryLater) lost);
    }
    recover(memory, "its outcome was lost");
  }

  private static boolean isWaiting(Outcome outcome) {
    return outcome instanceof Outcome.TryLater later && later.reason() == FailureReason.NOT_READY;
  }

  /** What the engine does with a delivery that it finds after a crash, in another process. */
  final void recover(DeliveryMemory memory, String after) {
    Publisher publisher = publisher();
    if (memory.isInDoubt() && memory.handle().isEmpty()) {
      assertShowsTheDoubt(publisher, memory, after);
      return;
    }
    assertComplete(settle(publisher, memory), after);
  }

  /** Published as a whole; or, where a lost answer can cost the credentials, not at all. */
  final void assertComplete(Outcome outcome, String after) {
    if (mayLoseCredentials() && outcome instanceof Outcome.ChannelClosed closed) {
      assertThat(closed.reason()).as(after).isEqualTo(FailureReason.CREDENTIALS);
      assertThat(publications()).as(after).isZero();
    } else {
      assertThat(outcome).as(after).isInstanceOf(Outcome.Published.class);
      assertThat(publications()).as(after).isEqualTo(form().parts());
    }
  }

  /** Reading back finds the whole, does not take a part for it, and says so of nothing. */
  final void assertShowsTheDoubt(Publisher publisher, DeliveryMemory memory, String after) {
    int there = publications();
    assertThat(there).as(after).isLessThanOrEqualTo(form().parts());
    if (publisher instanceof ReadsBack readsBack) {
      letTimePass(publisher.profile().settlingTime());
      Finding finding = readsBack.find(post(), memory.attempt());
      assertThat(finding)
          .as(after)
          .isNotInstanceOf(there == form().parts() ? Finding.Absent.class : Finding.Found.class);
      assertGoesOn(finding, publisher, memory, after);
    }
  }

  /** What was found to be taken, as a whole or in part, is completed as the engine does it. */
  private void assertGoesOn(
      Finding finding, Publisher publisher, DeliveryMemory memory, String after) {
    if (finding instanceof Finding.Underway(String handle, Instant askAgainAt)) {
      memory.keep(new Outcome.Underway(handle, askAgainAt));
    }
    if (finding instanceof Finding.Underway || finding instanceof Finding.Unfinished) {
      assertThat(memory.isInDoubt()).as(after).isFalse();
      assertComplete(settle(publisher, memory), after);
    }
  }

  @Test
  void keepsItsSecretsOutOfOutcomesAndLogs(CapturedOutput output) {
    try (LogRecording log = new LogRecording()) {
      Publisher publisher = publisher();
      Outcome outcome = settle(publisher, memory());
      Outcome refused = publisherFor(NOBODY).publish(post(), memory().attempt());
      assertKeepsSecrets(outcome, refused, publisher, publisher.profile(), output.getAll());
      assertKeepsSecrets(log.lines().toArray());
    }
  }

  /** No secret of the account is in any of these. */
  protected final void assertKeepsSecrets(Object... places) {
    assertThat(secrets())
        .allSatisfy(
            secret ->
                assertThat(places)
                    .allSatisfy(place -> assertThat(place.toString()).doesNotContain(secret)));
  }
}
