// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.storycast.channel.Account;
import org.storycast.channel.Attachment;
import org.storycast.channel.ChannelId;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Digest;
import org.storycast.channel.Post;
import org.storycast.channel.SampleFilm;
import org.storycast.channel.Secret;
import org.storycast.simulator.PictureSite;
import org.storycast.simulator.ThreadsSimulator;

/** Accounts and posts for the tests of this package. */
final class ThreadsFixtures {

  private static final PictureSite SITE = new PictureSite();

  private ThreadsFixtures() {}

  static Account account(URI api, String... settings) {
    return accountWith(ThreadsSimulator.TOKEN, api, settings);
  }

  static Account accountWith(String token, URI api, String... settings) {
    Map<String, String> all = new HashMap<>();
    all.put("base-url", api.toString());
    all.put("timeout", "2s");
    for (int name = 0; name < settings.length; name += 2) {
      all.put(settings[name], settings[name + 1]);
    }
    return new Account(
        new ChannelId("threads-en"),
        "threads",
        "en",
        all,
        Map.of("access-token", new Secret(token)));
  }

  static URI link(DeliveryKey key) {
    return URI.create("https://courier.example.com/steppe/1?utm_content=" + key.shortForm());
  }

  static Post post(DeliveryKey key) {
    return saying("Rain reaches the steppe & the herds return <at last>\n\n" + link(key), key);
  }

  static Post saying(String text, DeliveryKey key) {
    return new Post(
        Map.of("text", text),
        link(key),
        "en",
        List.of(),
        List.of("Local"),
        List.of("St. Steppe & Co", "Rain"));
  }

  static Post with(Post post, List<Attachment> attachments) {
    return new Post(
        post.parts(), post.link(), post.language(), attachments, post.sections(), post.tags());
  }

  static List<Attachment> pictures(int number) {
    return IntStream.range(0, number)
        .mapToObj(
            it -> {
              byte[] bytes = PictureSite.picture("jpeg", 400 + it, 300);
              return attachment("picture", bytes, "image/jpeg", it);
            })
        .toList();
  }

  private static Attachment attachment(String role, byte[] bytes, String type, int number) {
    return new Attachment(
        role,
        Digest.of(bytes),
        type,
        bytes.length,
        400 + number,
        300,
        Duration.ZERO,
        "A herd in the rain, picture " + number,
        SITE.show(role + number, type, bytes));
  }

  static List<Attachment> film() {
    return List.of(attachment("film", SampleFilm.small().bytes(), "video/mp4", 0));
  }

  static List<Attachment> unreachable() {
    byte[] bytes = {1};
    return List.of(
        new Attachment(
            "picture",
            Digest.of(bytes),
            "image/jpeg",
            1,
            400,
            300,
            Duration.ZERO,
            "",
            URI.create("http://127.0.0.1:1/gone.jpg")));
  }
}
