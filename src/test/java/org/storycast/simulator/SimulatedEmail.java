// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.util.Map;

/** The newspaper's mail, through a relay on this machine. */
final class SimulatedEmail implements SimulatedChannel {

  @Override
  public Simulator start(Clock clock) {
    return new EmailSimulator(clock);
  }

  @Override
  public Map<String, String> settings(Simulator simulator) {
    return Map.of(
        "storycast.channels.email.kind",
        "email",
        "storycast.mail.host",
        "127.0.0.1",
        "storycast.mail.port",
        Integer.toString(((EmailSimulator) simulator).port()),
        "storycast.mail.encryption",
        "none",
        "storycast.mail.from",
        "news@courier.example",
        "storycast.mail.from-name",
        "The Steppe Courier",
        "storycast.mail.list-id",
        "news.courier.example",
        "storycast.mail.postal-address",
        "The Steppe Courier, 1 Abay Street, Astana");
  }
}
