// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

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
import org.storycast.channel.SampleFilm;
import org.storycast.channel.Secret;
import org.storycast.simulator.BlueskySimulator;
import org.storycast.simulator.PictureSite;

/** Accounts and posts for the tests of this package. */
final class BlueskyFixtures {

  private static final byte[] CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\nRain\n".getBytes();

  private BlueskyFixtures() {}

  static Account account(URI api, String... settings) {
    return accountWith(BlueskySimulator.PASSWORD, api, settings);
  }

  static Account accountWith(String password, URI api, String... settings) {
    Map<String, String> all = new HashMap<>();
    all.put("identifier", "@" + BlueskySimulator.HANDLE);
    all.put("base-url", api.toString());
    all.put("app-view-url", api.toString());
    all.put("video-url", api.toString());
    all.put("timeout", "2s");
    for (int name = 0; name < settings.length; name += 2) {
      all.put(settings[name], settings[name + 1]);
    }
    return new Account(
        new ChannelId("bluesky-en"),
        "bluesky",
        "en",
        all,
        Map.of("app-password", new Secret(password)));
  }

  static URI link(DeliveryKey key) {
    return URI.create(
        "https://www.courier.example.com/steppe/rain-reaches-the-herds?utm_source=bluesky&utm_content="
            + key.shortForm());
  }

  static Post post(DeliveryKey key) {
    return saying(
        "Rain reaches the steppe & the herds return\n\n" + link(key) + "\n\n#Steppe", key);
  }

  static Post saying(String text, DeliveryKey key) {
    return new Post(
        Map.of(
            "text", text, "title", "Rain reaches the steppe", "description", "The herds return."),
        link(key),
        "en-GB",
        List.of(picture("thumb", 0)),
        List.of("Local"),
        List.of("Steppe"));
  }

  static Post with(Post post, List<Attachment> attachments) {
    return new Post(
        post.parts(), post.link(), post.language(), attachments, post.sections(), post.tags());
  }

  static List<Attachment> pictures(int number) {
    return IntStream.range(0, number).mapToObj(it -> picture("picture", it)).toList();
  }

  static Attachment picture(String role, int number) {
    byte[] bytes = bytesOf(number);
    return new Attachment(
        role,
        Digest.of(bytes),
        "image/jpeg",
        bytes.length,
        40 + number,
        30,
        Duration.ZERO,
        "A herd in the rain, picture " + number,
        URI.create("https://courier.example.com/media/%d.jpg".formatted(number)));
  }

  static List<Attachment> film() {
    Attachment film = SampleFilm.small().attachment("film");
    return List.of(
        film,
        new Attachment(
            "captions",
            Digest.of(CAPTIONS),
            "text/vtt",
            CAPTIONS.length,
            0,
            0,
            Duration.ZERO,
            "",
            URI.create("https://courier.example.com/media/film.vtt")));
  }

  static Attachments attachments() {
    return attachment ->
        switch (attachment.role()) {
          case "film" -> SampleFilm.small().open(attachment);
          case "captions" -> new ByteArrayInputStream(CAPTIONS);
          default -> new ByteArrayInputStream(bytesOf(attachment.width() - 40));
        };
  }

  private static byte[] bytesOf(int number) {
    return PictureSite.picture("jpeg", 40 + number, 30);
  }
}
