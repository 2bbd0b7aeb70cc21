// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.storycast.channel.Account;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.ChannelId;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Digest;
import org.storycast.channel.Post;
import org.storycast.channel.Secret;
import org.storycast.simulator.MastodonSimulator;
import org.storycast.simulator.PictureSite;

/** Accounts and posts for the tests of this package. */
final class MastodonFixtures {

  /** Every file is a picture whose size tells it from others. */
  static final Attachments FILES =
      attachment -> new ByteArrayInputStream(PictureSite.picture("jpeg", attachment.width(), 60));

  private MastodonFixtures() {}

  static Attachment picture(int width) {
    byte[] bytes = PictureSite.picture("jpeg", width, 60);
    return new Attachment(
        "picture",
        Digest.of(bytes),
        "image/jpeg",
        bytes.length,
        width,
        60,
        Duration.ZERO,
        "Стая на заре 🦅",
        URI.create("https://courier.example.com/media/1.jpg"));
  }

  static Post showing(DeliveryKey key, int... widths) {
    Post post = post(key);
    return new Post(
        post.parts(),
        post.link(),
        post.language(),
        IntStream.of(widths).mapToObj(MastodonFixtures::picture).toList(),
        List.of(),
        List.of());
  }

  static Account account(URI api) {
    return account(Map.of("base-url", api.toString()), MastodonSimulator.TOKEN);
  }

  static Account account(Map<String, String> changed, String token) {
    Map<String, String> settings = new HashMap<>();
    settings.put("timeout", "2s");
    settings.putAll(changed);
    return new Account(
        new ChannelId("mastodon-en"),
        "mastodon",
        "en",
        settings,
        Map.of("access-token", new Secret(token)));
  }

  static URI link(DeliveryKey key) {
    return URI.create(
        "https://courier.example.com/steppe/1?utm_source=mastodon&utm_medium=social&utm_content="
            + key.shortForm());
  }

  static Post post(DeliveryKey key) {
    return saying("Rain reaches the steppe & the herds return <at last>\n\n" + link(key), key);
  }

  static Post saying(String text, DeliveryKey key) {
    return new Post(Map.of("status", text), link(key), "en-GB", List.of(), List.of(), List.of());
  }
}
