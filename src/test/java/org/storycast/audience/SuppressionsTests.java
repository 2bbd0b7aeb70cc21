// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class SuppressionsTests {

  private static final EmailAddress ANNA = EmailAddress.parse("anna@example.org");
  private static final Consent CLICK = new Consent("one click", "192.0.2.9");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final Readers readers;
  private final Suppressions suppressions;

  SuppressionsTests(TestDatabase.Kind kind) {
    TestDatabase database = kind.fresh();
    ReadersFixture.Desk desk =
        new ReadersFixture.Desk(database.jdbc(), database.transactions(), this.clock);
    this.readers = desk.readers();
    this.suppressions = desk.suppressions();
  }

  @Test
  void holdsAReaderAndSaysWhyWithoutTheAddress() {
    ReaderId anna = ReadersFixture.add(this.readers, "anna@example.org", "en");
    assertThat(
            this.suppressions.suppress(
                anna, SuppressionReason.BOUNCED, "550 <anna@example.org>: unknown"))
        .isTrue();
    assertThat(this.suppressions.find(ANNA).orElseThrow())
        .isEqualTo(
            new Suppression(
                ANNA.digest(),
                SuppressionReason.BOUNCED,
                "550 <…@example.org>: unknown",
                anna,
                ANNA,
                this.clock.instant()));
    assertThat(state(anna)).isEqualTo(ReaderState.SUPPRESSED);
    assertThat(this.suppressions.mayBeAsked(ANNA)).isFalse();
    assertThat(kinds(anna)).endsWith(ConsentEvent.Kind.SUPPRESSED);
    ReaderId stranger = new ReaderId(new UUID(1, 2));
    assertThat(this.suppressions.suppress(stranger, SuppressionReason.BOUNCED, "")).isFalse();
  }

  @Test
  void holdsAnAddressThatIsNobodysYet() {
    this.suppressions.suppress(ANNA, SuppressionReason.BY_HAND, Consent.by("Olga", "a lawyer"));
    assertThat(this.readers.add(new NewReader(ANNA, "Anna", "en", null, "en"), CLICK))
        .isEqualTo(Addition.LEFT_SUPPRESSED);
    assertThat(this.suppressions.find(ANNA).orElseThrow().reader()).isNull();
  }

  @Test
  void unsubscribingIsASuppressionThatTheReaderMayEnd() {
    ReaderId anna = ReadersFixture.add(this.readers, "anna@example.org", "en");
    this.readers.unsubscribe(anna, CLICK);
    this.readers.unsubscribe(anna, CLICK);
    assertThat(this.suppressions.find(ANNA).orElseThrow().reason())
        .isEqualTo(SuppressionReason.UNSUBSCRIBED);
    assertThat(this.suppressions.mayBeAsked(ANNA)).isTrue();
    assertThat(kinds(anna))
        .containsExactly(ConsentEvent.Kind.ADDED, ConsentEvent.Kind.UNSUBSCRIBED);
    assertThatThrownBy(() -> lift(ANNA))
        .isInstanceOf(NotLiftableException.class)
        .hasMessageContaining("only the owner");
  }

  @Test
  void liftingLetsMailGoAgainToWhoDidNotLeave() {
    ReaderId anna = ReadersFixture.add(this.readers, "anna@example.org", "en");
    this.suppressions.suppress(anna, SuppressionReason.BOUNCED, "550");
    assertThat(lift(ANNA)).isTrue();
    assertThat(lift(ANNA)).isFalse();
    assertThat(state(anna)).isEqualTo(ReaderState.CONFIRMED);
    assertThat(this.suppressions.find(ANNA)).isEmpty();
    assertThat(this.readers.consentOf(anna).getLast())
        .extracting(it -> it.kind(), it -> it.how().actor())
        .containsExactly(ConsentEvent.Kind.RELEASED, "Olga");
  }

  @Test
  void liftingNeverBringsBackWhoHadLeft() {
    ReaderId before = ReadersFixture.add(this.readers, "anna@example.org", "en");
    this.readers.unsubscribe(before, CLICK);
    this.suppressions.suppress(before, SuppressionReason.BOUNCED, "550");
    assertThat(state(before)).isEqualTo(ReaderState.SUPPRESSED);
    ReaderId after = ReadersFixture.add(this.readers, "berta@example.org", "en");
    this.suppressions.suppress(after, SuppressionReason.BOUNCED, "550");
    this.readers.unsubscribe(after, CLICK);
    assertThat(state(after)).isEqualTo(ReaderState.SUPPRESSED);
    ReaderId angry = ReadersFixture.add(this.readers, "carl@example.org", "en");
    this.suppressions.suppress(angry, SuppressionReason.BOUNCED, "550");
    this.suppressions.suppress(angry, SuppressionReason.COMPLAINED, "a complaint");
    this.suppressions.suppress(angry, SuppressionReason.BOUNCED, "550");
    for (ReaderId reader : List.of(before, after, angry)) {
      EmailAddress address = this.readers.find(reader).orElseThrow().address();
      assertThat(lift(address)).isTrue();
      assertThat(state(reader)).isEqualTo(ReaderState.UNSUBSCRIBED);
      assertThat(this.suppressions.find(address).orElseThrow().reason())
          .isEqualTo(SuppressionReason.UNSUBSCRIBED);
    }
  }

  @Test
  void listsTheNewestFirstPageByPage() {
    for (String name : List.of("a", "b", "c")) {
      this.clock.advance(Duration.ofMinutes(1));
      this.suppressions.suppress(
          EmailAddress.parse(name + "@example.org"), SuppressionReason.BY_HAND, name);
    }
    List<Suppression> first = this.suppressions.page("", 2);
    assertThat(first).extracting(Suppression::detail).containsExactly("c", "b");
    assertThat(this.suppressions.page(first.getLast().digest(), 2))
        .extracting(Suppression::detail)
        .containsExactly("a");
  }

  /** Whoever comes first, a reader who is added and forbidden at once gets no mail. */
  @Test
  void neverMissesAReaderWhoIsBeingAdded() {
    List<CompletableFuture<Void>> both =
        IntStream.range(0, 20)
            .mapToObj(number -> EmailAddress.parse("reader%d@example.org".formatted(number)))
            .flatMap(
                address ->
                    java.util.stream.Stream.<Runnable>of(
                        () ->
                            this.readers.add(new NewReader(address, null, "en", null, "en"), CLICK),
                        () ->
                            this.suppressions.suppress(
                                address, SuppressionReason.COMPLAINED, "a complaint")))
            .map(CompletableFuture::runAsync)
            .toList();
    both.forEach(CompletableFuture::join);
    assertThat(this.readers.counts()).containsEntry(ReaderState.CONFIRMED, 0L);
    assertThat(this.suppressions.page("", 50)).hasSize(20);
  }

  private boolean lift(EmailAddress address) {
    return this.suppressions.lift(address.digest(), Consent.by("Olga", "they wrote to us"));
  }

  private ReaderState state(ReaderId reader) {
    return this.readers.find(reader).orElseThrow().state();
  }

  private List<ConsentEvent.Kind> kinds(ReaderId reader) {
    return this.readers.consentOf(reader).stream().map(ConsentEvent::kind).toList();
  }
}
