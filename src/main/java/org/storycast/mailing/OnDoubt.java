// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/** What follows when the relay may have taken a message. */
enum OnDoubt {
  /** It stays in doubt and is shown: nobody gets it twice. */
  HOLD,
  /** It is sent again with the same Message-ID: nobody misses it. */
  RESEND
}
