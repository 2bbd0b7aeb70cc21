// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/**
 * What became of a copy.
 *
 * @param claim which copy
 * @param step what became of it
 */
record Settlement(Claim claim, LineStep step) {}
