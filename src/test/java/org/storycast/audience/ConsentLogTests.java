// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;

class ConsentLogTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Pattern CHANGES =
      Pattern.compile(
          "(?is)\\b(update|delete\\s+from|merge\\s+into|truncate\\s+table)\\s+consent_");

  @ParameterizedTest(name = "{0}")
  @EnumSource(TestDatabase.Kind.class)
  void tellsWhoAgreedToWhatWhenAndFromWhere(TestDatabase.Kind kind) {
    ConsentLog log = new ConsentLog(kind.fresh().jdbc(), new MutableClock(NOON));
    String version = log.keep("I want the news by e-mail.");
    assertThat(log.keep("I want the news by e-mail.")).isEqualTo(version);
    assertThat(log.knows(version)).isTrue();
    assertThat(log.knows("another")).isFalse();
    ReaderId reader = new ReaderId(new UUID(1, 2));
    Consent how = new Consent("/subscribe", "2001:db8::7", version, Consent.READER);
    log.append(reader, ConsentEvent.Kind.CONFIRMED, how);
    Consent later = Consent.by("Olga", "a letter of 3 May");
    log.append(
        List.of(
            new ConsentLog.Entry(reader, ConsentEvent.Kind.REQUESTED, how, NOON.minusSeconds(60)),
            new ConsentLog.Entry(reader, ConsentEvent.Kind.CHANGED, later, NOON)));
    assertThat(log.of(reader))
        .containsExactly(
            new ConsentEvent(
                ConsentEvent.Kind.REQUESTED,
                how,
                "I want the news by e-mail.",
                NOON.minusSeconds(60)),
            new ConsentEvent(ConsentEvent.Kind.CONFIRMED, how, "I want the news by e-mail.", NOON),
            new ConsentEvent(ConsentEvent.Kind.CHANGED, later, "", NOON));
  }

  /** Not every database lets us revoke the right to change: so nobody here writes it. */
  @Test
  void nothingInTheProgramChangesOrDeletesALine() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      List<Path> texts =
          files.filter(it -> it.toString().matches(".*\\.(java|sql|yaml|html)")).toList();
      assertThat(texts).filteredOn(it -> read(it).contains("INTO consent_event")).hasSize(1);
      assertThat(texts).noneMatch(it -> CHANGES.matcher(read(it)).find());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
