// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.storycast.media.Briefs.aBrief;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.database.TestDatabase;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class DrawingStudioTests {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
  private static final String PICTURE = "https://pictures.example.org/bus.jpg";

  private final TestDatabase database;
  private final MediaLibrary library;
  private final Gallery gallery = new Gallery();

  @TempDir private Path folder;

  DrawingStudioTests(TestDatabase.Kind kind) {
    this.database = kind.fresh();
    this.library = new MediaLibrary(this.database.jdbc(), CLOCK);
  }

  private DrawingStudio studio() {
    return new DrawingStudio(
        this.library,
        new Drawings(this.database.jdbc(), CLOCK),
        this.gallery,
        new LayoutProperties(Path.of("templates"), this.folder),
        new MediaProperties(null, 1, Duration.ofMinutes(2), 1_000_000));
  }

  @Test
  void drawsABaselineJpegOfTheSizeThatIsAsked() throws IOException {
    StoredMedia card = studio().card(aBrief().sized(1080, 1920).brief());
    byte[] bytes = this.library.open(card.digest()).readAllBytes();
    assertThat(card.mediaType()).isEqualTo("image/jpeg");
    assertThat(card.size()).isEqualTo(bytes.length);
    assertThat(frameOf(bytes)).isEqualTo("baseline 1080x1920 of 3 components");
  }

  private static String frameOf(byte[] jpeg) {
    for (int at = 2; at < jpeg.length; at += 2 + number(jpeg, at + 2)) {
      int marker = jpeg[at + 1] & 0xFF;
      if (marker >= 0xC0 && marker <= 0xC2) {
        return "%s %dx%d of %d components"
            .formatted(
                marker == 0xC0 ? "baseline" : "other",
                number(jpeg, at + 7),
                number(jpeg, at + 5),
                jpeg[at + 9]);
      }
    }
    return "no frame";
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }

  @Test
  void drawsEqualBriefsOnceAcrossRestarts() {
    this.gallery.hangs = PictureFiles.encoded(PictureFiles.picture(900, 700), "jpeg");
    StoredMedia first = studio().card(aBrief().showing(PICTURE, "Dana Omar").brief());
    StoredMedia second = studio().card(aBrief().showing(PICTURE, "Dana Omar").brief());
    assertThat(second).isEqualTo(first);
    assertThat(this.gallery.asked).hasSize(1);
  }

  @Test
  void drawsAnewWhenTheLayoutHasChanged() throws IOException {
    StoredMedia before = studio().card(aBrief().brief());
    String layout = Files.readString(Path.of("templates/card/plain.properties"));
    Files.createDirectories(this.folder.resolve("card"));
    Files.writeString(
        this.folder.resolve("card/plain.properties"), layout.replace("#0E2F4F", "#5B1A1A"));
    StoredMedia after = studio().card(aBrief().brief());
    assertThat(after.digest()).isNotEqualTo(before.digest());
  }

  @Test
  void drawsWithoutAPictureThatCannotBeHadAndTriesAgainNextTime() {
    Brief brief = aBrief().showing(PICTURE, "Dana Omar").brief();
    StoredMedia without = studio().card(brief);
    this.gallery.hangs = PictureFiles.encoded(PictureFiles.picture(900, 700), "jpeg");
    StoredMedia with = studio().card(brief);
    assertThat(with.digest()).isNotEqualTo(without.digest());
    assertThat(studio().card(brief)).isEqualTo(with);
    assertThat(this.gallery.asked).hasSize(2);
  }

  @Test
  void drawsWithoutAPictureThatIsNone() {
    this.gallery.hangs = "<html>not found</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    StoredMedia without = studio().card(aBrief().showing(PICTURE, "Dana Omar").brief());
    assertThat(without).isEqualTo(studio().card(aBrief().brief()));
  }

  @Test
  void drawsAFilmOnce() {
    Brief brief = aBrief().sized(270, 480).brief();
    StoredMedia film = studio().film(brief, Duration.ofSeconds(60));
    assertThat(film.mediaType()).isEqualTo("video/mp4");
    assertThat(film.duration()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(40));
    assertThat(studio().film(brief, Duration.ofSeconds(60))).isEqualTo(film);
  }

  @Test
  void fitsAPictureOnce() throws IOException {
    this.gallery.hangs = PictureFiles.encoded(PictureFiles.picture(900, 300), "jpeg");
    StoredMedia picture = studio().picture(fit());
    byte[] bytes = this.library.open(picture.digest()).readAllBytes();
    assertThat(frameOf(bytes)).isEqualTo("baseline 382x200 of 3 components");
    assertThat(studio().picture(fit())).isEqualTo(picture);
    assertThat(this.gallery.asked).hasSize(1);
  }

  @Test
  void saysWhyAPictureCannotBeUsed() {
    assertThatThrownBy(() -> studio().picture(fit()))
        .isInstanceOf(DrawingException.class)
        .hasMessage("The wall is bare");
    this.gallery.hangs = PictureFiles.bomb(60_000, 60_000);
    assertThatThrownBy(() -> studio().picture(fit()))
        .isInstanceOf(DrawingException.class)
        .hasMessageContaining("60000 by 60000");
  }

  private static Fit fit() {
    return new Fit(URI.create(PICTURE), "Dana Omar", 400, 200, 0.8, 1.91, 1_000_000);
  }

  @Test
  void storesCaptionsAsTheyAreTimedInTheFilm() throws IOException {
    Brief brief = aBrief().sized(270, 480).brief();
    StoredMedia captions = studio().captions(brief, Duration.ofSeconds(60), "text/vtt");
    assertThat(this.library.open(captions.digest()).readAllBytes())
        .asString(java.nio.charset.StandardCharsets.UTF_8)
        .startsWith("WEBVTT")
        .contains(brief.headline());
    assertThat(captions.duration())
        .isEqualTo(FilmScript.of(brief, Duration.ofSeconds(60)).duration());
  }

  @Test
  void refusesASizeThatNoPlatformHas() {
    assertThatThrownBy(() -> studio().card(aBrief().sized(100_000, 1350).brief()))
        .isInstanceOf(DrawingException.class)
        .hasMessageContaining("100000 by 1350");
  }

  @Test
  void keepsTheFirstOfTwoDrawingsOfOneBrief() {
    Drawings drawings = new Drawings(this.database.jdbc(), CLOCK);
    String first = this.library.store(new byte[] {1}, "image/jpeg", 1, 1, Duration.ZERO).digest();
    String second = this.library.store(new byte[] {2}, "image/jpeg", 1, 1, Duration.ZERO).digest();
    String key = "0".repeat(64);
    assertThat(drawings.remember(key, first)).isEqualTo(first);
    assertThat(drawings.remember(key, second)).isEqualTo(first);
    assertThat(drawings.find(key)).contains(first);
  }

  /** A picture source with one wall. */
  private static final class Gallery implements PictureSource {

    private final List<URI> asked = new ArrayList<>();
    private byte @Nullable [] hangs;

    @Override
    public byte[] fetch(URI address) throws IOException {
      this.asked.add(address);
      if (this.hangs == null) {
        throw new IOException("The wall is bare");
      }
      return this.hangs;
    }
  }
}
