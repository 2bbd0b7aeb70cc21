// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.storycast.channel.Account;
import org.storycast.channel.Attachment;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Digest;
import org.storycast.channel.Post;
import org.storycast.channel.Secret;
import org.storycast.simulator.InstagramSimulator;
import org.storycast.simulator.PictureSite;

/** Accounts and posts for the tests of this package. */
final class InstagramFixtures {

  private static final PictureSite SITE = new PictureSite();
  private static final byte[] CARD = PictureSite.picture("jpeg", 1080, 1350);
  private static final URI CARD_ADDRESS = SITE.show("card.jpg", "image/jpeg", CARD);

  private InstagramFixtures() {}

  static Account account(URI api) {
    return account(Map.of("base-url", api.toString()));
  }

  static Account account(Map<String, String> changed) {
    Map<String, String> settings = new HashMap<>();
    settings.put("user-id", InstagramSimulator.USER_ID);
    settings.put("timeout", "2s");
    settings.putAll(changed);
    return new Account(
        new ChannelId("instagram-en"),
        "instagram",
        "en",
        settings,
        Map.of(
            "access-token", new Secret(InstagramSimulator.TOKEN),
            "app-secret", new Secret(InstagramSimulator.APP_SECRET)));
  }

  static Post post() {
    return saying("Rain reaches the steppe & the herds return <at last>\n\n#Steppe #Rain");
  }

  static Post saying(String caption) {
    return new Post(Map.of("caption", caption), null, "en", List.of(card()), List.of(), List.of());
  }

  static Attachment card() {
    return new Attachment(
        "card",
        Digest.of(CARD),
        "image/jpeg",
        CARD.length,
        1080,
        1350,
        Duration.ZERO,
        "A herd in the rain",
        CARD_ADDRESS);
  }
}
