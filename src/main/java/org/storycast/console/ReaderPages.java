// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.audience.ConsentEvent;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.InvalidAddressException;
import org.storycast.audience.Reader;
import org.storycast.audience.ReaderId;
import org.storycast.audience.ReaderState;
import org.storycast.audience.Readers;
import org.storycast.audience.Rhythm;
import org.storycast.audience.Suppression;
import org.storycast.audience.SuppressionReason;
import org.storycast.audience.Suppressions;
import org.storycast.console.ReaderPageView.Agreed;
import org.storycast.console.ReaderPageView.Forbidden;
import org.storycast.console.ReaderPageView.Known;

/** Gathers what a reader's page and the suppression list show. */
@Component
class ReaderPages {

  private final Readers readers;
  private final Suppressions suppressions;
  private final ShownMoments moments;

  ReaderPages(Readers readers, Suppressions suppressions, ShownMoments moments) {
    this.readers = readers;
    this.suppressions = suppressions;
    this.moments = moments;
  }

  /** After a reader was erased the consent log is left. */
  ReaderPageView read(ReaderId id) {
    Reader reader = this.readers.find(id).orElse(null);
    List<ConsentEvent> consent = this.readers.consentOf(id);
    if (reader == null && consent.isEmpty()) {
      throw unknown(id.value());
    }
    return new ReaderPageView(
        id.toString(),
        reader == null ? new StateBadge("Erased", "calm") : badge(reader.state()),
        reader == null ? null : known(reader),
        consent.reversed().stream().map(this::agreed).toList());
  }

  private Known known(Reader reader) {
    return new Known(
        reader.address().value(),
        reader.name(),
        reader.language(),
        reader.sections().isEmpty() ? "all" : String.join(", ", new TreeSet<>(reader.sections())),
        words(reader.rhythm()),
        reader.consentSource(),
        this.moments.of(reader.addedAt()),
        this.suppressions.find(reader.address()).map(this::forbidden).orElse(null));
  }

  Forbidden forbidden(Suppression known) {
    return new Forbidden(
        known.digest(),
        known.address() == null ? null : known.address().value(),
        known.reader() == null || known.address() == null ? null : known.reader().toString(),
        badge(known.reason()),
        known.detail(),
        this.moments.of(known.suppressedAt()),
        !known.reason().endsBySigningUp());
  }

  private Agreed agreed(ConsentEvent event) {
    return new Agreed(
        event.kind().name().toLowerCase(Locale.ROOT),
        this.moments.of(event.happenedAt()),
        event.how().source(),
        event.how().networkAddress(),
        event.how().actor(),
        event.text());
  }

  private static StateBadge badge(ReaderState state) {
    return switch (state) {
      case CONFIRMED -> new StateBadge("Gets mail", "good");
      case UNSUBSCRIBED -> new StateBadge("Unsubscribed", "warn");
      case SUPPRESSED -> new StateBadge("Suppressed", "bad");
    };
  }

  private static StateBadge badge(SuppressionReason reason) {
    return switch (reason) {
      case BOUNCED -> new StateBadge("Bounced", "bad");
      case COMPLAINED -> new StateBadge("Complained", "bad");
      case BY_HAND -> new StateBadge("By hand", "bad");
      case UNSUBSCRIBED -> new StateBadge("Unsubscribed", "warn");
      case ERASED -> new StateBadge("Erased", "calm");
    };
  }

  private static String words(Rhythm rhythm) {
    return switch (rhythm) {
      case EACH_STORY -> "each story";
      case BREAKING -> "breaking news only";
      case DAILY -> "once a day";
      case WEEKLY -> "once a week";
    };
  }

  static EmailAddress address(String text) {
    try {
      return EmailAddress.parse(text);
    } catch (InvalidAddressException invalid) {
      throw new ConsoleRefusal("The address " + invalid.getMessage());
    }
  }

  /** Why an operator orders something. */
  static String reason(@Nullable String text) {
    if (text == null || text.isBlank() || text.length() > 300) {
      throw new ConsoleRefusal("Say in 1 to 300 characters why");
    }
    return text.strip();
  }

  static ConsoleRefusal unknown(UUID id) {
    return new ConsoleRefusal("There is no reader " + id);
  }
}
