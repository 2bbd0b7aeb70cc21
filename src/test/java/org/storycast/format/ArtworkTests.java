// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.storycast.channel.Attachment;
import org.storycast.channel.Channel;
import org.storycast.channel.Frame;
import org.storycast.channel.MediaDemand;
import org.storycast.channel.PartProfile;
import org.storycast.channel.TextMeasure;
import org.storycast.media.Fit;
import org.storycast.story.Picture;

/** Pictures of the story's own, and captions of its film. */
class ArtworkTests {

  private static final Frame FRAME = new Frame(1440, 1800, 0.8, 1.91, 8_000_000);
  private static final MediaDemand.Card CARD = MediaDemand.card("picture", 1080, 1350);
  private static final MediaDemand.Film FILM =
      MediaDemand.film("film", 1080, 1920, Duration.ofSeconds(60));
  private static final MediaDemand.Captions CAPTIONS =
      new MediaDemand.Captions("captions", "application/x-subrip");

  @TempDir Path folder;

  private Desk desk(MediaDemand... demands) {
    return new Desk(this.folder, pigeon(demands)).template("pigeon/note.txt", "Coo");
  }

  private static Channel pigeon(MediaDemand... demands) {
    return FakeChannels.channel(
        "pigeon",
        "pigeon",
        List.of(new PartProfile("note", 90, TextMeasure.codePoints())),
        demands);
  }

  private static Picture picture(String name) {
    return new Picture(
        URI.create("https://courier.example/" + name + "?key=secret"), "", "A " + name, "B. Lens");
  }

  private static Composed composed(Desk desk, Picture... pictures) {
    Channel pigeon = desk.channels.open().getFirst();
    return desk.compose(pigeon, Stories.aStory().showing(pictures));
  }

  @Test
  void fitsTheStorysPicturesInTheirOrder() {
    Desk desk = desk(new MediaDemand.Pictures("picture", 2, FRAME, CARD));
    Composed composed = composed(desk, picture("boat"), picture("sail"), picture("rope"));
    assertThat(composed.post().attachments("picture"))
        .extracting(Attachment::altText)
        .containsExactly("A boat", "A sail");
    assertThat(desk.studio.fits.getFirst())
        .isEqualTo(new Fit(picture("boat").address(), "B. Lens", 1440, 1800, 0.8, 1.91, 8_000_000));
    assertThat(desk.studio.briefs).as("cards").isEmpty();
  }

  @Test
  void passesOverAPictureThatCannotBeUsedAndSaysWhy() {
    Desk desk = desk(new MediaDemand.Pictures("picture", 4, FRAME, CARD));
    Composed composed = composed(desk, picture("broken.jpg"), picture("sail"));
    assertThat(composed.post().attachments("picture")).hasSize(1);
    assertThat(composed.warnings())
        .contains("The story's picture broken.jpg is left out: it is torn");
  }

  @Test
  void drawsACardWhereNoPictureCanBeUsed() {
    Desk desk = desk(new MediaDemand.Pictures("picture", 4, FRAME, CARD));
    Attachment card = composed(desk, picture("broken.jpg")).post().attachment("picture");
    assertThat(card.height()).isEqualTo(1350);
    assertThat(card.altText()).isEqualTo("A broken.jpg");
  }

  @Test
  void goesWithoutWhereNoCardIsWanted() {
    Desk desk = desk(new MediaDemand.Pictures("picture", 4, FRAME, null));
    assertThat(composed(desk).post().attachments()).isEmpty();
    assertThat(composed(desk, picture("broken.jpg")).post().attachments()).isEmpty();
  }

  @Test
  void carriesTheSamePictureOnce() {
    Desk desk = desk(new MediaDemand.Pictures("picture", 4, FRAME, null));
    assertThat(composed(desk, picture("boat"), picture("boat")).post().attachments()).hasSize(1);
  }

  @Test
  void writesTheCaptionsOfItsFilmWhereverTheyAreDeclared() {
    Composed composed = composed(desk(CAPTIONS, FILM));
    Attachment captions = composed.post().attachment("captions");
    assertThat(captions.mediaType()).isEqualTo("application/x-subrip");
    assertThat(captions.address().getPath()).endsWith(".srt");
    assertThat(captions.duration()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void writesNoCaptionsWithoutAFilm() {
    assertThat(composed(desk(CAPTIONS)).post().attachments()).isEmpty();
    Desk desk = desk(new MediaDemand.Film("film", 9, 16, Duration.ZERO, true, false), CAPTIONS);
    desk.studio.failsAlways = true;
    assertThat(composed(desk).post().attachments()).isEmpty();
  }

  @Test
  void hasNoPostWithoutARequiredCard() {
    Desk desk = desk(new MediaDemand.Pictures("picture", 4, FRAME, CARD));
    desk.studio.failsAlways = true;
    assertThatThrownBy(() -> composed(desk))
        .isInstanceOf(CannotComposeException.class)
        .hasMessageContaining("the pencil broke");
  }
}
