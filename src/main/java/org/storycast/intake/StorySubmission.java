// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A story as an editor or a script submits it. Nothing is checked yet: every value is as it came,
 * so that all problems can be named at once.
 *
 * @param externalId by which the submitter knows the story; the same again is a correction
 * @param headline text; required
 * @param lead text
 * @param bodyHtml the body as HTML; scripts, styles and layout are dropped
 * @param bodyText the body as text, with an empty line between paragraphs, instead of HTML
 * @param address where readers find the whole story
 * @param language BCP 47 tag; "en" where absent
 * @param byline who wrote it
 * @param sections the first being the main one
 * @param tags further keywords
 * @param pictures the first being the main one
 * @param publishedAt ISO 8601 with a zone, such as {@code 2026-03-02T09:30:00+05:00}
 * @param embargoedUntil likewise; before it nothing is sent
 * @param priority "routine" or "breaking"; routine where absent
 * @param continues identity or address of an earlier story that this one carries on; where a
 *     channel published that, it publishes this one as the reply to it
 */
public record StorySubmission(
    @Nullable String externalId,
    @Nullable String headline,
    @Nullable String lead,
    @Nullable String bodyHtml,
    @Nullable String bodyText,
    @Nullable String address,
    @Nullable String language,
    @Nullable String byline,
    @Nullable List<String> sections,
    @Nullable List<String> tags,
    @Nullable List<SubmittedPicture> pictures,
    @Nullable String publishedAt,
    @Nullable String embargoedUntil,
    @Nullable String priority,
    @Nullable String continues) {

  /** A story of nothing but text. */
  public static StorySubmission ofText(String headline, String bodyText) {
    return new StorySubmission(
        null, headline, null, null, bodyText, null, null, null, null, null, null, null, null, null,
        null);
  }

  /** The same with another language. */
  public StorySubmission in(String tag) {
    return new StorySubmission(
        externalId,
        headline,
        lead,
        bodyHtml,
        bodyText,
        address,
        tag,
        byline,
        sections,
        tags,
        pictures,
        publishedAt,
        embargoedUntil,
        priority,
        continues);
  }

  /**
   * A picture on the web.
   *
   * @param address absolute, http or https; required
   * @param altText what it shows
   * @param caption what is written below it
   * @param credit whose picture it is
   */
  public record SubmittedPicture(
      @Nullable String address,
      @Nullable String altText,
      @Nullable String caption,
      @Nullable String credit) {}
}
