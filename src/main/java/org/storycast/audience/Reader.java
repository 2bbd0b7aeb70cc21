// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.time.Instant;
import java.util.Set;

/**
 * Somebody who asked for mail.
 *
 * @param id for ever
 * @param address where the mail goes
 * @param name may be empty
 * @param language BCP 47 tag
 * @param sections the sections wished, in lower case; empty means all
 * @param rhythm how often mail is wished
 * @param state whether mail is sent
 * @param consentSource where and to which text the reader agreed
 * @param addedAt when the reader was added
 */
public record Reader(
    ReaderId id,
    EmailAddress address,
    String name,
    String language,
    Set<String> sections,
    Rhythm rhythm,
    ReaderState state,
    String consentSource,
    Instant addedAt) {

  public Reader {
    sections = Set.copyOf(sections);
  }

  /** The same reader in another state. */
  Reader in(ReaderState other) {
    return new Reader(
        this.id,
        this.address,
        this.name,
        this.language,
        this.sections,
        this.rhythm,
        other,
        this.consentSource,
        this.addedAt);
  }

  /** The same reader with other wishes. */
  Reader with(String name, String language, Set<String> sections, Rhythm rhythm) {
    return new Reader(
        this.id,
        this.address,
        name,
        language,
        sections,
        rhythm,
        this.state,
        this.consentSource,
        this.addedAt);
  }

  /** Prints no personal data, so that a reader may appear in a log. */
  @Override
  public String toString() {
    return "Reader[%s, %s]".formatted(this.id, this.state);
  }
}
