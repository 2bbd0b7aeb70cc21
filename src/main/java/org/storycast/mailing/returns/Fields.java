// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing.returns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Groups of fields as RFC 3464 and RFC 5965 write them: like headers, a blank line between. */
record Fields(Map<String, String> values) {

  private static final int LONGEST = 4000;

  /** Reads the groups of a text; lines that are no fields are passed over. */
  static List<Fields> groups(String text) {
    List<Fields> groups = new ArrayList<>();
    Map<String, String> group = new LinkedHashMap<>();
    String last = "";
    for (String line : (text + "\n\n").split("\\R", -1)) {
      if (line.isBlank()) {
        if (!group.isEmpty()) {
          groups.add(new Fields(Map.copyOf(group)));
          group.clear();
        }
        last = "";
      } else if (Character.isWhitespace(line.charAt(0)) && !last.isEmpty()) {
        group.merge(last, " " + line.strip(), Fields::joined);
      } else {
        last = read(line, group, last);
      }
    }
    return groups;
  }

  private static String joined(String value, String more) {
    return value.length() > LONGEST ? value : value + more;
  }

  private static String read(String line, Map<String, String> group, String last) {
    int colon = line.indexOf(':');
    if (colon <= 0 || line.substring(0, colon).strip().contains(" ")) {
      return last;
    }
    String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    group.merge(
        name, line.substring(colon + 1).strip(), (first, next) -> joined(first, ", " + next));
    return name;
  }

  String get(String name) {
    return this.values.getOrDefault(name, "");
  }

  /** A value behind its type, such as in {@code rfc822; anna@example.org}. */
  String typed(String name) {
    String value = get(name);
    return value.substring(value.indexOf(';') + 1).strip();
  }
}
