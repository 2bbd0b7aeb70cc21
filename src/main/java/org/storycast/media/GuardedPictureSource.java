// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.storycast.outbound.Fetched;
import org.storycast.outbound.GuardedFetcher;

/** Fetches pictures from outside only, within a size that a picture of the press has. */
@Component
class GuardedPictureSource implements PictureSource {

  /** AVIF is left out: servers that can choose then send what can be read here. */
  private static final Map<String, String> HEADERS =
      Map.of("Accept", "image/jpeg, image/png, image/webp;q=0.9, image/gif;q=0.8");

  private final GuardedFetcher fetcher;
  private final int limit;

  GuardedPictureSource(GuardedFetcher fetcher, MediaProperties properties) {
    this.fetcher = fetcher;
    this.limit = properties.pictureLimit();
  }

  @Override
  public byte[] fetch(URI address) throws IOException {
    return switch (this.fetcher.fetch(address, HEADERS, this.limit)) {
      case Fetched.Answer answer when answer.status() == 200 -> answer.body();
      case Fetched.Answer answer -> throw unavailable("its server answers " + answer.status());
      case Fetched.Refused refused -> throw unavailable(refused.why());
      case Fetched.Failed failed -> throw unavailable(failed.why());
    };
  }

  private static IOException unavailable(String why) {
    return new IOException("It can't be fetched: " + why);
  }
}
