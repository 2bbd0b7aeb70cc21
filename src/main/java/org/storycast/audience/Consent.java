// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

/**
 * How a reader agreed or withdrew, for the log that proves it.
 *
 * @param source the form, file or header by which it came, with the version of the text shown
 * @param networkAddress from where; empty where it came by no network
 */
public record Consent(String source, String networkAddress) {

  private static final int LONGEST_SOURCE = 1000;
  private static final int LONGEST_ADDRESS = 45;

  public Consent {
    if (source.isBlank()) {
      throw new IllegalArgumentException(
          "Consent needs a source: say by which form, file or text the readers agreed");
    }
    source = source.substring(0, Math.min(source.length(), LONGEST_SOURCE));
    networkAddress =
        networkAddress.substring(0, Math.min(networkAddress.length(), LONGEST_ADDRESS));
  }
}
