// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.storycast.media.Briefs.aBrief;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CardPainterTests {

  private static final List<Path> FOLDERS = List.of(Path.of("templates"));

  /** Two pixels for the soft edges of letters. */
  private static final int SOFT_EDGE = 2;

  private final Typefaces fonts = new Typefaces(FOLDERS);
  private final CardPainter painter = new CardPainter(new Layouts(FOLDERS, this.fonts), this.fonts);

  static Stream<Briefs> briefs() {
    String long300 =
        "The regional authority approved a plan to restore the delta. ".repeat(5).substring(0, 300);
    return Stream.concat(
        Stream.of(
            aBrief().saying("Snow"),
            aBrief().saying(long300),
            aBrief().saying(long300.repeat(8)),
            aBrief().saying("W".repeat(300)),
            aBrief().saying("gjpqy ÅÉ Ặ ".repeat(27)),
            aBrief().saying("Қазақстанда жаңа оқу жылы басталды ".repeat(9)).in("kk"),
            aBrief().saying("افتتاح أول خط للحافلات الهيدروجينية ".repeat(8)).in("ar"),
            aBrief().saying("השלג סוגר את המעבר ההררי ".repeat(12)).in("he"),
            aBrief().saying("阿斯塔纳开通首条氢能公交线路".repeat(20)).in("zh"),
            aBrief().saying("🎉💃🏽🐎👨‍👩‍👧".repeat(20)),
            aBrief().saying("English words in an Arabic card 🎉 (1,000)").in("ar"),
            aBrief().saying(long300).sized(1080, 1080),
            aBrief().saying(long300).sized(1080, 1920),
            aBrief().saying(long300).sized(1920, 1080),
            aBrief().saying(long300).sized(400, 500)),
        new Random(20261126)
            .ints(30, 1, 300)
            .mapToObj(length -> aBrief().saying(randomWords(length))));
  }

  private static String randomWords(int length) {
    Random random = new Random(length);
    StringBuilder text = new StringBuilder("x");
    IntStream.range(1, length)
        .forEach(
            it -> text.append(random.nextInt(7) == 0 ? ' ' : (char) ('a' + random.nextInt(26))));
    return text.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("briefs")
  void keepsEveryLetterInsideTheSafeBox(Briefs briefs) {
    Brief brief = briefs.brief();
    assertThat(inkOutside(brief, this.painter.paint(brief, null), "card/plain")).isEmpty();
    BufferedImage black = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
    assertThat(inkOutside(brief, this.painter.paint(brief, black), "card/picture")).isEmpty();
  }

  /** Letters and plates are much brighter than any background of ours. */
  private List<String> inkOutside(Brief brief, BufferedImage card, String layout) {
    Rectangle safe = safeBox(brief, layout);
    return IntStream.range(0, card.getWidth() * card.getHeight())
        .filter(it -> !safe.contains(it % card.getWidth(), it / card.getWidth()))
        .filter(it -> isInk(card.getRGB(it % card.getWidth(), it / card.getWidth())))
        .mapToObj(it -> "%d,%d".formatted(it % card.getWidth(), it / card.getWidth()))
        .limit(5)
        .toList();
  }

  private Rectangle safeBox(Brief brief, String layout) {
    Layout.Margins margins = new Layouts(FOLDERS, this.fonts).find(layout).layout().margins();
    float scale = Math.min(brief.width(), brief.height()) / 1080f;
    int side = Math.round(margins.start() * scale) - SOFT_EDGE;
    int top = Math.round(margins.top() * scale) - SOFT_EDGE;
    int bottom = Math.round(margins.bottom() * scale) - SOFT_EDGE;
    return new Rectangle(side, top, brief.width() - 2 * side, brief.height() - top - bottom);
  }

  private static boolean isInk(int rgb) {
    Color colour = new Color(rgb);
    return colour.getRed() > 140;
  }

  @Test
  void showsNoNameWhereThePlatformForbidsIt() {
    Brief branded = aBrief().brief();
    Brief plain = aBrief().of("").brief();
    assertThat(inkIn(foot(this.painter.paint(branded, null)))).isPositive();
    assertThat(inkIn(foot(this.painter.paint(plain, null)))).isZero();
  }

  private static BufferedImage foot(BufferedImage card) {
    return card.getSubimage(0, card.getHeight() - 130, card.getWidth(), 130);
  }

  private static long inkIn(BufferedImage part) {
    return IntStream.range(0, part.getWidth() * part.getHeight())
        .filter(it -> isInk(part.getRGB(it % part.getWidth(), it / part.getWidth())))
        .count();
  }

  @Test
  void writesArabicFromTheRight() {
    BufferedImage english = this.painter.paint(aBrief().of("").saying("Snow").brief(), null);
    BufferedImage arabic = this.painter.paint(aBrief().of("").saying("ثلج").in("ar").brief(), null);
    int half = english.getWidth() / 2;
    assertThat(inkIn(english.getSubimage(half, 0, half, 1000))).isLessThan(inkIn(english) / 2);
    assertThat(inkIn(arabic.getSubimage(0, 0, half, 500))).isZero();
  }

  @Test
  void coversTheWholeTopWithThePicture() {
    for (int[] size : new int[][] {{1600, 300}, {300, 1600}, {900, 900}}) {
      BufferedImage red = new BufferedImage(size[0], size[1], BufferedImage.TYPE_INT_RGB);
      var graphics = red.createGraphics();
      graphics.setColor(Color.RED);
      graphics.fillRect(0, 0, size[0], size[1]);
      BufferedImage card = this.painter.paint(aBrief().brief(), red);
      assertThat(
              List.of(
                  card.getRGB(0, 0),
                  card.getRGB(1079, 0),
                  card.getRGB(0, 300),
                  card.getRGB(1079, 300)))
          .containsOnly(Color.RED.getRGB());
    }
  }

  @Test
  void refusesAHeadlineOfWhichNothingCanBeDrawn() {
    Brief brief = aBrief().saying(Character.toString(0x1FB00)).brief();
    assertThatThrownBy(() -> this.painter.paint(brief, null))
        .isInstanceOf(DrawingException.class)
        .hasMessageContaining("no character that can be drawn");
  }
}
