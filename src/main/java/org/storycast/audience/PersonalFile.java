// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is kept of a reader, as the reader or an operator gets it in JSON.
 *
 * @param madeAt when
 * @param reader the reader; absent after everything was erased
 * @param suppression why the address is not written to; absent where it may be
 * @param consent everything that was agreed to and withdrawn, with the texts shown, oldest first
 * @param further what other parts of the service keep, by their names
 */
public record PersonalFile(
    Instant madeAt,
    @Nullable Person reader,
    @Nullable Forbidden suppression,
    List<Agreement> consent,
    Map<String, Object> further) {

  /** The same with an address that only its owner recognises. */
  public PersonalFile withMaskedAddress() {
    return new PersonalFile(
        this.madeAt,
        this.reader == null ? null : this.reader.masked(),
        this.suppression,
        this.consent,
        this.further);
  }

  @Override
  public String toString() {
    return "PersonalFile[***]";
  }

  /** The reader. */
  public record Person(
      String id,
      String email,
      String name,
      String language,
      SortedSet<String> sections,
      Rhythm rhythm,
      ReaderState state,
      String consentSource,
      Instant addedAt) {

    /** As it stands in the file. */
    public static Person of(Reader reader) {
      return new Person(
          reader.id().toString(),
          reader.address().value(),
          reader.name(),
          reader.language(),
          new TreeSet<>(reader.sections()),
          reader.rhythm(),
          reader.state(),
          reader.consentSource(),
          reader.addedAt());
    }

    private Person masked() {
      return new Person(
          this.id,
          new EmailAddress(this.email).masked(),
          this.name,
          this.language,
          this.sections,
          this.rhythm,
          this.state,
          this.consentSource,
          this.addedAt);
    }

    @Override
    public String toString() {
      return "Person[%s]".formatted(this.id);
    }
  }

  /** Why the address is not written to. */
  public record Forbidden(SuppressionReason reason, String detail, Instant since) {

    /** As it stands in the file. */
    public static Forbidden of(Suppression known) {
      return new Forbidden(known.reason(), known.detail(), known.suppressedAt());
    }
  }

  /** What was agreed to or withdrawn. */
  public record Agreement(
      ConsentEvent.Kind event,
      Instant at,
      String source,
      String networkAddress,
      String actor,
      String textVersion,
      String text) {

    /** As it stands in the file. */
    public static Agreement of(ConsentEvent event) {
      return new Agreement(
          event.kind(),
          event.happenedAt(),
          event.how().source(),
          event.how().networkAddress(),
          event.how().actor(),
          event.how().textVersion(),
          event.text());
    }
  }
}
