// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import org.storycast.audience.ReaderId;

/**
 * A line as it was read.
 *
 * @param id where it stands
 * @param reader whose copy
 * @param state what is known of it
 * @param attempts how often it was begun
 */
record Line(LineId id, ReaderId reader, LineState state, int attempts) {}
