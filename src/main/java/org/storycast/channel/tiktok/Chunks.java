// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

/**
 * How a film is cut: the last chunk takes what is left over, so that it is longer than the others.
 * Media transfer guide, read 2026-11.
 *
 * @param total bytes of the film
 * @param size bytes of every chunk but the last
 * @param count how many chunks there are
 */
record Chunks(long total, long size, int count) {

  static Chunks of(long total, int wanted) {
    long size = Math.min(total, wanted);
    return new Chunks(total, size, Math.max(1, Math.toIntExact(total / size)));
  }

  /** The byte after the chunk that begins there. */
  long end(long from) {
    long last = (this.count - 1) * this.size;
    return from >= last ? this.total : from + this.size;
  }
}
