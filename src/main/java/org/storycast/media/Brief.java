// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a card or film is to show. Equal briefs give the same picture.
 *
 * @param headline never blank
 * @param section the story's main section; may be empty
 * @param sentences three or four sentences of the story, for a film
 * @param picture the story's picture; absent where it has none
 * @param credit whose picture it is; may be empty
 * @param language BCP 47 tag; decides the direction of the text
 * @param newsroom the newsroom's name; empty where the platform forbids names and logos
 * @param width in pixels
 * @param height in pixels
 */
public record Brief(
    String headline,
    String section,
    List<String> sentences,
    @Nullable URI picture,
    String credit,
    String language,
    String newsroom,
    int width,
    int height) {

  public Brief {
    sentences = List.copyOf(sentences);
  }

  boolean isWide() {
    return this.width > this.height;
  }
}
