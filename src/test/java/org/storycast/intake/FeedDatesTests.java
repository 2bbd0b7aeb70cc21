// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedDatesTests {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon, 02 Mar 2026 10:00:00 +0500|2026-03-02T05:00:00Z",
        "Mon, 02 Mar 2026 10:00:00 GMT|2026-03-02T10:00:00Z",
        "Mon, 2 Mar 26 10:00 EST|2026-03-02T15:00:00Z",
        "02 March 2026 10:00:00 Z|2026-03-02T10:00:00Z",
        "Tue, 02 Mar 2026 10:00:00 GMT+2|2026-03-02T08:00:00Z",
        "Mon, 02 Mar 2026|2026-03-02T00:00:00Z",
        "2026-03-02T10:00:00Z|2026-03-02T10:00:00Z",
        "2026-03-02T10:00:00.123456+05:00|2026-03-02T05:00:00.123456Z",
        "2026-03-02T10:00+0500|2026-03-02T05:00:00Z",
        "2026-03-02 10:00:00|2026-03-02T10:00:00Z",
        "2026-03-02|2026-03-02T00:00:00Z",
        "20260302|2026-03-02T00:00:00Z",
        "2026-03|2026-03-01T00:00:00Z",
        "2026|2026-01-01T00:00:00Z"
      })
  void readsTheMoment(String date, Instant moment) {
    assertThat(FeedDates.parse(date)).contains(moment);
  }

  @ParameterizedTest(name = "{0}")
  @NullAndEmptySource
  @ValueSource(
      strings = {"yesterday", "32 Mar 2026 10:00:00 GMT", "2026-13-01", "0000-00-00T00:00:00"})
  void whatIsNoDateIsNone(String date) {
    assertThat(FeedDates.parse(date)).isEmpty();
  }
}
