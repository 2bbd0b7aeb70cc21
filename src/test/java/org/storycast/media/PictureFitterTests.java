// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PictureFitterTests {

  private static Fit fit(int maxWidth, int maxHeight, long maxBytes) {
    return new Fit(
        URI.create("https://pictures.example.org/bus.jpg"),
        "Дана Омар & <Co>",
        maxWidth,
        maxHeight,
        0.8,
        1.91,
        maxBytes);
  }

  @Test
  void keepsWithinEveryFrame() {
    Random random = new Random(4);
    for (int round = 0; round < 40; round++) {
      BufferedImage picture =
          new BufferedImage(
              160 + random.nextInt(700), 160 + random.nextInt(700), BufferedImage.TYPE_INT_RGB);
      Fit fit = fit(120 + random.nextInt(500), 150 + random.nextInt(500), 1_000_000);
      PictureFitter.Fitted fitted = PictureFitter.fit(picture, fit);
      assertThat(fitted.width()).isBetween(1, Math.min(fit.maxWidth(), picture.getWidth()));
      assertThat(fitted.height()).isBetween(1, Math.min(fit.maxHeight(), picture.getHeight()));
      assertThat((double) fitted.width() / fitted.height()).isBetween(0.8, 1.91);
    }
  }

  @Test
  void neverScalesUp() {
    PictureFitter.Fitted fitted =
        PictureFitter.fit(PictureFiles.picture(400, 300), fit(4000, 4000, 1_000_000));
    assertThat(fitted.width()).isEqualTo(400);
    assertThat(fitted.height()).isEqualTo(300);
  }

  @Test
  void spendsQualityBeforeSize() throws IOException {
    BufferedImage noise = PictureFiles.noise(600, 500);
    int best = PictureFitter.fit(noise, fit(600, 600, 10_000_000)).bytes().length;
    PictureFitter.Fitted less = PictureFitter.fit(noise, fit(600, 600, best * 3L / 4));
    PictureFitter.Fitted least = PictureFitter.fit(noise, fit(600, 600, best / 8L));
    assertThat(less.bytes()).hasSizeLessThanOrEqualTo(best * 3 / 4);
    assertThat(less.width()).isEqualTo(600);
    assertThat(least.bytes()).hasSizeLessThanOrEqualTo(best / 8);
    assertThat(least.width()).isLessThan(600);
    assertThat(ImageIO.read(new ByteArrayInputStream(least.bytes())).getWidth())
        .isEqualTo(least.width());
  }

  @Test
  void refusesAFileTooSmallForAnyPicture() {
    assertThatThrownBy(() -> PictureFitter.fit(PictureFiles.noise(300, 300), fit(300, 300, 900)))
        .isInstanceOf(DrawingException.class)
        .hasMessageContaining("900 bytes");
  }

  @Test
  void saysWhoseThePictureIsAndNothingElse() throws IOException {
    byte[] held = PictureFiles.jpegHeld(PictureFiles.picture(400, 300), 6);
    byte[] bytes = PictureFitter.fit(PictureDecoder.decode(held), fit(300, 300, 100_000)).bytes();
    String file = new String(bytes, StandardCharsets.UTF_8);
    assertThat(file)
        .contains("<photoshop:Credit>Дана Омар &amp; &lt;Co></photoshop:Credit>")
        .doesNotContain("Exif");
    assertThat(ImageIO.read(new ByteArrayInputStream(bytes)).getHeight()).isEqualTo(300);
  }

  /** Without a profile an ink takes away its light and no other: magenta and yellow make red. */
  @ParameterizedTest(name = "{0}, in passes: {1}")
  @CsvSource({"CMYK, false", "YCCK, false", "YCCK, true"})
  void fitsAPrintersPicture(PrintersFiles.Inks how, boolean progressive) throws IOException {
    byte[] file =
        PrintersFiles.inks(
            how, progressive, new int[] {0, 255, 255, 0}, new int[] {255, 0, 255, 0});
    BufferedImage fitted = fitted(file);
    assertNear(fitted.getRGB(40, 80), 255, 0, 0, 20);
    assertNear(fitted.getRGB(160, 80), 0, 255, 0, 20);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(PrintersFiles.Inks.class)
  void looksAtThePressOfAPrintersPicture(PrintersFiles.Inks how) throws IOException {
    byte[] plain =
        PrintersFiles.inks(how, false, new int[] {255, 0, 0, 0}, new int[] {0, 0, 255, 0});
    BufferedImage fitted = fitted(ColourProfiles.inJpeg(plain, PrintersFiles.strangePress()));
    assertNear(fitted.getRGB(40, 80), 226, 35, 38, 15);
    assertNear(fitted.getRGB(160, 80), 0, 70, 214, 15);
  }

  @Test
  void fitsAPictureThatComesInPasses() throws IOException {
    BufferedImage fitted = fitted(PrintersFiles.progressive());
    assertNear(fitted.getRGB(40, 80), 200, 30, 30, 6);
    assertNear(fitted.getRGB(160, 80), 30, 160, 60, 6);
  }

  private static BufferedImage fitted(byte[] file) throws IOException {
    PictureFitter.Fitted fitted =
        PictureFitter.fit(PictureDecoder.decode(file), fit(200, 200, 100_000));
    return ImageIO.read(new ByteArrayInputStream(fitted.bytes()));
  }

  private static void assertNear(int colour, int red, int green, int blue, int tolerance) {
    Color seen = new Color(colour);
    assertThat(seen.getRed()).as("red of %s", seen).isCloseTo(red, within(tolerance));
    assertThat(seen.getGreen()).as("green of %s", seen).isCloseTo(green, within(tolerance));
    assertThat(seen.getBlue()).as("blue of %s", seen).isCloseTo(blue, within(tolerance));
  }

  @Test
  void makesTheSameBytesOfTheSamePicture() {
    BufferedImage noise = PictureFiles.noise(300, 200);
    assertThat(PictureFitter.fit(noise, fit(200, 200, 100_000)).bytes())
        .isEqualTo(PictureFitter.fit(noise, fit(200, 200, 100_000)).bytes());
  }

  /** Stripes finer than the new pixels become grey, not broad stripes. */
  @Test
  void scalesWithoutGlitter() {
    BufferedImage stripes = new BufferedImage(997, 400, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 997; x += 2) {
      for (int y = 0; y < 400; y++) {
        stripes.setRGB(x, y, 0xFFFFFF);
      }
    }
    BufferedImage scaled = Scaling.scale(stripes, 450, 180);
    for (int x = 5; x < 445; x++) {
      assertThat(scaled.getRGB(x, 90) & 255).isBetween(108, 148);
    }
  }
}
