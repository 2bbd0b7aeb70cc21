// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a platform says when it sends a person back without a code. */
final class PlatformWords {

  private static final int LONGEST = 300;

  private PlatformWords() {}

  /** The platform's error and its description, as far as they are there, cut to what is shown. */
  static String ofRefusal(Map<String, String> answer) {
    String words =
        Stream.of("error", "error_reason", "error_description")
            .map(name -> answer.getOrDefault(name, "").strip())
            .filter(text -> !text.isEmpty())
            .map(text -> text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text)
            .distinct()
            .collect(Collectors.joining("\", \"", "\"", "\""));
    if (words.equals("\"\"")) {
      return "The platform sent you back without a code; connect the account again";
    }
    String denied = "access_denied".equals(answer.get("error")) ? "Nothing was allowed" : "Refused";
    return "%s. The platform said %s; connect the account again and allow what is asked for"
        .formatted(denied, words);
  }
}
