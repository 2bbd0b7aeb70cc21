// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;

/**
 * Brings pictures to sRGB, and what is transparent to white.
 *
 * @param profile of the colours, where the picture itself does not know it
 */
record SrgbOnWhite(@Nullable ICC_Profile profile) {

  BufferedImage of(BufferedImage picture) {
    BufferedImage opaque = isGrey(picture) ? grey(picture) : drawn(picture);
    ICC_Profile colours = this.profile;
    return colours != null
            && colours.getNumComponents() == 3
            && colours.getColorSpaceType() == ColorSpace.TYPE_RGB
        ? converted(opaque, colours)
        : opaque;
  }

  private static boolean isGrey(BufferedImage picture) {
    return picture.getColorModel() instanceof ComponentColorModel model
        && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
        && model.getTransferType() != DataBuffer.TYPE_FLOAT;
  }

  private static BufferedImage drawn(BufferedImage picture) {
    BufferedImage opaque =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = opaque.createGraphics();
    graphics.drawImage(picture, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return opaque;
  }

  /** Java takes grey for linear light and would make it too bright; files mean sRGB's steps. */
  private static BufferedImage grey(BufferedImage picture) {
    int width = picture.getWidth();
    Raster raster = picture.getRaster();
    boolean alpha = raster.getNumBands() > 1;
    int bits = picture.getColorModel().getComponentSize(0);
    int full = (1 << bits) - 1;
    BufferedImage opaque =
        new BufferedImage(width, picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    int[] light = new int[width];
    int[] cover = new int[width];
    for (int y = 0; y < picture.getHeight(); y++) {
      raster.getSamples(0, y, width, 1, 0, light);
      if (alpha) {
        raster.getSamples(0, y, width, 1, 1, cover);
      }
      for (int x = 0; x < width; x++) {
        double share = alpha ? (double) cover[x] / full : 1;
        int value = (int) Math.round(255 * (share * light[x] / full + 1 - share));
        light[x] = value << 16 | value << 8 | value;
      }
      opaque.getRaster().setDataElements(0, y, width, 1, light);
    }
    return opaque;
  }

  /** A profile that can't be used is passed over: a picture in slightly wrong colours is one. */
  private static BufferedImage converted(BufferedImage picture, ICC_Profile profile) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    WritableRaster bytes =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 3, null);
    bytes.setRect(picture.getRaster());
    ComponentColorModel model =
        new ComponentColorModel(
            new ICC_ColorSpace(profile), false, false, ComponentColorModel.OPAQUE, 0);
    try {
      return new ColorConvertOp(null)
          .filter(
              new BufferedImage(model, bytes, false, null),
              new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    } catch (CMMException | IllegalArgumentException unusable) {
      return picture;
    }
  }
}
