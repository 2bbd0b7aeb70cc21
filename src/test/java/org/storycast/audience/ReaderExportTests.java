// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class ReaderExportTests {

  private static final Consent FORM = new Consent("form, \"text 3\"; by post", "192.0.2.7");

  private final TestDatabase.Kind kind;
  private final ReadersFixture.Desk desk;

  ReaderExportTests(TestDatabase.Kind kind) {
    this.kind = kind;
    this.desk = desk(kind);
  }

  private static ReadersFixture.Desk desk(TestDatabase.Kind kind) {
    TestDatabase database = kind.fresh();
    return new ReadersFixture.Desk(
        database.jdbc(),
        database.transactions(),
        new MutableClock(Instant.parse("2026-11-20T12:00:00Z")));
  }

  private void add(String address, String name, String... sections) {
    this.desk
        .readers()
        .add(
            new NewReader(
                EmailAddress.parse(address), name, "kk", Set.of(sections), Rhythm.DAILY, "en"),
            FORM);
  }

  private void addSome() {
    add("anna@example.org", "Anna \"the\" Berg, Dr.", "a|b", "c\\d", "=1+1");
    add("+44@example.org", "=HYPERLINK(\"https://evil.example\")");
    add("'+44@example.org", "'=1+1");
    add("-minus@example.org", "@sum", "-x");
    add("o'hara@example.org", "'quoted'");
    add("berta@münchen.example", "Бота; the second");
    add("gone@example.org", "Gone");
    add("dead@example.org", "Dead");
    this.desk
        .suppressions()
        .suppress(address("gone@example.org"), SuppressionReason.UNSUBSCRIBED, "");
    this.desk
        .suppressions()
        .suppress(address("dead@example.org"), SuppressionReason.BOUNCED, "550");
  }

  @Test
  void whatIsExportedIsImportedUnchanged() throws IOException {
    addSome();
    String csv = export(null);
    assertThat(imported(this.desk, csv).counts())
        .isEqualTo(new ImportCounts(8, 0, 0, 8, 0, 0, 0, 0, 0));
    ReadersFixture.Desk other = desk(this.kind);
    assertThat(imported(other, csv).counts())
        .isEqualTo(new ImportCounts(8, 6, 0, 0, 0, 0, 2, 0, 0));
    for (Reader reader : this.desk.readers().page("", 100)) {
      if (reader.state() == ReaderState.CONFIRMED) {
        assertThat(other.readers().find(reader.address()).orElseThrow())
            .usingRecursiveComparison()
            .ignoringFields("id", "consentSource")
            .isEqualTo(reader);
      }
    }
    assertThat(other.suppressions().find(address("dead@example.org")).orElseThrow().reason())
        .isEqualTo(SuppressionReason.BOUNCED);
    assertThat(other.suppressions().find(address("gone@example.org")).orElseThrow().reason())
        .isEqualTo(SuppressionReason.UNSUBSCRIBED);
  }

  @Test
  void noCellIsAFormula() throws IOException {
    addSome();
    assertThat(export(null))
        .contains("\r\n'+44@example.org,\"'=HYPERLINK(\"\"https://evil.example\"\")\",")
        .contains("\r\n''+44@example.org,''=1+1,")
        .contains("\r\no'hara@example.org,'quoted',");
  }

  @Test
  void onlyReadersOfAStateAreExported() throws IOException {
    addSome();
    assertThat(export(ReaderState.UNSUBSCRIBED).lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("gone@example.org,Gone,kk,,DAILY,UNSUBSCRIBED,UNSUBSCRIBED,\"form, \"\"text");
    assertThat(export(ReaderState.CONFIRMED).lines()).hasSize(7);
  }

  @Test
  void moreThanAPageIsExported() throws IOException {
    UUID id =
        this.desk
            .imports()
            .upload(
                new ImportOrder("", "", "en", Set.of(), "a list", "Olga"),
                new MadeReaders(2500),
                1_000_000)
            .id();
    this.desk.worker().runDue();
    assertThat(this.desk.imports().find(id).orElseThrow().counts().added()).isEqualTo(2500);
    assertThat(export(null).lines().distinct()).hasSize(2501);
  }

  @Test
  void suppressionsAreExportedAsDigests() throws IOException {
    addSome();
    StringBuilder csv = new StringBuilder();
    this.desk.export().writeSuppressions(csv);
    assertThat(csv.toString().lines()).hasSize(3);
    assertThat(csv)
        .startsWith("digest,reason,detail,suppressed_at\r\n")
        .contains(address("dead@example.org").digest() + ",BOUNCED,550,2026-11-20T12:00:00Z")
        .doesNotContain("@");
  }

  private String export(ReaderState state) throws IOException {
    StringBuilder csv = new StringBuilder();
    this.desk.export().writeReaders(state, csv);
    return csv.toString();
  }

  private static ReaderImport imported(ReadersFixture.Desk desk, String csv) throws IOException {
    UUID id =
        desk.imports()
            .upload(
                new ImportOrder("readers.csv", "", "en", Set.of(), "moved here", "Olga"),
                new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
                1_000_000)
            .id();
    desk.worker().runDue();
    return desk.imports().find(id).orElseThrow();
  }

  private static EmailAddress address(String text) {
    return EmailAddress.parse(text);
  }
}
