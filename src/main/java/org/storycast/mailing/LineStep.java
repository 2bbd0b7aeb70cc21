// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;

/** What becomes of a line after an attempt. */
sealed interface LineStep {

  /** The relay took it. */
  record Sent(int code, String reply) implements LineStep {}

  /** It was surely not taken; again after a while. */
  record Retry(Duration after, int code, String reply) implements LineStep {}

  /** Never. */
  record Failed(int code, String reply) implements LineStep {}

  /** It may have been taken. */
  record Doubt(String reply) implements LineStep {}
}
