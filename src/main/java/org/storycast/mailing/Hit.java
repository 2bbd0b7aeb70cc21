// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/**
 * A link of a copy that was opened.
 *
 * @param line whose copy
 * @param link the link's number
 * @param links how many links the issue has
 * @param scanner whether the program that opened it is known to look at links for people
 */
record Hit(LineId line, int link, int links, boolean scanner) {}
