// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.util.regex.Pattern;

/**
 * Identifies one delivery for ever: every attempt at it carries the same key. A channel that knows
 * idempotency keys or client-chosen ids is given it; elsewhere it travels in the link, so that
 * read-back recognises its own post.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record DeliveryKey(String value) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
  private static final int SHORT_LENGTH = 12;

  public DeliveryKey {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A delivery key is 32 hexadecimal digits, not \"" + value + "\"");
    }
  }

  /** The key of what the given words name, in this order: story, channel, occasion, purpose. */
  public static DeliveryKey of(String... words) {
    return new DeliveryKey(Digest.of(String.join("\n", words)).hex().substring(0, 32));
  }

  /** The first twelve digits: short enough for a link, long enough never to meet its like. */
  public String shortForm() {
    return this.value.substring(0, SHORT_LENGTH);
  }

  @Override
  public String toString() {
    return this.value;
  }
}
