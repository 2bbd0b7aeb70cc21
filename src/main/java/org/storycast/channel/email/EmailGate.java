// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.email;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.storycast.channel.Hold;
import org.storycast.mailing.Gate;

/** Mail keeps silent when the whole installation does. */
@Component
class EmailGate implements Gate {

  private final Hold hold;

  EmailGate(Hold hold) {
    this.hold = hold;
  }

  @Override
  public Optional<String> closedBecause() {
    return this.hold.heldBecause();
  }

  @Override
  public Optional<Instant> doubtBefore() {
    return this.hold.restoredAt();
  }
}
