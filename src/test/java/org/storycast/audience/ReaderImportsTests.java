// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class ReaderImportsTests {

  private static final String CONSENT = "list of the old system, text of 2024";
  private static final long MOST = 50_000_000;

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final JdbcClient jdbc;
  private final ReadersFixture.Desk desk;

  ReaderImportsTests(TestDatabase.Kind kind) {
    TestDatabase database = kind.fresh();
    this.jdbc = database.jdbc();
    this.desk = new ReadersFixture.Desk(this.jdbc, database.transactions(), this.clock);
  }

  @Test
  void addsWhatItCanAndReportsTheRest() {
    ReaderImport done =
        imported(
            """
            \uFEFFEmail;Name;Language;Sections;Shoe size;
            anna@example.org;"Berg; Anna";kk;Business|Sport;41;
            nobody;Nobody;en;;;

            ANNA@EXAMPLE.ORG;;;;;
            carl@example.org;"Carl ""the"" Great";xx-notalanguage!;;;
            dora@example.org;Dora;;;;;one too many
            emil@example.org;"Emil
            Junior";;;;
            """);
    assertThat(done.state()).isEqualTo(ImportState.DONE);
    assertThat(done.counts()).isEqualTo(new ImportCounts(7, 2, 0, 1, 0, 0, 0, 1, 3));
    assertThat(done.ignoredColumns()).containsExactly("Shoe size");
    assertThat(done.totalRows()).isEqualTo(7);
    assertThat(done.bytesDone()).isEqualTo(done.bytes());
    assertThat(report(done))
        .contains("row,line,reason,email\r\n3,3,the address has no @,nobody\r\n")
        .contains("6,6,\"The language \"\"xx-notalanguage!\"\" is none; write a tag such as en")
        .contains("7,7,\"has 7 fields for 6 columns;");
    assertThat(find("anna@example.org"))
        .extracting(Reader::name, Reader::language, Reader::sections)
        .containsExactly("Berg; Anna", "kk", Set.of("business", "sport"));
    assertThat(find("emil@example.org").name()).isEqualTo("Emil Junior");
    assertThat(this.jdbc.sql("SELECT COUNT(*) FROM reader_import_chunk").query(Long.class).single())
        .isZero();
  }

  @Test
  void theSameFileAgainChangesNothing() {
    String file = "email,name\r\nanna@example.org,Anna\r\nberta@example.org,Berta\r\n";
    imported(file);
    assertThat(imported(file).counts()).isEqualTo(new ImportCounts(2, 0, 0, 2, 0, 0, 0, 0, 0));
    assertThat(events()).containsExactly("ADDED", "ADDED");
  }

  @Test
  void theSameBytesAreOneImportWhileItIsUnderWay() {
    ReaderImport first = upload("email\nanna@example.org\n");
    assertThat(upload("email\nanna@example.org\n").id()).isEqualTo(first.id());
    assertThat(upload("email\nberta@example.org\n").id()).isNotEqualTo(first.id());
    this.desk.worker().runDue();
    assertThat(upload("email\nanna@example.org\n").id()).isNotEqualTo(first.id());
    assertThat(this.desk.imports().newest(10)).hasSize(3);
  }

  @Test
  void aNewReaderGetsTheSectionsOfTheOrderAndAKnownOneKeepsTheirs() {
    ImportOrder order = new ImportOrder("list.csv", "", "kk", Set.of("Sport"), CONSENT, "Olga");
    imported(order, bytes("email,sections\nanna@example.org,\nberta@example.org,Business\n"));
    assertThat(find("anna@example.org").sections()).containsExactly("sport");
    assertThat(find("anna@example.org").language()).isEqualTo("kk");
    imported(order, bytes("email\nberta@example.org\n"));
    assertThat(find("berta@example.org").sections()).containsExactly("business");
  }

  @Test
  void mailchimpsSubscribedContactsBringTheirProof() {
    ReaderImport done =
        imported(
            """
            Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,\
            CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,\
            NOTES,TAGS
            anna@example.org,Anna,Berg,3,"2023-01-02 03:04:05",192.0.2.7,"2023-01-02 03:06:00",\
            192.0.2.8,,,,,,,,"2024-01-01 00:00:00",1,ab,,"\""VIP"",""Blog""\"
            """);
    assertThat(done.counts().added()).isEqualTo(1);
    assertThat(done.ignoredColumns()).contains("MEMBER_RATING", "TAGS").doesNotContain("OPTIN_IP");
    Reader anna = find("anna@example.org");
    assertThat(anna.name()).isEqualTo("Anna Berg");
    Consent how = this.desk.readers().consentOf(anna.id()).getFirst().how();
    assertThat(how)
        .isEqualTo(
            new Consent(
                CONSENT
                    + "; opted in 2023-01-02 03:04:05 from 192.0.2.7"
                    + "; confirmed 2023-01-02 03:06:00 from 192.0.2.8",
                "192.0.2.8",
                "",
                "Olga"));
  }

  @Test
  void mailchimpsUnsubscribedAndCleanedContactsAreSuppressed() {
    imported("email\nanna@example.org\n");
    String unsubscribed =
        """
        Email Address,First Name,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON
        anna@example.org,Anna,2024-05-06 07:08:09,Spring,NORMAL
        stranger@example.org,,2024-05-06 07:08:09,,
        stranger@example.org,,2024-05-06 07:08:09,,
        odd@example.org,,,,
        """;
    ReaderImport done = imported(unsubscribed);
    assertThat(done.counts()).isEqualTo(new ImportCounts(4, 0, 0, 1, 0, 0, 2, 0, 1));
    assertThat(find("anna@example.org").state()).isEqualTo(ReaderState.UNSUBSCRIBED);
    assertThat(suppression("stranger@example.org").reason())
        .isEqualTo(SuppressionReason.UNSUBSCRIBED);
    assertThat(suppression("stranger@example.org").detail())
        .isEqualTo("unsubscribed elsewhere 2024-05-06 07:08:09; " + CONSENT);
    assertThat(this.desk.readers().find(EmailAddress.parse("stranger@example.org"))).isEmpty();
    assertThat(report(done)).contains("5,5,\"does not say when the reader unsubscribed");
    imported("Email Address,CLEAN_TIME\ndead@example.org,2024-05-06 07:08:09\n");
    assertThat(suppression("dead@example.org").reason()).isEqualTo(SuppressionReason.BOUNCED);
    assertThat(imported(unsubscribed).counts())
        .isEqualTo(new ImportCounts(4, 0, 0, 3, 0, 0, 0, 0, 1));
    assertThat(imported("email\ndead@example.org\nanna@example.org\n").counts())
        .isEqualTo(new ImportCounts(2, 0, 0, 0, 1, 1, 0, 0, 0));
  }

  @Test
  void listmonksStatusDecides() {
    ReaderImport done =
        imported(
            """
            uuid,email,name,attributes,status,created_at,updated_at
            u1,anna@example.org,Anna,"{""city"": ""Oral""}",enabled,2024-01-02 03:04:05 +0000 UTC,x
            u2,berta@example.org,Berta,{},blocklisted,2024-01-02 03:04:05 +0000 UTC,x
            u3,carl@example.org,Carl,{},disabled,2024-01-02 03:04:05 +0000 UTC,x
            u4,dora@example.org,Dora,{},unsubscribed,2024-01-02 03:04:05 +0000 UTC,x
            u5,emil@example.org,Emil,{},unconfirmed,2024-01-02 03:04:05 +0000 UTC,x
            u6,fred@example.org,Fred,{},sleepy,2024-01-02 03:04:05 +0000 UTC,x
            """);
    assertThat(done.counts()).isEqualTo(new ImportCounts(6, 1, 0, 0, 0, 0, 3, 0, 2));
    assertThat(suppression("berta@example.org").reason()).isEqualTo(SuppressionReason.BY_HAND);
    assertThat(suppression("dora@example.org").reason()).isEqualTo(SuppressionReason.UNSUBSCRIBED);
    assertThat(find("anna@example.org").consentSource())
        .endsWith("; there since 2024-01-02 03:04:05 +0000 UTC");
    assertThat(report(done)).contains("only who agreed is added").contains("unknown status");
  }

  @Test
  void whatItsFirstLineDoesNotTellIsRefusedBeforeAnything() {
    assertThatThrownBy(() -> upload("mail,name\nanna@example.org,Anna\n"))
        .isInstanceOf(UnreadableImportException.class)
        .hasMessageContaining("\"mail\", \"name\"");
    assertThatThrownBy(() -> upload("Email,Email Address\nanna@example.org,Anna\n"))
        .hasMessageContaining("Two columns");
    assertThatThrownBy(() -> upload("")).hasMessageContaining("empty");
    assertThatThrownBy(() -> upload(order(""), "email\n".getBytes(StandardCharsets.UTF_16LE)))
        .hasMessageContaining("UTF-16LE");
    assertThatThrownBy(() -> this.desk.imports().upload(order(""), new Broken(), MOST))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () ->
                this.desk
                    .imports()
                    .upload(order(""), new ByteArrayInputStream(bytes("email\na@b.example\n")), 9))
        .hasMessageContaining("larger than 9 bytes");
    assertThat(this.desk.imports().newest(10)).isEmpty();
    assertThatThrownBy(() -> order("klingon")).hasMessageContaining("charset \"klingon\"");
    assertThatThrownBy(() -> new ImportOrder("", "", "en", Set.of(), " ", "Olga"))
        .hasMessageContaining("consent is empty");
  }

  @Test
  void aFileInAnotherCharsetAddsNobodyUntilItsCharsetIsNamed() {
    String text = "email,name\n" + "x@example.org,X\n".repeat(3000) + "anna@example.org,Анна\n";
    byte[] file = text.getBytes(Charset.forName("windows-1251"));
    ReaderImport refused = imported(order(""), file);
    assertThat(refused.state()).isEqualTo(ImportState.UNREADABLE);
    assertThat(refused.detail())
        .isEqualTo(
            "Line 3002 is not UTF-8; save the file as \"CSV UTF-8\", or name its charset, such as"
                + " windows-1251 or windows-1252, and import it again");
    assertThat(this.desk.readers().page("", 10)).isEmpty();
    imported(order("windows-1251"), file);
    assertThat(find("anna@example.org").name()).isEqualTo("Анна");
  }

  @Test
  void utf16WithAMarkIsRead() {
    imported(order(""), "email\tname\nanna@example.org\tЖанна\n".getBytes(StandardCharsets.UTF_16));
    assertThat(find("anna@example.org").name()).isEqualTo("Жанна");
  }

  @Test
  void brokenRowsAreRefusedAloneAndWithTheirLines() {
    ReaderImport done =
        imported(
            "email,name\n"
                + "a@example.org,\""
                + "long\n".repeat(14_000)
                + "\"\n"
                + "b@example.org,nul\0\n"
                + "c@example.org,\"Carl\" Berg\n"
                + "d@example.org,Dora\n"
                + "e@example.org,\"Emil\nf@example.org,Fred\n");
    assertThat(done.counts()).isEqualTo(new ImportCounts(5, 1, 0, 0, 0, 0, 0, 0, 4));
    assertThat(report(done))
        .contains("2,2,\"has a field of more than 65,536 characters; is a quotation mark missing?;")
        .contains("lines 2 to 14002 belong to it\",a@example.org")
        .contains("3,14003,\"holds a NUL byte")
        .contains("4,14004,\"has text after a closing quotation mark in line 14004;")
        .contains("6,14006,\"a quotation mark opens in line 14006 and none closes it; lines 14006");
  }

  @Test
  void internationalDomainsAreReadAndRefusedAddressesSayWhy() {
    ReaderImport done =
        imported("email\nanna@münchen.example\nжанна@почта.example\nx@[192.0.2.1]\nx@y\n");
    assertThat(find("anna@xn--mnchen-3ya.example")).isNotNull();
    assertThat(report(done))
        .contains("the address has a character before the @ that mail servers do not take,жанна@")
        .contains("names a machine by number")
        .contains("5,5,the address has no valid domain after the @,x@y");
  }

  @Test
  void cancellingStopsAndKeepsWhatIsThere() {
    ReaderImport waiting = upload("email\nanna@example.org\n");
    assertThat(this.desk.imports().cancel(waiting.id(), "Olga")).isTrue();
    assertThat(this.desk.imports().cancel(waiting.id(), "Olga")).isFalse();
    this.desk.worker().runDue();
    ReaderImport ended = this.desk.imports().find(waiting.id()).orElseThrow();
    assertThat(ended.state()).isEqualTo(ImportState.CANCELLED);
    assertThat(ended.detail()).isEqualTo("Stopped by Olga");
    assertThat(this.desk.readers().page("", 10)).isEmpty();
  }

  @Test
  void everyRefusedRowIsReportedHoweverMany() {
    ReaderImport done = imported("email\n" + "nobody\n".repeat(3500) + "anna@example.org\n");
    assertThat(done.counts()).isEqualTo(new ImportCounts(3501, 1, 0, 0, 0, 0, 0, 0, 3500));
    assertThat(report(done).lines()).hasSize(3501);
  }

  @Test
  void uploadsThatBrokeOffAndOldReportsAreForgotten() {
    ReaderImport done = imported("email\nnobody\n");
    this.clock.advance(Duration.ofDays(29));
    this.desk.imports().forget();
    assertThat(this.desk.imports().find(done.id())).isPresent();
    this.clock.advance(Duration.ofDays(2));
    this.desk.imports().forget();
    assertThat(this.desk.imports().find(done.id())).isEmpty();
    assertThat(this.jdbc.sql("SELECT * FROM reader_import_refusal").query().listOfRows()).isEmpty();
  }

  private ReaderImport imported(String csv) {
    return imported(order(""), bytes(csv));
  }

  private ReaderImport imported(ImportOrder order, byte[] file) {
    UUID id = upload(order, file).id();
    this.desk.worker().runDue();
    return this.desk.imports().find(id).orElseThrow();
  }

  private ReaderImport upload(String csv) {
    return upload(order(""), bytes(csv));
  }

  private ReaderImport upload(ImportOrder order, byte[] file) {
    try {
      return this.desk.imports().upload(order, new ByteArrayInputStream(file), MOST);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static ImportOrder order(String charset) {
    return new ImportOrder("list.csv", charset, "en", Set.of(), CONSENT, "Olga");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String report(ReaderImport done) {
    StringBuilder report = new StringBuilder();
    try {
      this.desk.imports().writeRefused(done.id(), report);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return report.toString();
  }

  private Reader find(String address) {
    return this.desk.readers().find(EmailAddress.parse(address)).orElseThrow();
  }

  private Suppression suppression(String address) {
    return this.desk.suppressions().find(EmailAddress.parse(address)).orElseThrow();
  }

  private List<String> events() {
    return this.jdbc.sql("SELECT event FROM consent_event ORDER BY id").query(String.class).list();
  }

  /** A connection that breaks. */
  private static final class Broken extends InputStream {

    @Override
    public int read() throws IOException {
      throw new IOException("Connection reset");
    }
  }
}
