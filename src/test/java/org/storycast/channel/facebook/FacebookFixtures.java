// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
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
import org.storycast.simulator.FacebookSimulator;
import org.storycast.simulator.PictureSite;

/** Accounts and posts for the tests of this package. */
final class FacebookFixtures {

  static final SampleFilm FILM = SampleFilm.small();

  private static final byte[] PICTURE = PictureSite.picture("jpeg", 1080, 1350);

  /** Opens the picture and the film of the fixtures. */
  static final Attachments MEDIA =
      attachment ->
          attachment.role().equals("film")
              ? FILM.open(attachment)
              : new ByteArrayInputStream(PICTURE);

  private FacebookFixtures() {}

  static FacebookPublisherFactory factory(Clock clock) {
    return new FacebookPublisherFactory(MEDIA, clock);
  }

  static Account account(URI api) {
    return account(Map.of("base-url", api.toString()));
  }

  static Account account(URI api, String form) {
    return account(Map.of("base-url", api.toString(), "form", form));
  }

  static Account account(Map<String, String> changed) {
    Map<String, String> settings = new HashMap<>();
    settings.put("page-id", FacebookSimulator.PAGE_ID);
    settings.put("app-id", FacebookSimulator.APP_ID);
    settings.put("timeout", "2s");
    settings.put("upload-timeout", "2s");
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

  /** A post of a form whose link stands in its caption. */
  static Post captioned(DeliveryKey key, List<Attachment> attachments) {
    return new Post(
        Map.of("caption", "Rain reaches the steppe — Жаңбыр 🎉\n\n" + link(key)),
        link(key),
        "en",
        attachments,
        List.of(),
        List.of());
  }

  static Post photos(DeliveryKey key, int number) {
    return captioned(key, IntStream.range(0, number).mapToObj(FacebookFixtures::picture).toList());
  }

  static Post film(DeliveryKey key) {
    return captioned(key, List.of(FILM.attachment("film")));
  }

  private static Attachment picture(int number) {
    return new Attachment(
        "picture",
        Digest.of(PICTURE),
        "image/jpeg",
        PICTURE.length,
        1080,
        1350,
        Duration.ZERO,
        "A herd in the rain, picture " + number,
        URI.create("https://courier.example.com/media/%d.jpg".formatted(number)));
  }
}
