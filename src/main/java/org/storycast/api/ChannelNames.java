// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import org.storycast.channel.ChannelId;

/** Reads channels' names. */
final class ChannelNames {

  private ChannelNames() {}

  static ChannelId parse(String name) {
    try {
      return new ChannelId(name);
    } catch (IllegalArgumentException malformed) {
      throw ApiProblem.malformed("channel", String.valueOf(malformed.getMessage()));
    }
  }
}
