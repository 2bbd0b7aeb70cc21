// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import java.net.URI;
import org.storycast.channel.Attachment;

/** A picture or film of a post. */
record MediumView(
    String role,
    String mediaType,
    long size,
    int width,
    int height,
    long durationSeconds,
    String altText,
    URI address,
    String digest) {

  static MediumView of(Attachment attachment) {
    return new MediumView(
        attachment.role(),
        attachment.mediaType(),
        attachment.size(),
        attachment.width(),
        attachment.height(),
        attachment.duration().toSeconds(),
        attachment.altText(),
        attachment.address(),
        attachment.digest().hex());
  }
}
