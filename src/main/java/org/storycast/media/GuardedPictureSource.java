// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.storycast.outbound.Fetched;
import org.storycast.outbound.GuardedFetcher;

/** Fetches pictures from outside only, within a size that a picture of the press has. */
@Component
class GuardedPictureSource implements PictureSource {

  private static final Logger log = LoggerFactory.getLogger(GuardedPictureSource.class);

  /** WebP is left out: servers that can choose then send what can be read here. */
  private static final Map<String, String> HEADERS =
      Map.of("Accept", "image/jpeg, image/png, image/gif;q=0.8");

  private final GuardedFetcher fetcher;
  private final int limit;

  GuardedPictureSource(GuardedFetcher fetcher, MediaProperties properties) {
    this.fetcher = fetcher;
    this.limit = properties.pictureLimit();
  }

  @Override
  public Optional<byte[]> fetch(URI address) {
    return switch (this.fetcher.fetch(address, HEADERS, this.limit)) {
      case Fetched.Answer answer when answer.status() == 200 -> Optional.of(answer.body());
      case Fetched.Answer answer -> nothing(address, "its server answers " + answer.status());
      case Fetched.Refused refused -> nothing(address, refused.why());
      case Fetched.Failed failed -> nothing(address, failed.why());
    };
  }

  private static Optional<byte[]> nothing(URI address, String why) {
    log.atWarn()
        .addKeyValue("host", address.getHost())
        .addKeyValue("path", address.getPath())
        .addKeyValue("reason", why)
        .log("A story's picture can't be fetched; what needs it is drawn without");
    return Optional.empty();
  }
}
