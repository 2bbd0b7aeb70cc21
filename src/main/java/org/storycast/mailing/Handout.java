// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.List;

/**
 * What one commit hands to the workers.
 *
 * @param claims copies to be sent
 * @param dry whether nothing is due beyond them; otherwise whoever got none waits for the next one
 * @param more whether it is worth while to have more workers
 */
record Handout(List<Claim> claims, boolean dry, boolean more) {

  static final Handout NOTHING = new Handout(List.of(), true, false);
}
