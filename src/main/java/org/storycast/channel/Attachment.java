// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.net.URI;
import java.time.Duration;

/**
 * A picture or film that goes with a post, frozen with it.
 *
 * @param role the {@link MediaDemand} that it fulfils
 * @param digest of its bytes; {@link Attachments} opens them
 * @param mediaType such as {@code image/jpeg}
 * @param size in bytes
 * @param width in pixels
 * @param height in pixels
 * @param duration of a film; zero for a picture
 * @param altText what it shows, for people who don't see it
 * @param address where the world can fetch it
 */
public record Attachment(
    String role,
    Digest digest,
    String mediaType,
    long size,
    int width,
    int height,
    Duration duration,
    String altText,
    URI address) {}
