// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing.returns;

import java.util.List;

/**
 * A mail that came back, as understood.
 *
 * @param kind of the mail as a whole; of several copies the first one's
 * @param copies one for each reader that it names
 * @param places every text in which a signed token of ours may stand, the envelope's first
 * @param subject as its sender wrote it
 */
public record ReturnedMail(
    ReturnKind kind, List<ReturnedCopy> copies, List<String> places, String subject) {

  public ReturnedMail {
    copies = List.copyOf(copies);
    places = List.copyOf(places);
  }

  @Override
  public String toString() {
    return "ReturnedMail[%s, %s]".formatted(this.kind, this.copies);
  }
}
