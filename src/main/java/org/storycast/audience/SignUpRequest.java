// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.time.Duration;
import java.util.Set;

/**
 * What somebody asked for at a page.
 *
 * @param address whose owner is to confirm it
 * @param name may be empty
 * @param wishes what is to be sent
 * @param source the page or form
 * @param networkAddress from where, as the servlet container knows it; counted and logged
 * @param text the words by which the reader agreed, exactly as shown
 * @param validFor how long the owner has for confirming
 */
public record SignUpRequest(
    EmailAddress address,
    String name,
    Wishes wishes,
    String source,
    String networkAddress,
    String text,
    Duration validFor) {

  /** As it is kept: cleaned as an imported reader is; a bad language tag is refused here. */
  SignUpRows.Wanted wanted() {
    NewReader clean =
        new NewReader(
            this.address,
            this.name,
            null,
            this.wishes.sections(),
            this.wishes.rhythm(),
            this.wishes.language());
    return new SignUpRows.Wanted(
        this.address,
        clean.name() == null ? "" : clean.name(),
        clean.languageOtherwise(),
        clean.sections() == null ? Set.of() : clean.sections(),
        this.wishes.rhythm());
  }

  /** Prints no personal data. */
  @Override
  public String toString() {
    return "SignUpRequest[%s]".formatted(this.source);
  }
}
