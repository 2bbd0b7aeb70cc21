// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.util.regex.Pattern;

/**
 * Names one connected account, such as {@code telegram-en}; several accounts may be of one kind.
 *
 * @param value one to forty lower-case letters, digits and hyphens
 */
public record ChannelId(String value) implements Comparable<ChannelId> {

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  public ChannelId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A channel's name is one to forty lower-case letters, digits and hyphens, not \"%s\""
              .formatted(value));
    }
  }

  @Override
  public int compareTo(ChannelId other) {
    return this.value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return this.value;
  }
}
