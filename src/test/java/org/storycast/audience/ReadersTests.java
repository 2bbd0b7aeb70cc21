// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class ReadersTests {

  private static final Consent FORM = new Consent("sign-up form, text 3", "192.0.2.7");
  private static final Consent LIST = new Consent("list of the old system, text of 2024", "");

  private final JdbcClient jdbc;
  private final Readers readers;
  private final Suppressions suppressions;

  ReadersTests(TestDatabase.Kind kind) {
    TestDatabase database = kind.fresh();
    this.jdbc = database.jdbc();
    ReadersFixture.Desk desk =
        new ReadersFixture.Desk(
            this.jdbc,
            database.transactions(),
            new MutableClock(Instant.parse("2026-11-20T12:00:00Z")));
    this.readers = desk.readers();
    this.suppressions = desk.suppressions();
  }

  @Test
  void addsAReaderOnce() {
    assertThat(this.readers.add(anna("Anna", "Business"), FORM)).isEqualTo(Addition.ADDED);
    assertThat(this.readers.add(anna("Anna", "Business"), FORM)).isEqualTo(Addition.UNCHANGED);
    Reader reader = find("ANNA@example.org");
    assertThat(reader.name()).isEqualTo("Anna");
    assertThat(reader.sections()).containsExactly("business");
    assertThat(reader.state()).isEqualTo(ReaderState.CONFIRMED);
    assertThat(reader.addedAt()).isEqualTo(Instant.parse("2026-11-20T12:00:00Z"));
    assertThat(this.readers.counts()).containsEntry(ReaderState.CONFIRMED, 1L);
  }

  @Test
  void bringsAReadersWishesUpToDateAndLeavesWhatIsNotSaid() {
    this.readers.add(anna("Anna", "Business"), FORM);
    this.readers.add(new NewReader(address("anna@example.org"), null, "kk", null, "en"), FORM);
    assertThat(find("anna@example.org"))
        .extracting(Reader::name, Reader::language, Reader::sections)
        .containsExactly("Anna", "kk", Set.of("business"));
  }

  @Test
  void neverBringsBackWhoUnsubscribed() {
    this.readers.add(anna("Anna"), FORM);
    ReaderId id = find("anna@example.org").id();
    assertThat(this.readers.unsubscribe(id, new Consent("one click", "192.0.2.9"))).isTrue();
    assertThat(this.readers.unsubscribe(id, new Consent("one click", "192.0.2.9"))).isTrue();
    assertThat(this.readers.add(anna("Anna"), LIST)).isEqualTo(Addition.LEFT_UNSUBSCRIBED);
    assertThat(find("anna@example.org").state()).isEqualTo(ReaderState.UNSUBSCRIBED);
    assertThat(events()).containsExactly("ADDED", "UNSUBSCRIBED");
  }

  @Test
  void doesNotKnowAStranger() {
    ReaderId stranger = new ReaderId(new java.util.UUID(1, 2));
    assertThat(this.readers.unsubscribe(stranger, FORM)).isFalse();
  }

  @Test
  void remembersASuppressedAddressEvenAfterTheReaderIsErased() {
    this.readers.add(anna("Anna"), FORM);
    this.suppressions.suppress(
        address("Anna@example.org"),
        SuppressionReason.BOUNCED,
        "550 5.1.1 <anna@example.org> no such user");
    assertThat(find("anna@example.org").state()).isEqualTo(ReaderState.SUPPRESSED);
    this.jdbc.sql("DELETE FROM reader").update();
    assertThat(this.readers.add(anna("Anna"), LIST)).isEqualTo(Addition.LEFT_SUPPRESSED);
    assertThat(this.readers.page("", 10)).isEmpty();
    assertThat(this.jdbc.sql("SELECT * FROM suppression").query().singleRow().values())
        .noneMatch(kept -> String.valueOf(kept).contains("anna"));
  }

  @Test
  void keepsControlsOutOfNames() {
    this.readers.add(anna("Anna\r\nBcc: all@example.org\u202e"), FORM);
    assertThat(find("anna@example.org").name()).isEqualTo("Anna Bcc: all@example.org");
  }

  @Test
  void listsReadersPageByPage() {
    for (String name : List.of("c", "a", "b")) {
      this.readers.add(new NewReader(address(name + "@example.org"), null, null, null, "en"), LIST);
    }
    List<Reader> first = this.readers.page("", 2);
    assertThat(first)
        .extracting(it -> it.address().value())
        .containsExactly("a@example.org", "b@example.org");
    assertThat(this.readers.page("b@example.org", 2))
        .extracting(it -> it.address().value())
        .containsExactly("c@example.org");
  }

  private Reader find(String address) {
    return this.readers.find(address(address)).orElseThrow();
  }

  private List<String> events() {
    return this.jdbc.sql("SELECT event FROM consent_event ORDER BY id").query(String.class).list();
  }

  private static EmailAddress address(String text) {
    return EmailAddress.parse(text);
  }

  private static NewReader anna(String name, String... sections) {
    return new NewReader(address("anna@example.org"), name, "en", Set.of(sections), "en");
  }
}
