// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class DataRequestsTests {

  private static final EmailAddress ANNA = EmailAddress.parse("Anna@example.org");
  private static final Consent WANTED = new Consent("preference page", "192.0.2.9");
  private static final Consent LIST = new Consent("old list", "");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final Notebook notebook = new Notebook();
  private final JdbcClient jdbc;
  private final Readers readers;
  private final Suppressions suppressions;
  private final Preferences preferences;
  private final DataRequests requests;
  private final ReadersFixture.Desk desk;

  DataRequestsTests(TestDatabase.Kind kind) {
    TestDatabase database = kind.fresh();
    this.jdbc = database.jdbc();
    this.desk =
        new ReadersFixture.Desk(this.jdbc, database.transactions(), this.clock, this.notebook);
    this.readers = this.desk.readers();
    this.suppressions = this.desk.suppressions();
    this.preferences = this.desk.preferences();
    this.requests = this.desk.requests();
  }

  @Test
  void fileHoldsEverythingWithTheTextsThatWereShown() {
    String version = this.preferences.keepText("I agree to get mail.");
    ReaderId anna = anna(new Consent("sign-up form", "192.0.2.7", version, Consent.READER));
    this.readers.unsubscribe(anna, WANTED);
    PersonalFile file = this.requests.export(anna, WANTED).orElseThrow();
    assertThat(file.reader())
        .isEqualTo(PersonalFile.Person.of(this.readers.find(anna).orElseThrow()))
        .extracting(PersonalFile.Person::email, it -> it.sections().first())
        .containsExactly("Anna@example.org", "business");
    assertThat(file.suppression())
        .isEqualTo(
            new PersonalFile.Forbidden(
                SuppressionReason.UNSUBSCRIBED, "preference page", this.clock.instant()));
    assertThat(file.consent())
        .extracting(PersonalFile.Agreement::event)
        .containsExactly(
            ConsentEvent.Kind.ADDED, ConsentEvent.Kind.UNSUBSCRIBED, ConsentEvent.Kind.EXPORTED);
    assertThat(file.consent().getFirst().text()).isEqualTo("I agree to get mail.");
    assertThat(file.further()).containsEntry("notes", List.of("of Anna"));
    assertThat(file.withMaskedAddress().reader())
        .extracting(PersonalFile.Person::email, PersonalFile.Person::name)
        .containsExactly("A…@example.org", "Anna");
    assertThat(file.toString()).doesNotContain("nna");
  }

  @Test
  void erasingLeavesNoNameAndNoAddressAnywhere() {
    ReaderId anna = anna(new Consent("a letter of anna@example.org", ""));
    assertThat(this.requests.erase(anna, WANTED)).isTrue();
    assertThat(this.requests.erase(anna, WANTED)).isFalse();
    assertThat(this.readers.find(anna)).isEmpty();
    assertThat(this.notebook.erased).containsExactly(anna);
    for (String table :
        List.of("reader", "reader_section", "suppression", "consent_event", "consent_text")) {
      assertThat(this.jdbc.sql("SELECT * FROM " + table).query().listOfRows())
          .as(table)
          .allSatisfy(row -> assertThat(row.toString()).doesNotContainIgnoringCase("anna"));
    }
    assertThat(this.readers.consentOf(anna))
        .extracting(ConsentEvent::kind)
        .containsExactly(ConsentEvent.Kind.ADDED, ConsentEvent.Kind.ERASED);
    assertThat(this.requests.isErased(anna)).isTrue();
  }

  @Test
  void importNeverBringsBackWhoWasErased() throws IOException {
    this.requests.erase(anna(LIST), WANTED);
    ReaderImport upload =
        this.desk
            .imports()
            .upload(
                new ImportOrder("list.csv", "", "en", Set.of(), "the old list", "Olga"),
                new ByteArrayInputStream(
                    "email\nANNA@example.org\n".getBytes(StandardCharsets.UTF_8)),
                1000);
    this.desk.worker().runDue();
    ImportCounts counts = this.desk.imports().find(upload.id()).orElseThrow().counts();
    assertThat(counts.leftUnsubscribed()).isEqualTo(1);
    assertThat(this.readers.find(ANNA)).isEmpty();
    assertThat(this.suppressions.mayBeAsked(ANNA)).isTrue();
  }

  @Test
  void erasingAfterUnsubscribingIsRememberedAsErasing() {
    ReaderId anna = anna(LIST);
    this.readers.unsubscribe(anna, WANTED);
    this.requests.erase(anna, WANTED);
    assertThat(reason()).isEqualTo(SuppressionReason.ERASED);
  }

  @Test
  void addressThatComplainedStaysForbiddenAndIsNeverMailedAfterLifting() {
    ReaderId anna = anna(LIST);
    this.suppressions.suppress(anna, SuppressionReason.BOUNCED, "550");
    this.requests.erase(anna, WANTED);
    assertThat(reason()).isEqualTo(SuppressionReason.BOUNCED);
    this.suppressions.lift(ANNA.digest(), Consent.by("Olga", "they wrote"));
    assertThat(reason()).isEqualTo(SuppressionReason.ERASED);
    assertThat(this.readers.add(reader(), LIST)).isEqualTo(Addition.LEFT_UNSUBSCRIBED);
  }

  @Test
  void whatIsLeftIsShownAfterErasing() {
    ReaderId anna = anna(LIST);
    this.requests.erase(anna, WANTED);
    PersonalFile file = this.requests.export(anna, Consent.by("Olga", "API")).orElseThrow();
    assertThat(file.reader()).isNull();
    assertThat(file.consent()).extracting(it -> it.event()).contains(ConsentEvent.Kind.ERASED);
    assertThat(this.requests.export(new ReaderId(new UUID(1, 2)), WANTED)).isEmpty();
  }

  @Test
  void nothingIsErasedWhereOneTableFails() {
    ReaderId anna = anna(LIST);
    this.notebook.broken = true;
    assertThatThrownBy(() -> this.requests.erase(anna, WANTED))
        .isInstanceOf(IllegalStateException.class);
    assertThat(this.readers.find(anna)).isPresent();
    assertThat(this.suppressions.find(ANNA)).isEmpty();
    assertThat(this.requests.isErased(anna)).isFalse();
  }

  @Test
  void readerTakesTheFileAFewTimesADay() {
    ReaderId anna = anna(LIST);
    for (int time = 0; time < DataRequests.MOST_A_DAY; time++) {
      this.requests.export(anna, Consent.by("Olga", "API"));
      assertThat(this.requests.mayExportAgain(anna)).isTrue();
      this.requests.export(anna, WANTED);
    }
    assertThat(this.requests.mayExportAgain(anna)).isFalse();
    this.clock.advance(Duration.ofHours(25));
    assertThat(this.requests.mayExportAgain(anna)).isTrue();
  }

  private ReaderId anna(Consent consent) {
    this.readers.add(reader(), consent);
    return this.readers.find(ANNA).orElseThrow().id();
  }

  private static NewReader reader() {
    return new NewReader(ANNA, "Anna", "en", java.util.Set.of("Business"), "en");
  }

  private SuppressionReason reason() {
    return this.suppressions.find(ANNA).orElseThrow().reason();
  }

  /** What another module keeps. */
  private static final class Notebook implements PersonalData {

    private final List<ReaderId> erased = new ArrayList<>();
    private boolean broken;

    @Override
    public String section() {
      return "notes";
    }

    @Override
    public Object of(ReaderId reader, @Nullable EmailAddress address) {
      return address == null ? List.of() : List.of("of Anna");
    }

    @Override
    public void erase(ReaderId reader, EmailAddress address) {
      if (this.broken) {
        throw new IllegalStateException("the table is locked");
      }
      assertThat(address).isEqualTo(ANNA);
      this.erased.add(reader);
    }
  }
}
