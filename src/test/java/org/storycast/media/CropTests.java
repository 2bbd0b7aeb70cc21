// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CropTests {

  private static final Color SKY = new Color(120, 160, 210);

  @Test
  void keepsAllOfWhatFits() {
    BufferedImage picture = PictureFiles.picture(1200, 1000);
    assertThat(Crop.of(picture, 0.8, 1.91)).isEqualTo(new Crop(0, 0, 1200, 1000));
    assertThat(Crop.of(picture, 0.8, 1.91).from(picture)).isSameAs(picture);
  }

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource({"3000, 500", "500, 3000", "1001, 333", "333, 1001"})
  void cutsNoMoreThanTheRatiosDemand(int width, int height) {
    Crop crop = Crop.of(PictureFiles.picture(width, height), 0.8, 1.91);
    double ratio = (double) crop.width() / crop.height();
    assertThat(ratio).isBetween(0.8, 1.91);
    assertThat(crop.width() == width || crop.height() == height).isTrue();
    assertThat(width > height ? crop.width() + 1 : crop.height() + 1.0)
        .isGreaterThan(width > height ? height * 1.91 : width / 0.8 - 1);
  }

  @ParameterizedTest(name = "a face at {0} per cent of the width")
  @ValueSource(ints = {8, 30, 50, 77, 92})
  void keepsAFaceWholeWhereverItIs(int place) {
    BufferedImage picture = PictureFiles.of(SKY, 1600, 600);
    int middle = 1600 * place / 100;
    face(picture, middle, 300, new Color(224, 172, 140));
    Crop crop = Crop.of(picture, 0.8, 1);
    assertThat(crop.x()).isLessThanOrEqualTo(middle - 80);
    assertThat(crop.x() + crop.width()).isGreaterThanOrEqualTo(middle + 80);
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @CsvSource({"245, 205, 180", "198, 134, 100", "141, 85, 60", "84, 52, 38"})
  void knowsSkinOfEveryShade(int red, int green, int blue) {
    BufferedImage picture = PictureFiles.of(SKY, 600, 1600);
    foliage(picture, 1000);
    face(picture, 300, 200, new Color(red, green, blue));
    Crop crop = Crop.of(picture, 0.8, 1.91);
    assertThat(crop.y()).isLessThanOrEqualTo(100);
  }

  @Test
  void leavesHeadRoomWhereNothingStandsOut() {
    Crop crop = Crop.of(PictureFiles.of(SKY, 500, 1500), 1, 1);
    assertThat(crop.y()).isBetween(200, 450);
  }

  /** An oval with eyes and a mouth. */
  private static void face(BufferedImage picture, int x, int y, Color skin) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(skin);
    graphics.fillOval(x - 75, y - 95, 150, 190);
    graphics.setColor(new Color(40, 30, 30));
    graphics.fillOval(x - 40, y - 30, 22, 14);
    graphics.fillOval(x + 18, y - 30, 22, 14);
    graphics.fillRect(x - 30, y + 45, 60, 8);
    graphics.dispose();
  }

  /** Green stripes, whose many edges must not outweigh a face. */
  private static void foliage(BufferedImage picture, int from) {
    Graphics2D graphics = picture.createGraphics();
    for (int y = from; y < picture.getHeight(); y += 40) {
      graphics.setColor(y % 80 == 0 ? new Color(40, 90, 40) : new Color(70, 120, 60));
      graphics.fillRect(0, y, picture.getWidth(), 40);
    }
    graphics.dispose();
  }
}
