// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.storycast.channel.Account;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Digest;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.SampleFilm;
import org.storycast.channel.Secret;
import org.storycast.simulator.PictureSite;
import org.storycast.simulator.TelegramSimulator;

/** Accounts, posts and files for tests of this channel. */
final class TelegramFixtures implements Attachments {

  static final URI LINK = URI.create("https://courier.example.org/bridge?utm_id=0a1b2c3d4e5f");

  static final String MESSAGE =
      """
      <b>The bridge opens &amp; the ferry rests</b>

      After nine years the river has a bridge. <a href="%s">Read on</a>\
      """
          .formatted(LINK);

  private final Map<Digest, byte[]> files = new HashMap<>();

  /** An account of the newspaper's channel with an observer. */
  static Account account(URI api, Map<String, String> settings) {
    return account(
        api,
        settings,
        Map.of(
            "bot-token",
            new Secret(TelegramSimulator.TOKEN),
            "observer-token",
            new Secret(TelegramSimulator.OBSERVER_TOKEN)));
  }

  static Account account(URI api, Map<String, String> settings, Map<String, Secret> credentials) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "chat-id",
                "@" + TelegramSimulator.CHANNEL_NAME,
                "base-url",
                api.toString(),
                "timeout",
                "2s",
                "upload-timeout",
                "2s"));
    all.putAll(settings);
    return new Account(new ChannelId("telegram-en"), "telegram", "en", all, credentials);
  }

  static Post post(String html, List<Attachment> attachments) {
    return new Post(
        Map.of("message", html, "caption", html),
        LINK,
        "en",
        attachments,
        List.of("Local"),
        List.of("bridge"));
  }

  static Post urgent(String html, List<Attachment> attachments) {
    Post post = post(html, attachments);
    return new Post(
        post.parts(),
        post.link(),
        post.language(),
        post.attachments(),
        post.sections(),
        post.tags(),
        true,
        null,
        (Receipt) null);
  }

  /** A picture of its own; the width tells it from others. */
  Attachment picture(int width) {
    byte[] bytes = PictureSite.picture("jpeg", width, 80);
    return keep("picture", "image/jpeg", bytes, width, Duration.ZERO);
  }

  /** Bytes that nobody will look at. */
  Attachment file(String role, String mediaType, int size) {
    return keep(role, mediaType, new byte[size], 360, Duration.ofSeconds(3));
  }

  Attachment film() {
    SampleFilm film = SampleFilm.small();
    Attachment attachment = film.attachment("film");
    this.files.put(attachment.digest(), film.bytes());
    return attachment;
  }

  private Attachment keep(
      String role, String mediaType, byte[] bytes, int width, Duration duration) {
    Digest digest = Digest.of(bytes);
    this.files.put(digest, bytes);
    return new Attachment(
        role,
        digest,
        mediaType,
        bytes.length,
        width,
        80,
        duration,
        "A bridge at dawn",
        URI.create("https://courier.example.org/media/%s.jpg".formatted(digest.hex())));
  }

  @Override
  public InputStream open(Attachment attachment) {
    return new ByteArrayInputStream(this.files.get(attachment.digest()));
  }
}
