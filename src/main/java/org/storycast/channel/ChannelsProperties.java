// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The newsroom's channels.
 *
 * @param channels by name, such as {@code telegram-en}
 */
@Validated
@ConfigurationProperties("storycast")
public record ChannelsProperties(@DefaultValue Map<String, @Valid ChannelSettings> channels) {

  /**
   * One channel.
   *
   * @param kind which adapter: telegram, x, facebook, instagram, youtube, tiktok, email, …; the
   *     channel's name where absent
   * @param language in which it speaks, as a BCP 47 tag
   * @param onDoubt what follows when read-back settles nothing
   * @param rehearsal whether everything but the irreversible call is done
   * @param page the account's public address, for the follow line of other channels
   * @param settings what the adapter needs and is no secret
   * @param credentials the adapter's secrets; {@code <name>-file} names a file that holds one
   */
  public record ChannelSettings(
      @Nullable String kind,
      @DefaultValue("en") String language,
      @DefaultValue("HOLD") DoubtPolicy onDoubt,
      @DefaultValue("false") boolean rehearsal,
      @Nullable URI page,
      @DefaultValue Map<String, String> settings,
      @DefaultValue Map<String, String> credentials) {

    @Override
    public String toString() {
      return "ChannelSettings[kind=%s, settings=%s, credentials=%s]"
          .formatted(this.kind, this.settings, this.credentials.keySet());
    }
  }
}
