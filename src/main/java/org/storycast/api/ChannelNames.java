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
