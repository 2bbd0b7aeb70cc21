// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDecoderTests {

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"jpeg", "png", "gif", "bmp"})
  void readsWhatNewsroomsSend(String format) throws IOException {
    BufferedImage read =
        PictureDecoder.decode(PictureFiles.encoded(PictureFiles.picture(400, 300), format));
    assertThat(read.getWidth()).isEqualTo(400);
    assertThat(nameAt(read, 50, 50)).isEqualTo("green");
    assertThat(nameAt(read, 350, 250)).isEqualTo("red");
  }

  /** Where EXIF says the upper left quarter of the stored picture is when it is upright. */
  @ParameterizedTest(name = "held as {0}")
  @CsvSource({
    "1, 50, 50", "2, 350, 50", "3, 350, 250", "4, 50, 250",
    "5, 50, 50", "6, 250, 50", "7, 250, 350", "8, 50, 350"
  })
  void turnsPicturesUpright(int orientation, int x, int y) throws IOException {
    BufferedImage read =
        PictureDecoder.decode(PictureFiles.jpegHeld(PictureFiles.picture(400, 300), orientation));
    assertThat(read.getWidth()).isEqualTo(orientation < 5 ? 400 : 300);
    assertThat(nameAt(read, x, y)).isEqualTo("green");
    assertThat(nameAt(read, read.getWidth() - x, read.getHeight() - y)).isEqualTo("red");
  }

  private static String nameAt(BufferedImage picture, int x, int y) {
    Color colour = new Color(picture.getRGB(x, y));
    return colour.getRed() > 180 && colour.getGreen() < 80
        ? "red"
        : colour.getGreen() > 180 && colour.getRed() < 80 ? "green" : colour.toString();
  }

  @Test
  void readsAPrintersColours() throws IOException {
    try (InputStream file = getClass().getResourceAsStream("/media/red-cmyk.jpg")) {
      BufferedImage read = PictureDecoder.decode(file.readAllBytes());
      assertThat(nameAt(read, 100, 100)).isEqualTo("red");
    }
  }

  @Test
  void readsALargePictureCoarsely() throws IOException {
    byte[] bytes = PictureFiles.encoded(PictureFiles.picture(6000, 5000), "jpeg");
    assertThat(PictureDecoder.decode(bytes).getWidth()).isEqualTo(3000);
  }

  @Test
  void refusesAPictureThatWouldFillTheMemory() {
    assertThatThrownBy(() -> PictureDecoder.decode(PictureFiles.bomb(60_000, 60_000)))
        .isInstanceOf(IOException.class)
        .hasMessage("It claims to be 60000 by 60000 pixels");
  }

  @Test
  void refusesATrackingPixel() {
    byte[] pixel = PictureFiles.encoded(PictureFiles.picture(1, 1), "gif");
    assertThatThrownBy(() -> PictureDecoder.decode(pixel)).hasMessage("It is only 1 by 1 pixels");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'RIFF....WEBPVP8 ', 'It is a WebP picture, which can''t be read'",
    "'....ftypavif....', 'It is an AVIF picture, which can''t be read'",
    "'<html><body>404', 'It is no picture, or of an unknown kind, which can''t be read'",
    "'', 'It is no picture, or of an unknown kind, which can''t be read'"
  })
  void saysWhatItCannotRead(String content, String told) {
    assertThatThrownBy(() -> PictureDecoder.decode(content.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(IOException.class)
        .hasMessage(told);
  }

  @ParameterizedTest(name = "the first {0} bytes")
  @ValueSource(ints = {3, 20, 60, 200, 700, 1500})
  void answersACutFileWithAPictureOrAReason(int length) {
    byte[] whole = PictureFiles.jpegHeld(PictureFiles.picture(400, 300), 6);
    try {
      assertThat(PictureDecoder.decode(Arrays.copyOf(whole, length)).getWidth()).isPositive();
    } catch (IOException told) {
      assertThat(told).hasMessageNotContaining("null");
    }
  }
}
