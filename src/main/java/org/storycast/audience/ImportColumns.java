// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the columns of a file mean. Known are our own export, Mailchimp's and listmonk's; upper and
 * lower case, spaces, underscores and hyphens make no difference.
 *
 * <ul>
 *   <li>Mailchimp exports subscribed, unsubscribed and cleaned contacts as three files, with {@code
 *       Email Address}, {@code OPTIN_TIME}, {@code OPTIN_IP}, {@code CONFIRM_TIME}, {@code
 *       CONFIRM_IP}; the second file has {@code UNSUB_TIME}, the third {@code CLEAN_TIME} (<a
 *       href="https://mailchimp.com/help/view-export-contacts/">View or export contacts</a>, as
 *       public importers cite it in November 2026; the page itself was not read).
 *   <li>listmonk exports {@code uuid, email, name, attributes, status, created_at, updated_at} and
 *       imports {@code email, name, attributes} (<a
 *       href="https://github.com/knadh/listmonk/blob/master/cmd/subscribers.go">cmd/subscribers.go</a>,
 *       seen November 2026).
 * </ul>
 */
final class ImportColumns {

  private static final String SPACING = "[\\s_.-]+";

  /** What a column may mean. */
  enum Meaning {
    ADDRESS("email", "emailaddress"),
    NAME("name", "fullname"),
    FIRST_NAME("firstname", "fname"),
    LAST_NAME("lastname", "lname", "surname"),
    LANGUAGE("language"),
    SECTIONS("sections"),
    RHYTHM("rhythm"),
    STATE("state", "status"),
    REASON("reason"),
    CONSENT("consent"),
    ADDED_AT("addedat", "createdat"),
    OPTED_IN_AT("optintime"),
    OPTED_IN_FROM("optinip"),
    CONFIRMED_AT("confirmtime"),
    CONFIRMED_FROM("confirmip"),
    UNSUBSCRIBED_AT("unsubtime"),
    CLEANED_AT("cleantime");

    private final List<String> names;

    Meaning(String... names) {
      this.names = List.of(names);
    }
  }

  private final Map<Meaning, Integer> places = new EnumMap<>(Meaning.class);
  private final List<String> ignored = new ArrayList<>();
  private final int count;

  private ImportColumns(List<String> header) {
    this.count = header.size();
    for (int i = 0; i < header.size(); i++) {
      place(header.get(i).strip(), i);
    }
  }

  private void place(String name, int place) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll(SPACING, "");
    for (Meaning meaning : Meaning.values()) {
      if (meaning.names.contains(plain) && this.places.putIfAbsent(meaning, place) == null) {
        return;
      }
      if (meaning == Meaning.ADDRESS && meaning.names.contains(plain)) {
        throw new UnreadableImportException(
            "Two columns of the first line name the address; remove one", null);
      }
    }
    if (!name.isEmpty()) {
      this.ignored.add(name);
    }
  }

  /**
   * Learns from a file's first row.
   *
   * @throws UnreadableImportException when it names no address
   */
  static ImportColumns of(CsvRow header) {
    if (header.fault() != null) {
      throw new UnreadableImportException(
          "The first line %s; if the file is UTF-16, name the charset UTF-16LE"
              .formatted(header.fault()),
          null);
    }
    ImportColumns columns = new ImportColumns(header.fields());
    if (!columns.has(Meaning.ADDRESS)) {
      throw new UnreadableImportException(
          "The first line has no column \"email\" or \"Email Address\"; it names %s"
              .formatted(shortened(header.fields())),
          null);
    }
    return columns;
  }

  private static String shortened(List<String> names) {
    String all = String.join(", ", names.stream().map(it -> '"' + it.strip() + '"').toList());
    return Cut.to(500, all);
  }

  boolean has(Meaning meaning) {
    return this.places.containsKey(meaning);
  }

  /** A field's text without surrounding space; empty where the column or the value is missing. */
  String of(CsvRow row, Meaning meaning) {
    Integer place = this.places.get(meaning);
    return place == null || place >= row.fields().size() ? "" : row.fields().get(place).strip();
  }

  /** How many columns there are. */
  int count() {
    return this.count;
  }

  /** Whether the file is an export of this service, where formulas are disarmed. */
  boolean areOurs() {
    return has(Meaning.RHYTHM) && has(Meaning.STATE);
  }

  /** The names of the columns that are not read. */
  List<String> ignored() {
    return List.copyOf(this.ignored);
  }
}
