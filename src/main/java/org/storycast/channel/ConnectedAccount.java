// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account that a person connected to a channel, or disconnected from it.
 *
 * @param revision grows with each connection and disconnection of the channel
 * @param kind of the channel when it was connected; absent where the account was disconnected
 * @param name by which people know the account
 * @param settings that follow from the account
 * @param credentials that the platform gave; absent where they were encrypted with another key
 */
public record ConnectedAccount(
    long revision,
    @Nullable String kind,
    String name,
    Map<String, String> settings,
    @Nullable Map<String, Secret> credentials) {

  /**
   * The configured account with what the connected one brings along.
   *
   * @throws InvalidAccountException where the two don't belong together
   */
  Account over(Account configured) {
    if (this.kind == null) {
      return configured;
    }
    if (!this.kind.equals(configured.kind())) {
      throw new InvalidAccountException(
          "kind",
          "is %s, but the connected account \"%s\" is of kind %s; disconnect it, or correct the kind"
              .formatted(configured.kind(), this.name, this.kind));
    }
    if (this.credentials == null) {
      throw new InvalidAccountException(
          "connection",
          "the credentials of \"%s\" were encrypted with another key; restore storycast.secret-key"
                  .formatted(this.name)
              + " or the file secret.key, or connect the account again");
    }
    this.settings.forEach((name, value) -> refuseAnother(configured, name, value));
    Map<String, String> all = new HashMap<>(configured.settings());
    all.putAll(this.settings);
    Map<String, Secret> secrets = new HashMap<>(configured.credentials());
    secrets.putAll(this.credentials);
    return new Account(configured.id(), configured.kind(), configured.language(), all, secrets);
  }

  private void refuseAnother(Account configured, String name, String value) {
    configured
        .optionalSetting(name)
        .filter(it -> !it.equals(value))
        .ifPresent(
            it -> {
              throw new InvalidAccountException(
                  "settings." + name,
                  "is \"%s\", but the connected account \"%s\" has \"%s\"; disconnect the account, or"
                          .formatted(it, this.name, value)
                      + " correct the setting");
            });
  }
}
