// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The relays. A connection goes to the one that has the fewest for its weight; while one can't be
 * used, the others take its share.
 */
@Component
class Relays {

  private final List<Relay> relays;

  Relays(MailProperties properties, Clock clock) {
    this.relays =
        properties.allRelays().entrySet().stream()
            .map(it -> new Relay(it.getKey(), it.getValue(), properties, clock))
            .toList();
  }

  /** Opens a connection; null where every relay rests, is full, or can't be used. */
  @Nullable RelayConnection connect() {
    List<RelayConnection> opened = new ArrayList<>();
    for (Relay relay : byAppetite(Relay::hasRoom)) {
      switch (relay.connect(opened::add)) {
        case RelayStatus.Ready ready -> {
          return opened.getFirst();
        }
        case RelayStatus.Unreachable it -> relay.watch().troubled(it.detail());
        case RelayStatus.NotLetIn it -> relay.watch().troubled(it.detail());
      }
    }
    return null;
  }

  /**
   * Opens a connection for a single letter, beside those of the mailings and whatever their number;
   * null where none can be. A relay that is in use already and takes no further connection is not
   * thought to be in trouble.
   */
  @Nullable RelayConnection connectBeside() {
    List<RelayConnection> opened = new ArrayList<>();
    for (Relay relay : byAppetite(it -> true)) {
      boolean inUse = relay.isInUse();
      switch (relay.connect(opened::add)) {
        case RelayStatus.Ready ready -> {
          return opened.getFirst();
        }
        case RelayStatus.Unreachable it -> {
          if (!inUse) {
            relay.watch().troubled(it.detail());
          }
        }
        case RelayStatus.NotLetIn it -> relay.watch().troubled(it.detail());
      }
    }
    return null;
  }

  private List<Relay> byAppetite(Predicate<Relay> fit) {
    return this.relays.stream()
        .filter(relay -> fit.test(relay) && !relay.watch().isResting())
        .sorted(Comparator.comparingDouble(Relay::appetite).reversed())
        .toList();
  }

  /** Whether it is no use to try now. */
  boolean allRest() {
    return this.relays.stream().allMatch(relay -> relay.watch().isResting());
  }

  /** Tries whether one of them lets us in, without sending anything. */
  RelayStatus check() {
    RelayStatus last = new RelayStatus.Unreachable("there is no relay");
    for (Relay relay : this.relays) {
      last = relay.check();
      if (last instanceof RelayStatus.Ready) {
        return last;
      }
    }
    return last;
  }

  /** What is wrong with which relay, for people; empty when nothing is known to be. */
  Optional<String> trouble() {
    return this.relays.stream()
        .flatMap(relay -> relay.watch().trouble().stream().map(it -> told(relay, it)))
        .reduce((one, other) -> one + "; " + other);
  }

  private String told(Relay relay, String trouble) {
    return this.relays.size() == 1 ? trouble : relay.name() + ": " + trouble;
  }
}
