// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

/**
 * How a reader agreed or withdrew, for the log that proves it.
 *
 * @param source the page, form, file or header by which it came
 * @param networkAddress from where; empty where it came by no network
 * @param textVersion of the text that the reader was shown; empty where none was
 * @param actor who did it: {@link #READER}, {@link #SERVICE}, or an operator's name
 */
public record Consent(String source, String networkAddress, String textVersion, String actor) {

  /** The reader, by a form or a link. */
  public static final String READER = "the reader";

  /** The service, by a rule of its own. */
  public static final String SERVICE = "the service";

  private static final int LONGEST_SOURCE = 1000;
  private static final int LONGEST_ADDRESS = 45;
  private static final int LONGEST_VERSION = 64;
  private static final int LONGEST_ACTOR = 200;

  public Consent {
    if (source.isBlank()) {
      throw new IllegalArgumentException(
          "Consent needs a source: say by which form, file or text the readers agreed");
    }
    source = shortened(source, LONGEST_SOURCE);
    networkAddress = shortened(networkAddress, LONGEST_ADDRESS);
    textVersion = shortened(textVersion, LONGEST_VERSION);
    actor = shortened(actor, LONGEST_ACTOR);
  }

  /** Given by the reader, without a text of ours. */
  public Consent(String source, String networkAddress) {
    this(source, networkAddress, "", READER);
  }

  /** Written down by an operator. */
  public static Consent by(String operator, String source) {
    return new Consent(source, "", "", operator);
  }

  /** The same, in case the source quotes an address: what is kept for ever names none. */
  Consent withoutAddresses() {
    String source = this.source.replaceAll("[^\\s<>()\"',;:]+@", "…@");
    return new Consent(source, this.networkAddress, this.textVersion, this.actor);
  }

  private static String shortened(String text, int longest) {
    String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return Cut.to(longest, clean);
  }
}
