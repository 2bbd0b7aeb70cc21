// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
    importCsv("email\nc@example.org\na@example.org\nb@example.org\n");
    List<Reader> first = this.readers.page("", 2);
    assertThat(first)
        .extracting(it -> it.address().value())
        .containsExactly("a@example.org", "b@example.org");
    assertThat(this.readers.page("b@example.org", 2))
        .extracting(it -> it.address().value())
        .containsExactly("c@example.org");
  }

  @Test
  void importsWhatItCanAndNamesTheRest() {
    ImportReport report =
        importCsv(
            """
            \uFEFFEmail;Name;Language;Sections;
            anna@example.org;"Berg; Anna";kk;Business|Sport;
            nobody;Nobody;en;;

            ANNA@EXAMPLE.ORG;;;;
            carl@example.org;"Carl ""the"" Great";xx-notalanguage!;;
            dora@example.org;Dora;;;;;one too many
            """);
    assertThat(report.count(Addition.ADDED)).isEqualTo(1);
    assertThat(report.count(Addition.UNCHANGED)).isEqualTo(1);
    assertThat(report.refused()).extracting(ImportReport.Refused::row).containsExactly(3L, 6L, 7L);
    assertThat(report.refused().getFirst().reason()).isEqualTo("the address has no @");
    assertThat(find("anna@example.org"))
        .extracting(Reader::name, Reader::language, Reader::sections)
        .containsExactly("Berg; Anna", "kk", Set.of("business", "sport"));
  }

  @Test
  void importsAgainWithoutAnyChange() {
    String file = "email,name\r\nanna@example.org,Anna\r\nberta@example.org,Berta\r\n";
    importCsv(file);
    assertThat(importCsv(file).count(Addition.UNCHANGED)).isEqualTo(2);
    assertThat(events()).containsExactly("ADDED", "ADDED");
  }

  @Test
  void readsAFileLargerThanItsMemory() {
    long rows = 20_000;
    ImportReport report = this.readers.importCsv(new EndlessReaders(rows), "en", LIST);
    assertThat(report.rows()).isEqualTo(rows);
    assertThat(report.count(Addition.LEFT_SUPPRESSED)).isZero();
    assertThat(report.refusedRows()).isEqualTo(rows - 2_000);
    assertThat(report.refused()).hasSize(1000);
    assertThat(this.readers.counts()).containsEntry(ReaderState.CONFIRMED, 2_000L);
  }

  @Test
  void saysThatAFileHasAnotherCharset() {
    byte[] file = "email,name\nanna@example.org,Jürgen\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> this.readers.importCsv(new ByteArrayInputStream(file), "en", LIST))
        .isInstanceOf(UnreadableImportException.class)
        .hasMessageContaining("not UTF-8")
        .hasMessageContaining("CSV UTF-8");
    byte[] wide = "email,name\n".getBytes(Charset.forName("UTF-16"));
    assertThatThrownBy(() -> this.readers.importCsv(new ByteArrayInputStream(wide), "en", LIST))
        .hasMessageContaining("UTF-16");
  }

  @Test
  void saysThatTheAddressColumnIsMissing() {
    assertThatThrownBy(() -> importCsv("mail,name\nanna@example.org,Anna\n"))
        .isInstanceOf(UnreadableImportException.class)
        .hasMessageContaining("no column \"email\"");
  }

  @Test
  void saysThatAQuotationMarkIsMissing() {
    assertThatThrownBy(() -> importCsv("email,name\na@example.org,\"Anna\n" + "x".repeat(70_000)))
        .isInstanceOf(UnreadableImportException.class)
        .hasMessageContaining("quotation mark");
  }

  private ImportReport importCsv(String csv) {
    byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
    return this.readers.importCsv(new ByteArrayInputStream(bytes), "en", LIST);
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

  /** Rows that are made while they are read; one in ten is good. */
  private static final class EndlessReaders extends InputStream {

    private final long rows;
    private byte[] line = "email\n".getBytes(StandardCharsets.UTF_8);
    private int position;
    private long row;

    private EndlessReaders(long rows) {
      this.rows = rows;
    }

    @Override
    public int read() throws IOException {
      if (this.position == this.line.length) {
        if (this.row == this.rows) {
          return -1;
        }
        String text = this.row % 10 == 0 ? "reader" + this.row + "@example.org\n" : "x\n";
        this.line = text.getBytes(StandardCharsets.UTF_8);
        this.position = 0;
        this.row++;
      }
      return this.line[this.position++];
    }
  }
}
