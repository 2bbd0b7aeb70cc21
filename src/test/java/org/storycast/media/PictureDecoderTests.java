// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.IOException;
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
    BufferedImage read = PictureDecoder.decode(PictureFiles.sample("red-cmyk.jpg"));
    assertThat(nameAt(read, 100, 100)).isEqualTo("red");
  }

  @Test
  void readsALargePictureCoarsely() throws IOException {
    byte[] bytes = PictureFiles.encoded(PictureFiles.picture(6000, 5000), "jpeg");
    assertThat(PictureDecoder.decode(bytes).getWidth()).isEqualTo(3000);
  }

  /** Leaving out every other pixel of a chequered picture would make it black or white. */
  @Test
  void readsALargePictureWithoutGlitter() throws IOException {
    BufferedImage chequered = new BufferedImage(5200, 4000, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 4000; y++) {
      for (int x = y % 2; x < 5200; x += 2) {
        chequered.getRaster().setSample(x, y, 0, 255);
      }
    }
    BufferedImage read = PictureDecoder.decode(PictureFiles.encoded(chequered, "png"));
    assertThat(read.getWidth()).isEqualTo(2600);
    assertThat(read.getRGB(1300, 1000) & 255).isBetween(126, 129);
    assertThat(read.getRGB(2599, 1999) & 255).isBetween(126, 129);
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
    "'RIFF....WEBPVP8 ', 'It is broken'",
    "'....ftypavif....', 'It is an AVIF picture, which can''t be read'",
    "'....ftypheic....', 'It is a HEIC picture, which can''t be read'",
    "'<?xml?><svg width=', 'It is an SVG drawing, which can''t be read'",
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

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"lossy.webp", "lossless.webp", "moving.webp", "ycck.jpg"})
  void readsFilesOfOtherTools(String name) throws IOException {
    BufferedImage read = PictureDecoder.decode(PictureFiles.sample(name));
    assertThat(read.getWidth()).isEqualTo(320);
    assertThat(nameAt(read, 80, 60)).isEqualTo("green");
    assertThat(nameAt(read, 240, 180)).isEqualTo("red");
  }

  @Test
  void putsWhatIsTransparentOnWhite() throws IOException {
    BufferedImage read = PictureDecoder.decode(PictureFiles.sample("alpha.webp"));
    assertThat(nameAt(read, 80, 60)).isEqualTo("green");
    assertThat(read.getRGB(240, 180)).isEqualTo(0xFFFFFFFF);
  }

  @Test
  void refusesAvifByItsName() {
    assertThatThrownBy(() -> PictureDecoder.decode(PictureFiles.sample("picture.avif")))
        .hasMessage("It is an AVIF picture, which can't be read");
  }

  /** Java takes grey for linear light, and 128 for 188. */
  @ParameterizedTest(name = "{0} bits, alpha: {1}")
  @CsvSource({"8, false", "16, false", "8, true"})
  void keepsTheLightOfGrey(int bits, boolean alpha) throws IOException {
    int type = bits == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            alpha,
            false,
            alpha ? ColorModel.TRANSLUCENT : ColorModel.OPAQUE,
            type);
    BufferedImage grey =
        new BufferedImage(model, model.createCompatibleWritableRaster(200, 200), false, null);
    int full = (1 << bits) - 1;
    for (int pixel = 0; pixel < 200 * 200; pixel++) {
      grey.getRaster().setSample(pixel % 200, pixel / 200, 0, full * 128 / 255);
      if (alpha) {
        grey.getRaster().setSample(pixel % 200, pixel / 200, 1, full);
      }
    }
    BufferedImage read = PictureDecoder.decode(PictureFiles.encoded(grey, "png"));
    assertThat(read.getRGB(100, 100) & 255).isBetween(127, 129);
  }

  /** Each is a colour of the wide space that is pure red or pure green in sRGB. */
  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource({
    "Display P3, jpeg, 234, 51, 35, red",
    "Display P3, png, 234, 51, 35, red",
    "Adobe RGB, jpeg, 144, 255, 60, green",
    "Adobe RGB, png, 144, 255, 60, green"
  })
  void bringsColoursToSrgb(String space, String format, int red, int green, int blue, String name)
      throws IOException {
    double[][] primaries =
        space.equals("Adobe RGB") ? ColourProfiles.ADOBE_RGB : ColourProfiles.DISPLAY_P3;
    byte[] profile = ColourProfiles.of(primaries);
    byte[] plain =
        PictureFiles.encoded(PictureFiles.of(new Color(red, green, blue), 200, 200), format);
    byte[] file =
        format.equals("png")
            ? ColourProfiles.inPng(plain, profile)
            : ColourProfiles.inJpeg(plain, profile);
    Color read = new Color(PictureDecoder.decode(file).getRGB(100, 100));
    assertThat(name.equals("red") ? read.getRed() : read.getGreen()).isGreaterThan(245);
    assertThat(name.equals("red") ? read.getGreen() : read.getRed()).isLessThan(25);
    assertThat(read.getBlue()).isLessThan(25);
  }

  @Test
  void readsAPictureWhoseProfileIsBroken() throws IOException {
    byte[] profile = ColourProfiles.of(ColourProfiles.DISPLAY_P3);
    Arrays.fill(profile, 128, profile.length, (byte) 0x55);
    byte[] plain = PictureFiles.encoded(PictureFiles.picture(400, 300), "jpeg");
    BufferedImage read = PictureDecoder.decode(ColourProfiles.inJpeg(plain, profile));
    assertThat(nameAt(read, 50, 50)).isEqualTo("green");
  }

  @Test
  void turnsAPngUprightToo() throws IOException {
    byte[] exif = {
      'e', 'X', 'I', 'f', 'M', 'M', 0, '*', 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 3, 0, 0,
      0, 0, 0, 0
    };
    byte[] png = PictureFiles.encoded(PictureFiles.picture(400, 300), "png");
    BufferedImage read = PictureDecoder.decode(PictureFiles.withChunk(png, exif));
    assertThat(nameAt(read, 350, 250)).isEqualTo("green");
  }

  @Test
  void refusesAJpegOfEndlessPasses() {
    byte[] jpeg = PictureFiles.encoded(PictureFiles.picture(400, 300), "jpeg");
    byte[] pass = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0};
    byte[] endless = Arrays.copyOf(jpeg, jpeg.length + 70 * pass.length);
    for (int each = 0; each < 70; each++) {
      System.arraycopy(pass, 0, endless, jpeg.length + each * pass.length, pass.length);
    }
    assertThatThrownBy(() -> PictureDecoder.decode(endless))
        .hasMessage("It has more passes than any camera writes");
  }
}
