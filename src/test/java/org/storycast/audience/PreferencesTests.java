// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class PreferencesTests {

  private static final Wishes DAILY = new Wishes("kk", Set.of("Sport"), Rhythm.DAILY);

  private final Readers readers;
  private final Preferences preferences;
  private final ReaderId anna;
  private final Consent page;

  PreferencesTests(TestDatabase.Kind kind) {
    TestDatabase database = kind.fresh();
    MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
    ReadersFixture.Desk desk =
        new ReadersFixture.Desk(database.jdbc(), database.transactions(), clock);
    this.readers = desk.readers();
    this.preferences = desk.preferences();
    this.anna = ReadersFixture.add(this.readers, "anna@example.org", "en", "Politics");
    this.page =
        new Consent(
            "preference page", "192.0.2.9", this.preferences.keepText("Which mail?"), "the reader");
  }

  @Test
  void changesWishesAndProvesWhichTextWasShown() {
    Reader changed = change("Anna", DAILY);
    assertThat(changed).isEqualTo(this.readers.find(this.anna).orElseThrow());
    assertThat(changed)
        .extracting(Reader::name, Reader::language, Reader::sections, Reader::rhythm)
        .containsExactly("Anna", "kk", Set.of("sport"), Rhythm.DAILY);
    assertThat(this.readers.consentOf(this.anna).getLast())
        .isEqualTo(
            new ConsentEvent(
                ConsentEvent.Kind.CHANGED,
                this.page,
                "Which mail?",
                Instant.parse("2026-11-20T12:00:00Z")));
  }

  @Test
  void logsNoChangeWhereThereIsNone() {
    change("Anna", DAILY);
    change(" Anna\n", DAILY);
    assertThat(this.readers.consentOf(this.anna)).hasSize(2);
  }

  @Test
  void leavesAloneWhoGetsNoMail() {
    this.readers.unsubscribe(this.anna, this.page);
    Reader left = change("Anna", DAILY);
    assertThat(left.state()).isEqualTo(ReaderState.UNSUBSCRIBED);
    assertThat(left.language()).isEqualTo("en");
    assertThat(this.preferences.change(new ReaderId(new UUID(1, 2)), "Nobody", DAILY, this.page))
        .isEmpty();
  }

  @Test
  void storesNothingOfAWishThatCannotBe() {
    Wishes wrong = new Wishes("no language", Set.of(), Rhythm.WEEKLY);
    assertThatThrownBy(() -> change("Berta", wrong)).hasMessageContaining("write a tag such as");
    assertThat(this.readers.find(this.anna).orElseThrow().name()).isEmpty();
  }

  @Test
  void knowsWhichTextsWereShown() {
    String version = this.preferences.keepText("Which mail?");
    assertThat(version).isEqualTo(this.page.textVersion());
    assertThat(this.preferences.wasShown(version)).isTrue();
    assertThat(this.preferences.wasShown("0".repeat(64))).isFalse();
  }

  @Test
  void offersSectionsAndLanguagesOnceAndNamesWhatIsWrong() {
    OfferedProperties offered =
        new OfferedProperties(List.of(" Politics", "Politics", "Sport"), List.of("EN", "kk"));
    assertThat(offered.sections()).containsExactly("Politics", "Sport");
    assertThat(offered.languages()).containsExactly("en", "kk");
    assertThatThrownBy(() -> new OfferedProperties(List.of(" "), List.of()))
        .hasMessageContaining("storycast.readers.sections");
    assertThatThrownBy(() -> new OfferedProperties(List.of(), List.of("Kazakh language")))
        .hasMessageContaining("storycast.readers.languages")
        .hasMessageContaining("such as en or kk");
  }

  private Reader change(String name, Wishes wishes) {
    return this.preferences.change(this.anna, name, wishes, this.page).orElseThrow();
  }
}
