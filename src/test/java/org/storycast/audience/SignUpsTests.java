// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class SignUpsTests {

  private static final EmailAddress ANNA = EmailAddress.parse("anna@example.org");
  private static final Consent YES = new Consent("button", "192.0.2.9");
  private static final String HOME = "192.0.2.7";

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final JdbcClient jdbc;
  private final Readers readers;
  private final Suppressions suppressions;
  private final SignUps signUps;

  SignUpsTests(TestDatabase.Kind kind) {
    TestDatabase database = kind.fresh();
    this.jdbc = database.jdbc();
    ReadersFixture.Desk desk =
        new ReadersFixture.Desk(this.jdbc, database.transactions(), this.clock);
    this.readers = desk.readers();
    this.suppressions = desk.suppressions();
    this.signUps = desk.signUps();
  }

  @Test
  void isNobodysReaderBeforeTheOwnerOfTheAddressConfirms() {
    SignUpId id = kept(ask(ANNA, HOME));
    assertThat(this.readers.find(ANNA)).isEmpty();
    assertThat(this.readers.counts().get(ReaderState.CONFIRMED)).isZero();
    assertThat(this.signUps.pending(id).orElseThrow())
        .isEqualTo(
            new PendingSignUp(
                id, ANNA, "kk", false, this.clock.instant().plus(Duration.ofHours(48))));
    SignUpEnd end = this.signUps.confirm(id, YES);
    Reader anna = this.readers.find(ANNA).orElseThrow();
    assertThat(end).isEqualTo(new SignUpEnd.Confirmed(anna.id(), true));
    assertThat(anna.state()).isEqualTo(ReaderState.CONFIRMED);
    assertThat(anna.name()).isEqualTo("Anna");
    assertThat(anna.language()).isEqualTo("kk");
    assertThat(anna.sections()).containsExactlyInAnyOrder("politics", "sport");
    assertThat(anna.rhythm()).isEqualTo(Rhythm.DAILY);
    assertThat(anna.consentSource()).isEqualTo("sign-up page");
  }

  @Test
  void provesWhatWasShownAndWhoSaidYes() {
    SignUpId id = kept(ask(ANNA, HOME));
    this.clock.advance(Duration.ofMinutes(5));
    this.signUps.confirm(id, YES);
    List<ConsentEvent> log = this.readers.consentOf(this.readers.find(ANNA).orElseThrow().id());
    assertThat(log)
        .extracting(ConsentEvent::kind)
        .containsExactly(ConsentEvent.Kind.REQUESTED, ConsentEvent.Kind.CONFIRMED);
    assertThat(log).extracting(ConsentEvent::text).containsOnly("I want mail.");
    assertThat(log.getFirst().how().networkAddress()).isEqualTo(HOME);
    assertThat(log.getFirst().how().source()).isEqualTo("sign-up page");
    assertThat(log.getLast().how().networkAddress()).isEqualTo("192.0.2.9");
  }

  @Test
  void confirmingTwiceChangesNothingEvenForWhoLeftMeanwhile() {
    SignUpId id = kept(ask(ANNA, HOME));
    this.signUps.confirm(id, YES);
    ReaderId anna = this.readers.find(ANNA).orElseThrow().id();
    assertThat(this.signUps.confirm(id, YES)).isEqualTo(new SignUpEnd.Already());
    this.readers.unsubscribe(anna, YES);
    assertThat(this.signUps.confirm(id, YES)).isEqualTo(new SignUpEnd.Already());
    assertThat(this.signUps.isConfirmed(id)).isTrue();
    assertThat(this.signUps.pending(id)).isEmpty();
    assertThat(this.readers.find(ANNA).orElseThrow().state()).isEqualTo(ReaderState.UNSUBSCRIBED);
    assertThat(this.jdbc.sql("SELECT address FROM sign_up").query(String.class).list())
        .containsOnlyNulls();
  }

  @Test
  void bringsBackWhoHadLeft() {
    ReaderId anna = ReadersFixture.add(this.readers, "anna@example.org", "en");
    this.readers.unsubscribe(anna, YES);
    SignUpId id = kept(ask(ANNA, HOME));
    assertThat(this.readers.find(ANNA).orElseThrow().state()).isEqualTo(ReaderState.UNSUBSCRIBED);
    assertThat(this.signUps.confirm(id, YES)).isEqualTo(new SignUpEnd.Confirmed(anna, true));
    assertThat(this.suppressions.find(ANNA)).isEmpty();
    Reader back = this.readers.find(ANNA).orElseThrow();
    assertThat(back.state()).isEqualTo(ReaderState.CONFIRMED);
    assertThat(back.language()).isEqualTo("kk");
    assertThat(this.readers.find(List.of(anna)).get(anna).state()).isEqualTo(ReaderState.CONFIRMED);
  }

  @Test
  void changesTheWishesOfAKnownReaderOnlyOnceConfirmed() {
    ReaderId anna = ReadersFixture.add(this.readers, "anna@example.org", "en");
    SignUpId id = kept(ask(ANNA, HOME));
    assertThat(this.signUps.pending(id).orElseThrow().known()).isTrue();
    assertThat(this.readers.find(ANNA).orElseThrow().language()).isEqualTo("en");
    assertThat(this.signUps.confirm(id, YES)).isEqualTo(new SignUpEnd.Confirmed(anna, false));
    assertThat(this.readers.find(ANNA).orElseThrow().rhythm()).isEqualTo(Rhythm.DAILY);
  }

  @Test
  void carriesTheRequestOverToAReaderWhoWasImportedMeanwhile() {
    SignUpId id = kept(ask(ANNA, HOME));
    ReaderId anna = ReadersFixture.add(this.readers, "anna@example.org", "en");
    assertThat(this.signUps.confirm(id, YES)).isEqualTo(new SignUpEnd.Confirmed(anna, false));
    assertThat(this.readers.consentOf(anna))
        .extracting(ConsentEvent::kind)
        .contains(ConsentEvent.Kind.REQUESTED, ConsentEvent.Kind.CONFIRMED);
  }

  @Test
  void asksNobodyWhoseAddressMustNotBeWrittenTo() {
    this.suppressions.suppress(ANNA, SuppressionReason.COMPLAINED, "");
    assertThat(ask(ANNA, HOME)).isInstanceOf(SignUpAnswer.Passed.class);
    EmailAddress olga = EmailAddress.parse("olga@example.org");
    SignUpId id = kept(ask(olga, HOME));
    this.suppressions.suppress(olga, SuppressionReason.BOUNCED, "");
    assertThat(this.signUps.pending(id)).isEmpty();
    assertThat(this.signUps.confirm(id, YES)).isEqualTo(new SignUpEnd.Refused());
    assertThat(this.suppressions.find(olga)).isPresent();
    assertThat(this.readers.find(olga)).isEmpty();
  }

  @Test
  void forgetsWhatNobodyConfirmed() {
    SignUpId id = kept(ask(ANNA, HOME));
    this.clock.advance(Duration.ofHours(48));
    assertThat(this.signUps.confirm(id, YES)).isEqualTo(new SignUpEnd.Gone());
    this.signUps.forgetExpired();
    this.signUps.forgetExpired();
    assertThat(rows("sign_up")).isZero();
    assertThat(rows("sign_up_mark")).isZero();
    assertThat(rows("reader")).isZero();
    assertThat(this.jdbc.sql("SELECT source FROM consent_event").query(String.class).list())
        .containsExactly("sign-up page");
    assertThat(this.signUps.confirm(new SignUpId(new UUID(1, 2)), YES))
        .isEqualTo(new SignUpEnd.Gone());
  }

  @Test
  void forgetsAtOnceWhoseDataAreErased() {
    SignUpId id = kept(ask(ANNA, HOME));
    this.signUps.forget(EmailAddress.parse("ANNA@example.org"));
    assertThat(this.signUps.pending(id)).isEmpty();
    assertThat(rows("sign_up")).isZero();
  }

  @Test
  void writesToAnAddressThreeTimesADayAtMost() {
    assertThat(ask(ANNA, "192.0.2.1")).isInstanceOf(SignUpAnswer.Kept.class);
    this.clock.advance(Duration.ofMinutes(14));
    assertThat(ask(ANNA, "198.51.100.1")).isInstanceOf(SignUpAnswer.Passed.class);
    assertThat(ask(EmailAddress.parse("anna+news@example.org"), "198.51.100.1"))
        .isInstanceOf(SignUpAnswer.Passed.class);
    for (int letter = 2; letter <= 3; letter++) {
      this.clock.advance(Duration.ofMinutes(15));
      assertThat(ask(ANNA, "192.0.2.1")).isInstanceOf(SignUpAnswer.Kept.class);
    }
    this.clock.advance(Duration.ofHours(23));
    assertThat(ask(ANNA, "192.0.2.1")).isInstanceOf(SignUpAnswer.Passed.class);
    this.clock.advance(Duration.ofHours(1));
    assertThat(ask(ANNA, "192.0.2.1")).isInstanceOf(SignUpAnswer.Kept.class);
  }

  @Test
  void aFloodOnOneAddressFromManyNetworksLeavesThreeLettersADay() {
    long kept =
        IntStream.range(0, 1000)
            .mapToObj(
                number -> {
                  this.clock.advance(Duration.ofSeconds(80));
                  return ask(ANNA, "10.%d.%d.1".formatted(number / 250, number % 250));
                })
            .filter(SignUpAnswer.Kept.class::isInstance)
            .count();
    assertThat(kept).isEqualTo(3);
    assertThat(rows("sign_up")).isEqualTo(3);
  }

  @Test
  void aFloodOnManyAddressesFromOneNetworkLeavesItsTwentyAnHour() {
    List<SignUpAnswer> answers =
        IntStream.range(0, 1000)
            .mapToObj(
                number ->
                    ask(
                        EmailAddress.parse("reader%d@example.org".formatted(number)),
                        "2001:db8:1:2::%x".formatted(number + 1)))
            .toList();
    assertThat(answers).filteredOn(SignUpAnswer.Kept.class::isInstance).hasSize(20);
    assertThat(answers).filteredOn(SignUpAnswer.TooMany.class::isInstance).hasSize(980);
    assertThat(rows("sign_up_mark")).isEqualTo(60);
    assertThat(ask(ANNA, "2001:db8:1:3::1")).isInstanceOf(SignUpAnswer.Kept.class);
    this.clock.advance(Duration.ofHours(1));
    assertThat(ask(EmailAddress.parse("olga@example.org"), "2001:db8:1:2::1"))
        .isInstanceOf(SignUpAnswer.Kept.class);
  }

  @Test
  void countsTogetherWhoComesAtTheSameMoment() {
    List<CompletableFuture<SignUpAnswer>> asked =
        IntStream.range(0, 8)
            .mapToObj(number -> CompletableFuture.supplyAsync(() -> ask(ANNA, HOME)))
            .toList();
    assertThat(asked)
        .map(CompletableFuture::join)
        .filteredOn(SignUpAnswer.Kept.class::isInstance)
        .hasSize(1);
  }

  @Test
  void refusesALanguageThatIsNone() {
    SignUpRequest request =
        new SignUpRequest(
            ANNA,
            "",
            new Wishes("not a language", Set.of(), Rhythm.DAILY),
            "sign-up page",
            HOME,
            "text",
            Duration.ofHours(1));
    assertThatThrownBy(() -> this.signUps.ask(request))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(rows("sign_up_mark")).isZero();
    assertThat(request.toString()).doesNotContain("anna");
  }

  private SignUpAnswer ask(EmailAddress address, String from) {
    return this.signUps.ask(
        new SignUpRequest(
            address,
            " Anna\n",
            new Wishes("kk", Set.of("Politics", "Sport"), Rhythm.DAILY),
            "sign-up page",
            from,
            "I want mail.",
            Duration.ofHours(48)));
  }

  private static SignUpId kept(SignUpAnswer answer) {
    assertThat(answer).isInstanceOf(SignUpAnswer.Kept.class);
    return ((SignUpAnswer.Kept) answer).id();
  }

  private long rows(String table) {
    return this.jdbc.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
  }
}
