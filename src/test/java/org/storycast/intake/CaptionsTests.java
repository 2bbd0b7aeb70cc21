// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.storycast.intake.Editing.LINKED;
import static org.storycast.intake.Editing.edit;
import static org.storycast.intake.Editing.texts;
import static org.storycast.intake.Editing.whole;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.story.Content;
import org.storycast.story.Picture;

/** Every text is of an invented newspaper; the traits are real. */
class CaptionsTests {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Photo credit: Dana Kim|Dana Kim|''",
        "Photo credit: Photo Credit: Dana Kim|Dana Kim|''",
        "Photo credit: river-union.kz.|river-union.kz|''",
        "Photo credit:|''|''",
        "The dam at noon. Photo credit: Dana Kim.|Dana Kim|The dam at noon.",
        "The dam at noon. Photo credit:|''|The dam at noon.",
        "The dam at noon (Photo by: Dana Kim)|Dana Kim|The dam at noon",
        "Фото: Дана Ким|Дана Ким|''",
        "Photo: Dana Kim|Dana Kim|''",
        "The dam. Image: Dana Kim|Dana Kim|The dam."
      })
  void creditGoesToItsPicture(String paragraph, String credit, String caption) {
    Content content =
        edit(
            "<p>The <b>river</b> rose.</p><img src='/dam.jpg' alt='A dam'><p>"
                + paragraph
                + "</p>"
                + LINKED);
    assertThat(content.pictures())
        .containsExactly(
            new Picture(URI.create("https://courier.example/dam.jpg"), "A dam", caption, credit));
    assertThat(texts(content)).containsExactly("The river rose.", "The dam held.");
  }

  @Test
  void creditAboveItsPictureGoesThereToo() {
    Content content =
        edit("<p>Photo credit: Dana Kim</p><img src='/a.jpg'><p>The river rose.</p>" + LINKED);
    assertThat(content.pictures()).extracting(Picture::credit).containsExactly("Dana Kim");
  }

  @Test
  void eachCreditGoesToItsOwnPicture() {
    Content content =
        edit(
            "<img src='/a.jpg'><p>Photo credit: Dana Kim</p><p>The river rose.</p>"
                + "<img src='/b.jpg'><p>The dam. Photo credit: Ivan Li</p>"
                + LINKED);
    assertThat(content.pictures())
        .extracting(Picture::credit, Picture::caption)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Dana Kim", ""),
            org.assertj.core.groups.Tuple.tuple("Ivan Li", "The dam."));
  }

  @Test
  void creditOfAFeaturedPictureGoesThere() {
    Picture featured = new Picture(URI.create("https://courier.example/f.jpg"), "", "", "");
    Content content = edit("", "<p>Photo credit: Dana Kim</p><p>It rose.</p>" + LINKED, featured);
    assertThat(content.pictures()).extracting(Picture::credit).containsExactly("Dana Kim");
    assertThat(whole(content)).doesNotContain("credit");
  }

  @Test
  void captionThatRepeatsTheParagraphBeforeIsDropped() {
    Content content =
        edit(
            "<p>The dam at noon.</p><p>The dam at noon. Photo credit: Dana Kim</p>"
                + LINKED
                + "<img src='/a.jpg'>");
    assertThat(whole(content)).containsOnlyOnce("The dam at noon.");
    assertThat(content.pictures())
        .extracting(Picture::credit, Picture::caption)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("Dana Kim", ""));
  }

  @Test
  void bareNameBelowAPictureIsItsCaption() {
    Content content = edit("<p>It rose.</p><img src='/a.jpg'><p>Aleška Serik</p>" + LINKED);
    assertThat(content.pictures()).extracting(Picture::caption).containsExactly("Aleška Serik");
    assertThat(whole(content)).doesNotContain("Aleška");
  }

  @Test
  void figureKeepsCaptionAndCredit() {
    Content content =
        edit(
            "<p>It rose.</p><figure><img src='//cdn.example/a.jpg' alt='Dam'><figcaption>The dam."
                + " <em>Photo credit: <a href='x'>Dana Kim</a></em></figcaption></figure><div"
                + " class='wp-caption'><img src='data:image/gif;base64,x' data-src='/b.jpg'><p"
                + " class='wp-caption-text'>The town</p></div>"
                + LINKED);
    assertThat(content.pictures())
        .containsExactly(
            new Picture(URI.create("https://cdn.example/a.jpg"), "Dam", "The dam.", "Dana Kim"),
            new Picture(URI.create("https://courier.example/b.jpg"), "", "The town", ""));
    assertThat(texts(content)).containsExactly("The dam held.");
  }

  @Test
  void pictureInSeveralSizesIsOnePicture() {
    Picture featured = new Picture(URI.create("https://courier.example/dam.jpg"), "", "", "");
    Content content =
        edit("", "<p>It rose.</p><img src='/dam-1024x683.jpg' alt='Dam'>" + LINKED, featured);
    assertThat(content.pictures()).containsExactly(new Picture(featured.address(), "Dam", "", ""));
  }

  @Test
  void countersAndEmojiAreNoPictures() {
    Content content =
        edit(
            "<p>It rose <img class='emoji' alt='🌊' src='/e.svg'></p>"
                + "<img src='https://count.example/p.gif' width=1 height=1>"
                + LINKED);
    assertThat(content.pictures()).isEmpty();
    assertThat(content.lead()).isEqualTo("It rose 🌊");
  }
}
