// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.watch;

/**
 * Something for which a person is needed.
 *
 * @param id the same as long as it lasts
 * @param title what is wrong, in one line
 * @param detail why, and what to do
 */
record Problem(String id, String title, String detail) {}
