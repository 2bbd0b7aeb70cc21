// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes header fields: lines of at most 78 characters wherever a value can be folded (RFC 5322,
 * 2.1.1), encoded words of at most 75 (RFC 2047), and no field that ends where we did not end it.
 */
final class HeaderFields {

  private static final int LONGEST_LINE = 78;
  private static final int LONGEST_WORD = 75;
  private static final String WORD_BEGINS = "=?UTF-8?B?";
  private static final String WORD_ENDS = "?=";
  private static final String FOLD = "\r\n ";

  /** Characters that end or hide a line somewhere, and all kinds of white space in a row. */
  private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\s]+");

  private static final Pattern ATOMS = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*");

  private HeaderFields() {}

  /** Text for people, of any characters. */
  static String text(String name, String value) {
    String line = name + ": ";
    return line + unstructured(clean(value), line.length()) + "\r\n";
  }

  /** Somebody's name, which may be blank, and address. */
  static String mailbox(String name, String displayName, String address) {
    String line = name + ": ";
    String phrase = phrase(clean(displayName), line.length());
    String mailbox = "<" + structured(name, address) + ">";
    if (phrase.isEmpty()) {
      return line + (name.equals("List-Id") ? mailbox : address) + "\r\n";
    }
    int beginning = phrase.lastIndexOf('\n') + 1;
    int column = phrase.length() - beginning + (beginning == 0 ? line.length() : 0);
    String between = column + 1 + mailbox.length() > LONGEST_LINE ? FOLD : " ";
    return line + phrase + between + mailbox + "\r\n";
  }

  /** What programs read; parts are separated by folds where there are several. */
  static String of(String name, String... parts) {
    for (String part : parts) {
      structured(name, part);
    }
    return name + ": " + String.join(FOLD, parts) + "\r\n";
  }

  /** On one line, as it stands in a header. */
  static String clean(String text) {
    return isSimple(text) ? text : NO_TEXT.matcher(text).replaceAll(" ").strip();
  }

  /** Whether a text is words of letters and digits, as most names are, so that it is left alone. */
  private static boolean isSimple(String text) {
    boolean inWord = false;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      boolean word = character < 128 && Character.isLetterOrDigit(character);
      if (!word && !(character == ' ' && inWord)) {
        return false;
      }
      inWord = word;
    }
    return inWord || text.isEmpty();
  }

  /** Whether a value may stand in a header as it is. */
  static boolean isPlain(String value) {
    for (int index = 0; index < value.length(); index++) {
      if (value.charAt(index) < ' ' || value.charAt(index) > '~') {
        return false;
      }
    }
    return true;
  }

  /** Whatever got this far: nothing that programs read ends a line. */
  private static String structured(String name, String value) {
    for (int index = 0; index < value.length(); index++) {
      if (Character.isISOControl(value.charAt(index))) {
        throw new IllegalStateException(
            "The header %s has a character that no header may have".formatted(name));
      }
    }
    return value;
  }

  private static String unstructured(String text, int column) {
    return mayStandAsItIs(text) ? folded(text, column) : words(text, column);
  }

  private static String phrase(String name, int column) {
    if (isSimple(name) && column + name.length() <= LONGEST_LINE) {
      return name;
    }
    if (ATOMS.matcher(name).matches() && mayStandAsItIs(name)) {
      return folded(name, column);
    }
    String quoted = '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    return mayStandAsItIs(quoted) && column + quoted.length() <= LONGEST_LINE
        ? quoted
        : words(name, column);
  }

  private static boolean mayStandAsItIs(String text) {
    return isPlain(text)
        && !text.contains("=?")
        && text.length() - text.lastIndexOf(' ') < LONGEST_LINE
        && !hasLongWord(text);
  }

  private static boolean hasLongWord(String text) {
    for (String word : text.split(" ")) {
      if (word.length() > LONGEST_LINE - 2 - "List-Unsubscribe-Post".length()) {
        return true;
      }
    }
    return false;
  }

  private static String folded(String text, int column) {
    StringBuilder lines = new StringBuilder();
    int length = column;
    for (String word : text.split(" ")) {
      if (!lines.isEmpty()) {
        boolean full = length + 1 + word.length() > LONGEST_LINE;
        lines.append(full ? FOLD : " ");
        length = full ? 1 : length + 1;
      }
      lines.append(word);
      length += word.length();
    }
    return lines.toString();
  }

  private static String words(String text, int column) {
    List<String> words = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    int room = bytesIn(LONGEST_LINE - column);
    for (int index = 0; index < text.length(); ) {
      String character = Character.toString(text.codePointAt(index));
      if (!open.isEmpty() && utf8(open + character).length > room) {
        words.add(word(open));
        open.setLength(0);
        room = bytesIn(LONGEST_WORD);
      }
      open.append(character);
      index += character.length();
    }
    words.add(word(open));
    return String.join(FOLD, words);
  }

  private static int bytesIn(int columns) {
    int letters = Math.min(columns, LONGEST_WORD) - WORD_BEGINS.length() - WORD_ENDS.length();
    return letters / 4 * 3;
  }

  private static String word(CharSequence text) {
    return WORD_BEGINS + Base64.getEncoder().encodeToString(utf8(text.toString())) + WORD_ENDS;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
