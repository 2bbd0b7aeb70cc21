// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.storycast.channel.Outcome;
import org.storycast.database.TestDatabase;

class SettlementTests {

  @TempDir Path data;

  @Test
  void writesTheOutcomeOnceTheDatabaseIsBackAndClaimsNothingMeanwhile()
      throws InterruptedException {
    try (DeliveryKit kit = new DeliveryKit(TestDatabase.Kind.H2.fresh(), this.data)) {
      kit.channel.next.add(
          (post, attempt) -> {
            Outcome outcome = kit.channel.take(post, attempt);
            kit.source.goAway();
            return outcome;
          });
      DeliveryId taken = kit.planned(DeliveryKit.CHANNEL);
      DeliveryId waiting = kit.planned(DeliveryKit.CHANNEL);
      Thread attempt = Thread.startVirtualThread(() -> kit.get(Dispatcher.class).run(taken));
      kit.source.awaitRefusals();
      kit.get(Dispatcher.class).run(waiting);
      assertThat(kit.channel.calls).isEqualTo(1);
      kit.source.comeBack();
      attempt.join();
      assertThat(kit.delivery(taken).state()).isEqualTo(DeliveryState.PUBLISHED);
      assertThat(kit.delivery(waiting).state()).isEqualTo(DeliveryState.PLANNED);
      kit.run();
      assertThat(kit.delivery(waiting).state()).isEqualTo(DeliveryState.PUBLISHED);
    }
  }
}
