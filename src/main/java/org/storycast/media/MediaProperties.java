// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How cards and films are drawn.
 *
 * @param ffmpeg the ffmpeg program to use; the one on the PATH where absent, or the one that comes
 *     with Storycast where that has no H.264 encoder
 * @param films how many films are drawn at a time
 * @param filmTimeout after which the drawing of a film is given up
 * @param pictureLimit the largest picture that is fetched, in bytes
 */
@ConfigurationProperties("storycast.media")
record MediaProperties(
    @Nullable Path ffmpeg,
    @DefaultValue("1") int films,
    @DefaultValue("3m") Duration filmTimeout,
    @DefaultValue("20971520") int pictureLimit) {

  MediaProperties {
    if (films < 1) {
      throw new IllegalArgumentException("storycast.media.films must be at least 1");
    }
  }
}
