// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
    Outcome outcome = settle(publisher(), memory());
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    assertThat(publications()).isEqualTo(1);
    assertThat(((Outcome.Published) outcome).receipt().remoteId()).isEqualTo(onlyPublication());
  }

  @Test
  void announcesTheIrreversibleCall() {
    DeliveryMemory memory = memory();
    settle(publisher(), memory);
    assertThat(memory.writes()).anyMatch(write -> write.startsWith("committing:"));
  }

  @Test
  void comesLaterWhenNobodyListens() {
    Outcome outcome = publisherFor(NOBODY).publish(aPost(), memory().attempt());
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
  void itsPostKeepsToItsProfile() {
    Post post = aPost();
    assertThat(publisher().profile().parts())
        .filteredOn(part -> post.optionalPart(part.name()).isPresent())
        .isNotEmpty()
        .allMatch(part -> part.measure().lengthOf(post.part(part.name())) <= part.limit());
    assertThat(publisher().profile().media())
        .allMatch(demand -> post.optionalAttachment(demand.role()).isPresent());
  }

  @Test
  void endsWithOnePublicationOrAShownDoubtWhereverItIsKilled() {
    int write = 0;
    while (survivesAKillAt(write, false) && survivesAKillAt(write, true)) {
      write++;
      assertThat(write).as("writes in one delivery").isLessThan(MOST_STEPS);
    }
    assertThat(write).as("writes in one delivery").isPositive();
  }

  /** Answers false when the delivery has fewer writes than that. */
  private boolean survivesAKillAt(int write, boolean after) {
    forgetEverything();
    Publisher publisher = publisher();
    DeliveryMemory memory = memory();
    memory.killAt(write, after);
    try {
      settle(publisher, memory);
      return false;
    } catch (DeliveryMemory.Killed killed) {
      recover(publisher, memory);
    }
    String when = "%s write %d".formatted(after ? "after" : "before", write);
    assertThat(publications()).as("publications after a kill %s", when).isLessThanOrEqualTo(1);
    assertThat(publications() == 1 || memory.isInDoubt())
        .as("published, or in doubt, after a kill %s", when)
        .isTrue();
    return true;
  }

  @Test
  void leavesAShownDoubtWhenItsOutcomeIsLost() {
    Publisher publisher = publisher();
    DeliveryMemory memory = memory();
    Outcome lost = publisher.publish(aPost(), memory.attempt());
    for (int step = 0; step < MOST_STEPS && isWaiting(lost); step++) {
      lost = again(publisher, memory, (Outcome.TryLater) lost);
    }
    recover(publisher, memory);
    assertThat(publications()).isLessThanOrEqualTo(1);
  }

  private static boolean isWaiting(Outcome outcome) {
    return outcome instanceof Outcome.TryLater later && later.reason() == FailureReason.NOT_READY;
  }

  /** What the engine does with a delivery that it finds after a crash. */
  private void recover(Publisher publisher, DeliveryMemory memory) {
    if (!memory.isInDoubt()) {
      settle(publisher, memory);
    } else if (publisher instanceof ReadsBack readsBack && publications() == 1) {
      letTimePass(publisher.profile().settlingTime());
      assertThat(readsBack.find(aPost(), memory.attempt())).isNotInstanceOf(Finding.Absent.class);
    } else if (publisher instanceof ReadsBack readsBack) {
      assertThat(readsBack.find(aPost(), memory.attempt())).isNotInstanceOf(Finding.Found.class);
    }
  }

  @Test
  void keepsItsSecretsOutOfOutcomesAndLogs(CapturedOutput output) {
    try (LogRecording log = new LogRecording()) {
      Publisher publisher = publisher();
      Outcome outcome = settle(publisher, memory());
      Outcome refused = publisherFor(NOBODY).publish(aPost(), memory().attempt());
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
