// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.storycast.audience.ImportColumns.Meaning;

/** Tells what the rows of one file say, whoever exported it. */
final class RowReading {

  private static final int LONGEST_CELL = 320;

  private final ImportColumns columns;
  private final ImportOrder order;

  RowReading(ImportColumns columns, ImportOrder order) {
    this.columns = columns;
    this.order = order;
  }

  /** What a row says; a row that can't be used says why. */
  ImportedRow read(CsvRow row, long number) {
    if (row.isBlank()) {
      return new ImportedRow.Blank();
    }
    try {
      return row.fault() == null ? understood(row, number) : refused(row, number, row.fault());
    } catch (InvalidAddressException invalid) {
      return refused(row, number, "the address " + invalid.getMessage());
    } catch (IllegalArgumentException invalid) {
      return refused(row, number, String.valueOf(invalid.getMessage()));
    }
  }

  private ImportedRow refused(CsvRow row, long number, String reason) {
    return new ImportedRow.Refused(
        number, row.line(), reason, Cut.to(LONGEST_CELL, clean(text(row, Meaning.ADDRESS))));
  }

  private static String clean(String cell) {
    return cell.replaceAll("\\p{Cntrl}+", " ");
  }

  private ImportedRow understood(CsvRow row, long number) {
    if (row.fields().size() > this.columns.count()) {
      throw new IllegalArgumentException(
          "has %d fields for %d columns; put quotation marks around a field that holds the separator"
              .formatted(row.fields().size(), this.columns.count()));
    }
    EmailAddress address = EmailAddress.parse(text(row, Meaning.ADDRESS));
    SuppressionReason reason = reason(row);
    return reason == null
        ? new ImportedRow.Offered(number, row.line(), offer(row, address))
        : new ImportedRow.Forbidden(
            number, row.line(), new Forbidding(address, reason, ended(row, reason)));
  }

  private @Nullable SuppressionReason reason(CsvRow row) {
    SuppressionReason bySign = bySign(row);
    String state = text(row, Meaning.STATE).toLowerCase(Locale.ROOT);
    SuppressionReason byState =
        switch (state) {
          case "", "confirmed", "subscribed", "enabled", "active" -> null;
          case "unsubscribed" -> SuppressionReason.UNSUBSCRIBED;
          case "cleaned", "bounced" -> SuppressionReason.BOUNCED;
          case "complained" -> SuppressionReason.COMPLAINED;
          case "suppressed" -> ofOurs(row);
          case "blocklisted", "blacklisted", "disabled" -> SuppressionReason.BY_HAND;
          case "unconfirmed", "pending", "nonsubscribed", "non-subscribed", "transactional" ->
              throw new IllegalArgumentException(
                  "has the status \"%s\": only who agreed is added".formatted(state));
          default ->
              throw new IllegalArgumentException(
                  "has the unknown status \"%s\"; write subscribed, unsubscribed, cleaned or disabled"
                      .formatted(Cut.to(60, state)));
        };
    boolean endsOnly = this.columns.has(Meaning.UNSUBSCRIBED_AT) || cleans();
    if (bySign == null && byState == null && endsOnly && state.isEmpty()) {
      throw new IllegalArgumentException(
          "does not say when the reader unsubscribed, in a file of those who did; if the reader is"
              + " subscribed, add a column status");
    }
    return bySign == null ? byState : bySign;
  }

  private boolean cleans() {
    return this.columns.has(Meaning.CLEANED_AT);
  }

  private @Nullable SuppressionReason bySign(CsvRow row) {
    if (!text(row, Meaning.CLEANED_AT).isEmpty()) {
      return SuppressionReason.BOUNCED;
    }
    return text(row, Meaning.UNSUBSCRIBED_AT).isEmpty() ? null : SuppressionReason.UNSUBSCRIBED;
  }

  private SuppressionReason ofOurs(CsvRow row) {
    String reason = text(row, Meaning.REASON).toUpperCase(Locale.ROOT);
    return reason.isEmpty() ? SuppressionReason.BY_HAND : oneOf(SuppressionReason.class, reason);
  }

  private Consent ended(CsvRow row, SuppressionReason reason) {
    String when = text(row, Meaning.UNSUBSCRIBED_AT) + text(row, Meaning.CLEANED_AT);
    String source =
        "%s elsewhere%s; %s"
            .formatted(
                reason.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                when.isEmpty() ? "" : " " + Cut.to(60, when),
                this.order.consent());
    return Consent.by(this.order.operator(), source);
  }

  private Additions.Offer offer(CsvRow row, EmailAddress address) {
    String rhythm = text(row, Meaning.RHYTHM).toUpperCase(Locale.ROOT);
    NewReader reader =
        new NewReader(
            address,
            absent(name(row)),
            absent(text(row, Meaning.LANGUAGE)),
            this.columns.has(Meaning.SECTIONS) ? sections(text(row, Meaning.SECTIONS)) : null,
            rhythm.isEmpty() ? null : oneOf(Rhythm.class, rhythm),
            this.order.language());
    return new Additions.Offer(reader, agreed(row), this.order.sections());
  }

  private String name(CsvRow row) {
    String whole = text(row, Meaning.NAME);
    return whole.isEmpty()
        ? (text(row, Meaning.FIRST_NAME) + " " + text(row, Meaning.LAST_NAME)).strip()
        : whole;
  }

  /** An empty cell says nothing; a known reader's wish stays. */
  private static @Nullable Set<String> sections(String cell) {
    return cell.isEmpty() ? null : Set.copyOf(BarCell.read(cell));
  }

  private static @Nullable String absent(String text) {
    return text.isEmpty() ? null : text;
  }

  /** What the operator says, and what the file says of this reader. */
  private Consent agreed(CsvRow row) {
    StringBuilder source = new StringBuilder(this.order.consent());
    append(source, "; opted in ", Meaning.OPTED_IN_AT, row);
    append(source, " from ", Meaning.OPTED_IN_FROM, row);
    append(source, "; confirmed ", Meaning.CONFIRMED_AT, row);
    append(source, " from ", Meaning.CONFIRMED_FROM, row);
    append(source, "; there since ", Meaning.ADDED_AT, row);
    append(source, "; there: ", Meaning.CONSENT, row);
    String from = text(row, Meaning.CONFIRMED_FROM);
    return new Consent(
        source.toString(),
        from.isEmpty() ? text(row, Meaning.OPTED_IN_FROM) : from,
        "",
        this.order.operator());
  }

  private void append(StringBuilder source, String word, Meaning meaning, CsvRow row) {
    String text = text(row, meaning);
    if (!text.isEmpty()) {
      source.append(word).append(text);
    }
  }

  private static <E extends Enum<E>> E oneOf(Class<E> type, String name) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "\"%s\" is none of %s"
            .formatted(Cut.to(60, name), java.util.Arrays.toString(type.getEnumConstants())));
  }

  private String text(CsvRow row, Meaning meaning) {
    String text = this.columns.of(row, meaning);
    return this.columns.areOurs() ? SpreadsheetSafe.rearm(text) : text;
  }
}
