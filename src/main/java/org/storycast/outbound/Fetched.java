// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.outbound;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** What became of a fetch. */
public sealed interface Fetched {

  /**
   * The far end answered, with whatever status.
   *
   * @param status HTTP status; never a redirect that could be followed
   * @param headers by name in lower case, each with its last value
   * @param body whole, within the asked limit and decompressed
   * @param finalAddress where the answer came from, after redirects
   */
  record Answer(int status, Map<String, String> headers, byte[] body, URI finalAddress)
      implements Fetched {

    public Answer {
      headers = Map.copyOf(headers);
    }

    /** A header's value. */
    public Optional<String> header(String lowerCaseName) {
      return Optional.ofNullable(this.headers.get(lowerCaseName));
    }
  }

  /**
   * The address is none that may be asked; trying again changes nothing.
   *
   * @param why names the rule, for the person who set the address
   */
  record Refused(String why) implements Fetched {}

  /**
   * The address may be asked and no whole answer came.
   *
   * @param why what went wrong, without the address
   */
  record Failed(String why) implements Fetched {}
}
