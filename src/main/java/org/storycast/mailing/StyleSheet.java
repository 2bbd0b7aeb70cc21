// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A style sheet taken apart: rules that can stand in the attributes of elements, and the rest, such
 * as media queries and {@code :hover}, as it was written.
 *
 * @param rules one for each selector, in order
 * @param rest what must stay a sheet; may be blank
 */
record StyleSheet(List<Rule> rules, String rest) {

  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|<!--|-->", Pattern.DOTALL);

  /** The least that a browser must know of a selector to tell which of two wins. */
  private static final Pattern IDS = Pattern.compile("#[\\w-]+");

  private static final Pattern CLASSES = Pattern.compile("\\.[\\w-]+|\\[[^]]*]");
  private static final Pattern TYPES = Pattern.compile("(?<![\\w.#\\[=\"'-])[a-zA-Z][\\w-]*");

  /** What depends on more than the document, or stands for what no element is. */
  private static final Pattern LIVING = Pattern.compile(":|@");

  private static final int ID_WEIGHT = 10_000;
  private static final int CLASS_WEIGHT = 100;

  /**
   * A selector and what it says.
   *
   * @param selector one, without commas
   * @param weight by which the later or the heavier of two rules wins
   * @param declarations such as {@code color: red}
   */
  record Rule(String selector, int weight, List<String> declarations) {}

  static StyleSheet parse(String text) {
    String css = COMMENT.matcher(text).replaceAll("");
    List<Rule> rules = new ArrayList<>();
    StringBuilder rest = new StringBuilder();
    int from = 0;
    while (from < css.length()) {
      int end = endOfStatement(css, from);
      String statement = css.substring(from, end).strip();
      if (!statement.isEmpty()) {
        sort(statement, rules, rest);
      }
      from = end;
    }
    return new StyleSheet(rules, rest.toString());
  }

  private static void sort(String statement, List<Rule> rules, StringBuilder rest) {
    int brace = statement.indexOf('{');
    if (brace < 0 || !statement.endsWith("}") || statement.startsWith("@")) {
      rest.append(statement).append('\n');
      return;
    }
    List<String> declarations =
        Declarations.split(statement.substring(brace + 1, statement.length() - 1));
    List<String> living = new ArrayList<>();
    for (String selector : statement.substring(0, brace).split(",")) {
      String one = selector.strip();
      if (LIVING.matcher(one).find()) {
        living.add(one);
      } else {
        rules.add(new Rule(one, weightOf(one), declarations));
      }
    }
    if (!living.isEmpty()) {
      rest.append(String.join(", ", living)).append(' ').append(statement.substring(brace));
      rest.append('\n');
    }
  }

  private static int weightOf(String selector) {
    String bare = CLASSES.matcher(IDS.matcher(selector).replaceAll("")).replaceAll("");
    return ID_WEIGHT * count(IDS, selector)
        + CLASS_WEIGHT * count(CLASSES, IDS.matcher(selector).replaceAll(""))
        + count(TYPES, bare);
  }

  private static int count(Pattern pattern, String text) {
    return (int) pattern.matcher(text).results().count();
  }

  /** Behind the brace that closes the block, or behind a semicolon before any block. */
  private static int endOfStatement(String css, int from) {
    int depth = 0;
    for (int index = from; index < css.length(); index++) {
      char character = css.charAt(index);
      if (character == '"' || character == '\'') {
        index = endOfString(css, index);
      } else if (character == '{') {
        depth++;
      } else if (character == '}' && --depth <= 0 || character == ';' && depth == 0) {
        return index + 1;
      }
    }
    return css.length();
  }

  private static int endOfString(String css, int quote) {
    int end = css.indexOf(css.charAt(quote), quote + 1);
    return end < 0 ? css.length() : end;
  }

  /** The declarations of a rule or of an attribute. */
  static final class Declarations {

    private static final Pattern ONE =
        Pattern.compile("(?:[^;\"'(]++|\"[^\"]*\"|'[^']*'|\\([^)]*\\))+");

    private Declarations() {}

    static List<String> split(String block) {
      return ONE.matcher(block)
          .results()
          .map(found -> found.group().strip())
          .filter(declaration -> declaration.indexOf(':') > 0)
          .toList();
    }

    static String nameOf(String declaration) {
      return declaration
          .substring(0, declaration.indexOf(':'))
          .strip()
          .toLowerCase(java.util.Locale.ROOT);
    }

    static boolean isImportant(String declaration) {
      return declaration.replace(" ", "").endsWith("!important");
    }
  }
}
