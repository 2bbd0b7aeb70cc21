// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.storycast.channel.Account;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Post;
import org.storycast.channel.SampleFilm;
import org.storycast.channel.Secret;
import org.storycast.simulator.TiktokSimulator;

/** The account and the posts of these tests. */
final class TiktokAccount {

  private TiktokAccount() {}

  static Account at(URI api, String... settings) {
    Map<String, String> all = new HashMap<>();
    all.put("client-key", TiktokSimulator.CLIENT_KEY);
    all.put("base-url", api.toString());
    all.put("upload-hosts", "*.tiktokapis.com, 127.0.0.1");
    all.put("timeout", "2s");
    all.put("chunk-size", "5242880");
    for (int name = 0; name < settings.length; name += 2) {
      all.put(settings[name], settings[name + 1]);
    }
    return new Account(
        new ChannelId("tiktok-en"),
        "tiktok",
        "en",
        all,
        Map.of(
            "client-secret",
            new Secret(TiktokSimulator.CLIENT_SECRET),
            "refresh-token",
            new Secret(TiktokSimulator.REFRESH_TOKEN)));
  }

  static Post post(SampleFilm film) {
    return new Post(
        Map.of("title", "The bridge opens & the ferry rests. #Local #Bridge"),
        null,
        "en",
        List.of(film.attachment("film")),
        List.of("Local"),
        List.of("bridge"));
  }
}
