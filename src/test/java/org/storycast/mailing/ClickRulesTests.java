// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.mailing.ClickRow.LeftOut;
import org.storycast.mailing.ClickRules.Copy;

class ClickRulesTests {

  private static final Instant TAKEN = Instant.parse("2026-11-20T12:00:00Z");
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

  private final ClickRules rules =
      new ClickRules(
          new ClickProperties(
              true, Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofDays(30)));
  private final Map<Integer, ClickRow> rows = new TreeMap<>();

  @Test
  void countsAReaderOnceWithAllHits() {
    open(1, "60");
    open(1, "61");
    open(1, "4000");
    assertThat(this.rows.get(1))
        .isEqualTo(new ClickRow(1, at("60"), at("4000"), 3, at("60"), null));
  }

  @Test
  void countsNothingBeforeTheCopyCanHaveArrived() {
    open(1, "9.9");
    assertThat(leftOut(1)).isEqualTo(LeftOut.EARLY);
    this.rows.clear();
    enter(false, 1, 5, "600", false);
    assertThat(leftOut(1)).isEqualTo(LeftOut.EARLY);
    open(1, "700");
    assertThat(counted(1)).isEqualTo(at("700"));
  }

  @Test
  void takesAWholeBurstBack() {
    open(1, "60");
    open(2, "61");
    assertThat(counted(1)).isNotNull();
    open(3, "62");
    open(4, "62.1");
    for (int link = 1; link <= 4; link++) {
      assertThat(counted(link)).as("link %d", link).isNull();
      assertThat(leftOut(link)).isEqualTo(LeftOut.BURST);
    }
    open(2, "90");
    assertThat(counted(2)).isEqualTo(at("90"));
    assertThat(counted(1)).isNull();
  }

  @Test
  void keepsWhatCountedBeforeABurst() {
    open(1, "60");
    open(1, "600");
    open(2, "600.2");
    open(3, "600.4");
    assertThat(counted(1)).isEqualTo(at("60"));
    assertThat(counted(2)).isNull();
    assertThat(counted(3)).isNull();
  }

  @Test
  void takesAPersonWhoFollowsTwoOfManyLinksForOne() {
    open(1, "60");
    open(2, "61");
    open(3, "64");
    open(2, "64");
    assertThat(this.rows.values()).allMatch(row -> row.countedAt() != null);
  }

  @Test
  void takesAllOfTwoLinksAtOnceForABurst() {
    enter(true, 1, 2, "60", false);
    enter(true, 2, 2, "61", false);
    assertThat(this.rows.values()).allMatch(row -> row.countedAt() == null);
    this.rows.clear();
    enter(true, 1, 1, "60", false);
    assertThat(counted(1)).isNotNull();
  }

  @Test
  void findsABurstInWhateverOrderItIsEntered() {
    open(3, "61");
    open(1, "60");
    open(2, "60.5");
    open(4, "60.9");
    assertThat(this.rows.values()).allMatch(row -> row.countedAt() == null);
  }

  @Test
  void believesProgramsThatSayWhatTheyAre() {
    enter(true, 1, 5, "60", true);
    assertThat(leftOut(1)).isEqualTo(LeftOut.SCANNER);
    open(1, "70");
    enter(true, 1, 5, "80", true);
    assertThat(counted(1)).isEqualTo(at("70"));
  }

  @Test
  void countsHitsUpToABound() {
    this.rules.enter(this.rows, copy(true), hit(1, 5, false), at("60"), 1_000_000_000);
    this.rules.enter(this.rows, copy(true), hit(1, 5, false), at("61"), Integer.MAX_VALUE);
    assertThat(this.rows.get(1).hits()).isEqualTo(ClickRow.MOST_HITS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "curl/8.5.0",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 HeadlessChrome/120.0 Safari/537.36",
        "python-requests/2.31",
        "Go-http-client/2.0",
        "BarracudaLinkScanner"
      })
  void knowsScanners(String userAgent) {
    assertThat(ClickRules.isScanner(userAgent)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FIREFOX,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
        "Mozilla/5.0 (Linux; Android 14; CUBOT P80) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"
      })
  void knowsBrowsers(String userAgent) {
    assertThat(ClickRules.isScanner(userAgent)).isFalse();
  }

  private void open(int link, String second) {
    enter(true, link, 5, second, false);
  }

  private void enter(boolean taken, int link, int links, String second, boolean scanner) {
    this.rules.enter(this.rows, copy(taken), hit(link, links, scanner), at(second), 1);
  }

  private static Copy copy(boolean taken) {
    return new Copy(taken, TAKEN, TAKEN.plusSeconds(5000), false);
  }

  private static Hit hit(int link, int links, boolean scanner) {
    return new Hit(new LineId(1, 1), link, links, scanner);
  }

  private static Instant at(String second) {
    return TAKEN.plusMillis((long) (Double.parseDouble(second) * 1000));
  }

  private Instant counted(int link) {
    return this.rows.get(link).countedAt();
  }

  private LeftOut leftOut(int link) {
    return this.rows.get(link).leftOut();
  }
}
