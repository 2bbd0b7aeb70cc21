// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.storycast.channel.Account;
import org.storycast.channel.Attachment;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Digest;
import org.storycast.channel.Post;
import org.storycast.channel.SampleFilm;
import org.storycast.channel.Secret;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.InstagramSimulator;
import org.storycast.simulator.PictureSite;

/** Accounts and posts for the tests of this package. */
final class InstagramFixtures {

  private static final PictureSite SITE = new PictureSite();
  private static final byte[] CARD = PictureSite.picture("jpeg", 1080, 1350);
  private static final URI CARD_ADDRESS = SITE.show("card.jpg", "image/jpeg", CARD);

  private static final byte[] TALL = PictureSite.picture("jpeg", 1080, 1920);
  private static final URI TALL_ADDRESS = SITE.show("tall.jpg", "image/jpeg", TALL);
  private static final SampleFilm FILM = SampleFilm.small();
  private static final URI FILM_ADDRESS = SITE.show("film.mp4", "video/mp4", film());

  private InstagramFixtures() {}

  static Account account(URI api) {
    return account(Map.of("base-url", api.toString()));
  }

  static Account account(Map<String, String> changed) {
    Map<String, String> settings = new HashMap<>();
    settings.put("user-id", InstagramSimulator.USER_ID);
    settings.put("app-id", InstagramSimulator.APP_ID);
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

  /** The factory; accounts with a page need no tokens kept. */
  static InstagramPublisherFactory factory(Clock clock) {
    return new InstagramPublisherFactory(TestTokens.fresh(clock), clock);
  }

  static Account account(URI api, String form) {
    return account(Map.of("base-url", api.toString(), "form", form));
  }

  static Post post() {
    return saying("Rain reaches the steppe & the herds return <at last>\n\n#Steppe #Rain");
  }

  static Post saying(String caption) {
    return of(caption, List.of(picture()));
  }

  static Post carousel(int pictures) {
    return of(post().part("caption"), Collections.nCopies(pictures, picture()));
  }

  static Post reel() {
    Attachment film = FILM.attachment("film");
    return of(
        post().part("caption"),
        List.of(at(film, FILM_ADDRESS), card("cover", TALL, TALL_ADDRESS, 1080, 1920)));
  }

  static Post story() {
    return of(post().part("caption"), List.of(card("picture", TALL, TALL_ADDRESS, 1080, 1920)));
  }

  private static Post of(String caption, List<Attachment> attachments) {
    return new Post(Map.of("caption", caption), null, "en", attachments, List.of(), List.of());
  }

  private static Attachment at(Attachment film, URI address) {
    return new Attachment(
        film.role(),
        film.digest(),
        film.mediaType(),
        film.size(),
        film.width(),
        film.height(),
        film.duration(),
        film.altText(),
        address);
  }

  static Attachment picture() {
    return card("picture", CARD, CARD_ADDRESS, 1080, 1350);
  }

  private static Attachment card(String role, byte[] bytes, URI address, int width, int height) {
    return new Attachment(
        role,
        Digest.of(bytes),
        "image/jpeg",
        bytes.length,
        width,
        height,
        Duration.ZERO,
        "A herd in the rain",
        address);
  }

  /** As much of a film as Instagram looks at first: its index before its data. */
  private static byte[] film() {
    return "\0\0\0\u0018ftypmp42\0\0\0\0moov avc1 mdat".getBytes(StandardCharsets.ISO_8859_1);
  }
}
