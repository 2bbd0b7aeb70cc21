// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/**
 * An issue as a page for the browser, without anything that is one reader's.
 *
 * @param html a whole page
 * @param language BCP 47 tag
 */
public record WebVersion(String html, String language) {}
