// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanTests {

  private static final int WIDTH = 1080;
  private static final int HEIGHT = 1000;

  @ParameterizedTest(name = "{0} x {1}, {2} frames")
  @CsvSource({
    "1600, 900, 450",
    "1600, 900, 1200",
    "900, 1600, 450",
    "1080, 1000, 1200",
    "300, 200, 900",
    "200, 3000, 1200",
    "4000, 600, 450"
  })
  void neverLooksBeyondThePicture(int width, int height, int frames) {
    Pan pan =
        Pan.of(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), WIDTH, HEIGHT, frames);
    int way = (frames - 1) / pan.framesPerPixel();
    assertThat(pan.x() + (pan.sideways() ? way : 0) + WIDTH)
        .isLessThanOrEqualTo(pan.picture().getWidth());
    assertThat(pan.y() + (pan.sideways() ? 0 : way) + HEIGHT)
        .isLessThanOrEqualTo(pan.picture().getHeight());
  }

  @ParameterizedTest(name = "{0} x {1}")
  @CsvSource({"1600, 900, true", "900, 1600, false"})
  void movesAlongTheLongSide(int width, int height, boolean sideways) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    assertThat(Pan.of(picture, WIDTH, HEIGHT, 450).sideways()).isEqualTo(sideways);
  }
}
