// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/** Whether the relay would take mail. */
public sealed interface RelayStatus {

  /** It answers and lets us in. */
  record Ready() implements RelayStatus {}

  /** It does not answer, or says that it can't serve now. */
  record Unreachable(String detail) implements RelayStatus {}

  /** It does not let us in: user, password or encryption are wrong. */
  record NotLetIn(String detail) implements RelayStatus {}
}
