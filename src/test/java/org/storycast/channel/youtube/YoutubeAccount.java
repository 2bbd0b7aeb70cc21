// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.storycast.channel.Account;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Post;
import org.storycast.channel.SampleFilm;
import org.storycast.channel.Secret;
import org.storycast.simulator.YoutubeSimulator;

/** The account and the posts of these tests. */
final class YoutubeAccount {

  private static final URI LINK =
      URI.create("https://courier.example.org/bridge?utm_id=0a1b2c3d4e5f");

  private YoutubeAccount() {}

  static Account at(URI api, String... settings) {
    Map<String, String> all = new HashMap<>();
    all.put("client-id", YoutubeSimulator.CLIENT_ID);
    all.put("made-for-kids", "false");
    all.put("base-url", api.toString());
    all.put("token-url", api + "/token");
    all.put("timeout", "2s");
    all.put("chunk-size", "262144");
    for (int name = 0; name < settings.length; name += 2) {
      all.put(settings[name], settings[name + 1]);
    }
    return new Account(
        new ChannelId("youtube-en"),
        "youtube",
        "en",
        all,
        Map.of(
            "client-secret",
            new Secret(YoutubeSimulator.CLIENT_SECRET),
            "refresh-token",
            new Secret(YoutubeSimulator.REFRESH_TOKEN)));
  }

  static Post post(SampleFilm film) {
    return post(film, "The bridge opens & the ferry rests");
  }

  static Post post(SampleFilm film, String title) {
    return new Post(
        Map.of(
            "title", title, "description", "After nine years the river has a bridge.\n\n" + LINK),
        LINK,
        "en",
        List.of(film.attachment("film")),
        List.of("Local"),
        List.of("bridge", "river crossing"));
  }
}
