// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

/** A text is no e-mail address that can be written to. */
public class InvalidAddressException extends IllegalArgumentException {

  /** Says what is wrong with it; the address itself is left out, since messages reach logs. */
  public InvalidAddressException(String reason) {
    super(reason);
  }
}
