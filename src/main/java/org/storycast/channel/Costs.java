// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

/** Ability of a publisher whose platform charges money for what is asked of it. */
public interface Costs {

  /** In which the platform charges, and in which the channel's {@link Budget} is set. */
  Currency currency();

  /**
   * What the irreversible calls of a post cost, each with the chargeable calls that prepare it, in
   * their order. It is the same at every call for the same post.
   */
  List<Charge> charges(Post post);

  /** What one look for a post costs as a rule; zero where looking is free. */
  BigDecimal look();

  /** What one {@link Checks#check} costs; zero where it is free. */
  BigDecimal checking();

  /** What asking once for a publication's {@link Measures numbers} costs; zero where it is free. */
  BigDecimal measuring(Receipt receipt);

  /** What the calls that {@link Removes remove} a publication cost, in their order. */
  List<Charge> removing(Receipt receipt);

  /**
   * What one irreversible call costs.
   *
   * @param step as the adapter announces it with {@link Attempt#committing}
   * @param amount in the publisher's currency; not negative
   */
  record Charge(String step, BigDecimal amount) {}
}
