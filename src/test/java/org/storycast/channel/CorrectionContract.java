// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** What every publisher that edits, removes or looks up what it published must do. */
public abstract class CorrectionContract extends PublisherHarness {

  @Test
  void editsInPlaceAndMayRepeatIt() {
    Publisher publisher = publisher();
    assumeTrue(publisher instanceof Edits, "This channel does not edit");
    Receipt receipt = published(publisher);
    String before = onlyText();
    DeliveryMemory memory = memory("correct");
    for (int time = 0; time < 2; time++) {
      Outcome outcome = ((Edits) publisher).edit(receipt, aCorrectedPost(), memory.attempt());
      assertThat(outcome).isInstanceOf(Outcome.Published.class);
      assertThat(((Outcome.Published) outcome).receipt().remoteId()).isEqualTo(onlyPublication());
      assertThat(publications()).isEqualTo(1);
      assertThat(onlyText()).isNotEqualTo(before);
    }
    assertThat(memory.writes()).anyMatch(write -> write.startsWith("committing:"));
  }

  @Test
  void removesAndMayRepeatIt() {
    assumeTrue(publisher() instanceof Removes, "This channel does not remove");
    for (Form form : forms()) {
      forgetEverything();
      use(form);
      Publisher publisher = publisher();
      Receipt receipt = published(publisher);
      DeliveryMemory memory = memory("withdraw");
      for (int time = 0; time < 2; time++) {
        Outcome outcome = ((Removes) publisher).remove(receipt, memory.attempt());
        assertThat(outcome).as("%s", form).isInstanceOf(Outcome.Published.class);
        assertThat(publications()).as("%s", form).isZero();
      }
      assertThat(memory.writes()).anyMatch(write -> write.startsWith("committing:"));
    }
  }

  @Test
  void findsWhatIsThereAndNotWhatIsGone() {
    Publisher publisher = publisher();
    assumeTrue(publisher instanceof ReadsBack, "This channel does not read back");
    Receipt receipt = published(publisher);
    letTimePass(publisher.profile().settlingTime());
    assertThat(((ReadsBack) publisher).find(receipt)).isNotInstanceOf(Finding.Absent.class);
    assertThat(receipt.remoteId()).isEqualTo(onlyPublication());
    forgetEverything();
    assertThat(((ReadsBack) publisher()).find(receipt)).isNotInstanceOf(Finding.Found.class);
  }

  final Receipt published(Publisher publisher) {
    Outcome outcome = settle(publisher, memory());
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    return ((Outcome.Published) outcome).receipt();
  }
}
