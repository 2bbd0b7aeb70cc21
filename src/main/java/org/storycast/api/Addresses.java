// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import org.storycast.audience.EmailAddress;
import org.storycast.audience.InvalidAddressException;

/** Reads readers' addresses; what is wrong is named without the address itself. */
final class Addresses {

  private Addresses() {}

  static EmailAddress read(String text) {
    try {
      return EmailAddress.parse(text);
    } catch (InvalidAddressException invalid) {
      throw ApiProblem.unfit("email", "The address " + invalid.getMessage());
    }
  }
}
