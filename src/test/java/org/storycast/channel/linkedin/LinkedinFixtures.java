// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

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
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.LinkedinSimulator;
import org.storycast.simulator.PictureSite;

/** Accounts and posts for the tests of this package. */
final class LinkedinFixtures {

  private static final byte[] CARD = PictureSite.picture("jpeg", 1200, 627);
  private static final SampleFilm FILM = SampleFilm.ofSize(4 * 1024 * 1024 + 1000);
  private static final URI WEB = URI.create("https://courier.example.com/media/1");

  private LinkedinFixtures() {}

  static Account account(URI api) {
    return account(api, Map.of(), Map.of("access-token", LinkedinSimulator.PAGE_TOKEN));
  }

  static Account account(URI api, Map<String, String> changed, Map<String, String> credentials) {
    Map<String, String> settings = new HashMap<>();
    settings.put("author", LinkedinSimulator.PAGE);
    settings.put("base-url", api.toString());
    settings.put("oauth-url", api.toString());
    settings.put("upload-hosts", "127.0.0.1");
    settings.put("timeout", "2s");
    settings.putAll(changed);
    Map<String, Secret> secrets = new HashMap<>();
    credentials.forEach((name, value) -> secrets.put(name, new Secret(value)));
    return new Account(new ChannelId("linkedin-en"), "linkedin", "en", settings, secrets);
  }

  static LinkedinPublisherFactory factory(Clock clock) {
    Attachments attachments =
        medium ->
            medium.mediaType().startsWith("video/")
                ? FILM.open(medium)
                : new ByteArrayInputStream(CARD);
    return new LinkedinPublisherFactory(TestTokens.fresh(clock), attachments, clock);
  }

  static Post article(DeliveryKey key) {
    return post(key, List.of(picture(1)));
  }

  static Post pictures(DeliveryKey key, int count) {
    return post(key, IntStream.range(0, count).mapToObj(LinkedinFixtures::picture).toList());
  }

  static Post film(DeliveryKey key) {
    return post(key, List.of(FILM.attachment("film")));
  }

  static Post post(DeliveryKey key, List<Attachment> media) {
    return saying("Rain (at last) reaches the steppe_ *now* #Steppe #1", key, media);
  }

  static Post saying(String text, DeliveryKey key, List<Attachment> media) {
    URI link =
        URI.create(
            "https://courier.example.com/a_(b)~c?utm_source=linkedin&utm_content="
                + key.shortForm());
    return new Post(
        Map.of(
            "commentary",
            text + "\n\n" + link,
            "title",
            "Rain reaches the steppe",
            "description",
            "The herds return"),
        link,
        "en",
        media,
        List.of(),
        List.of());
  }

  private static Attachment picture(int number) {
    return new Attachment(
        "picture",
        Digest.of(CARD),
        "image/jpeg",
        CARD.length,
        1200,
        627,
        Duration.ZERO,
        "A herd in the rain, " + number,
        WEB);
  }
}
