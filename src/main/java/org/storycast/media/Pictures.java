// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a story's picture to the drawing table; without it, the drawing goes on without. */
final class Pictures {

  private static final Logger log = LoggerFactory.getLogger(Pictures.class);

  private final PictureSource source;

  Pictures(PictureSource source) {
    this.source = source;
  }

  Optional<BufferedImage> open(@Nullable URI address) {
    if (address == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(need(address));
    } catch (DrawingException unusable) {
      log.atWarn()
          .addKeyValue("host", address.getHost())
          .addKeyValue("path", address.getPath())
          .addKeyValue("reason", unusable.getMessage())
          .log("A story's picture can't be used; what needs it is drawn without");
      return Optional.empty();
    }
  }

  /**
   * The picture, upright and in sRGB.
   *
   * @throws DrawingException when it can't be had; the message says why
   */
  BufferedImage need(URI address) {
    try {
      return PictureDecoder.decode(this.source.fetch(address));
    } catch (IOException unusable) {
      throw new DrawingException(String.valueOf(unusable.getMessage()), unusable);
    }
  }
}
