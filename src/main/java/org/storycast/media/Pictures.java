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
    return Optional.ofNullable(address)
        .flatMap(it -> this.source.fetch(it).flatMap(bytes -> decode(it, bytes)));
  }

  private static Optional<BufferedImage> decode(URI address, byte[] bytes) {
    try {
      return Optional.of(PictureDecoder.decode(bytes));
    } catch (IOException unreadable) {
      log.atWarn()
          .addKeyValue("host", address.getHost())
          .addKeyValue("path", address.getPath())
          .addKeyValue("reason", unreadable.getMessage())
          .log("A story's picture can't be read; what needs it is drawn without");
      return Optional.empty();
    }
  }
}
