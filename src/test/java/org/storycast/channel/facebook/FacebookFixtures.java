// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.storycast.channel.Account;
import org.storycast.channel.ChannelId;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Post;
import org.storycast.channel.Secret;
import org.storycast.simulator.FacebookSimulator;

/** Accounts and posts for the tests of this package. */
final class FacebookFixtures {

  private FacebookFixtures() {}

  static Account account(URI api) {
    return account(Map.of("base-url", api.toString()));
  }

  static Account account(Map<String, String> changed) {
    Map<String, String> settings = new HashMap<>();
    settings.put("page-id", FacebookSimulator.PAGE_ID);
    settings.put("timeout", "2s");
    settings.putAll(changed);
    return new Account(
        new ChannelId("facebook-en"),
        "facebook",
        "en",
        settings,
        Map.of(
            "page-token", new Secret(FacebookSimulator.PAGE_TOKEN),
            "app-secret", new Secret(FacebookSimulator.APP_SECRET)));
  }

  static URI link(DeliveryKey key) {
    return URI.create(
        "https://courier.example.com/steppe/1?utm_source=facebook&utm_content=" + key.shortForm());
  }

  static Post post(DeliveryKey key) {
    return saying("Rain reaches the steppe & the herds return “at last” — Жаңбыр 🎉", link(key));
  }

  static Post saying(String message, URI link) {
    return new Post(Map.of("message", message), link, "en", List.of(), List.of(), List.of());
  }
}
