// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/** How the connection to the relay is encrypted. */
enum Encryption {
  /** Not at all; for a relay on the same machine. */
  NONE,
  /** By STARTTLS, without which nothing is sent. */
  STARTTLS,
  /** From the first byte, usually on port 465. */
  TLS
}
