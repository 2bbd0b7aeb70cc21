// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.storycast.channel.Account;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.Digest;
import org.storycast.channel.Post;
import org.storycast.simulator.TiktokSimulator;

/** A post of pictures, which lie where TikTok can pull them. */
final class PhotoPost implements Attachments {

  static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16};

  @Override
  public InputStream open(Attachment attachment) {
    return new ByteArrayInputStream(JPEG);
  }

  static Post of(int pictures) {
    return at("https://media.courier.example/%d.jpg", "image/jpeg", pictures);
  }

  static Post at(String address, String mediaType, int pictures) {
    return new Post(
        Map.of(
            "photo-title",
            "The bridge opens & the ferry rests",
            "photo-description",
            "After nine years. #Bridge"),
        null,
        "en",
        IntStream.range(0, pictures)
            .mapToObj(
                number ->
                    new Attachment(
                        "picture",
                        Digest.of(JPEG),
                        mediaType,
                        JPEG.length,
                        1080,
                        1350,
                        Duration.ZERO,
                        "A bridge at dawn",
                        URI.create(address.formatted(number))))
            .toList(),
        List.of("Local"),
        List.of("bridge"));
  }

  /** The account that posts them. */
  static Account account(URI api, String... settings) {
    String[] all = new String[settings.length + 4];
    all[0] = "form";
    all[1] = "photos";
    all[2] = "media-domains";
    all[3] = "courier.example";
    System.arraycopy(settings, 0, all, 4, settings.length);
    return TiktokAccount.at(api, all);
  }

  static void publishOn(TiktokSimulator tiktok) {
    tiktok.verifyDomains("courier.example");
    for (int number = 0; number < 35; number++) {
      tiktok.putOnTheWeb(
          URI.create("https://media.courier.example/%d.jpg".formatted(number)), JPEG);
    }
  }
}
