// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.storycast.outbound.Fetched;
import org.storycast.outbound.GuardedFetcher;

/** Looks from outside whether the world can fetch our media, as platforms do. */
@Component
public final class MediaReach {

  private static final int MOST_BYTES = 64 * 1024 * 1024;

  private final MediaLibrary library;
  private final GuardedFetcher fetcher;

  MediaReach(MediaLibrary library, GuardedFetcher fetcher) {
    this.library = library;
    this.fetcher = fetcher;
  }

  /**
   * What keeps the world from fetching what the library holds; empty where nothing does.
   *
   * @param site the public address of this service
   */
  public Optional<String> trouble(URI site) {
    if (!"https".equals(site.getScheme())) {
      return Optional.of("\"%s\" does not begin with https://".formatted(site));
    }
    Optional<StoredMedia> newest = this.library.newest();
    String name = newest.map(it -> it.digest() + "." + it.extension()).orElse("none.jpg");
    URI address = URI.create(site.toString().replaceFirst("/+$", "") + "/media/" + name);
    return switch (this.fetcher.fetch(address, Map.of(), MOST_BYTES)) {
      case Fetched.Answer answer -> judge(answer, newest, address);
      case Fetched.Refused refused -> Optional.of(address + ": " + refused.why());
      case Fetched.Failed failed -> Optional.of(address + ": " + failed.why());
    };
  }

  /** Without a medium, "not found" is the right answer. */
  private static Optional<String> judge(
      Fetched.Answer answer, Optional<StoredMedia> expected, URI address) {
    if (expected.isEmpty()) {
      return answer.status() == 404
          ? Optional.empty()
          : Optional.of("%s answers %d where nothing is".formatted(address, answer.status()));
    }
    boolean ours =
        answer.status() == 200
            && MediaLibrary.digestOf(answer.body()).equals(expected.get().digest());
    return ours
        ? Optional.empty()
        : Optional.of(
            "%s answers %d and not with the medium of that name"
                .formatted(address, answer.status()));
  }
}
