// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * What an account on Bluesky is besides its app password.
 *
 * @param identifier the account's handle or DID
 * @param baseUrl the service at which it logs in
 * @param appView where likes and replies are counted
 * @param films the service that makes films ready
 * @param preparesFilms whether that service is used; otherwise a film goes to the account's server
 *     as it is
 * @param form what goes with the text
 * @param timeout the longest time that one request may take
 * @param uploadTimeout the longest time that one upload may take
 * @param blobLimit the largest file that the account's server takes, in bytes
 */
record BlueskySettings(
    String identifier,
    URI baseUrl,
    URI appView,
    URI films,
    boolean preparesFilms,
    Form form,
    Duration timeout,
    Duration uploadTimeout,
    int blobLimit) {

  /** What Bluesky's own servers take. */
  private static final int ORDINARY_BLOB_LIMIT = 52_428_800;

  /** What goes with the text. */
  enum Form {
    /** A card that leads to the story, with its title, description and picture. */
    CARD,
    /** Up to four pictures of the story. */
    PICTURES,
    /** The story's film. */
    VIDEO,
    /** Nothing. */
    TEXT;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static BlueskySettings of(Account account) {
    Duration timeout = account.duration("timeout", Duration.ofSeconds(15));
    return new BlueskySettings(
        identifier(account),
        account.address("base-url", "https://bsky.social"),
        account.address("app-view-url", "https://public.api.bsky.app"),
        account.address("video-url", "https://video.bsky.app"),
        account.flag("video-service", true),
        form(account),
        timeout,
        account.duration("upload-timeout", timeout.multipliedBy(4)),
        blobLimit(account));
  }

  /** A handle is a domain; people write an at sign before it. */
  private static String identifier(Account account) {
    String given = account.setting("identifier");
    String identifier = given.startsWith("@") ? given.substring(1) : given;
    if (!identifier.matches("did:[a-z]+:[A-Za-z0-9._:%-]+|[A-Za-z0-9.-]+\\.[A-Za-z0-9-]+")) {
      throw new InvalidAccountException(
          "settings.identifier",
          "needs a handle such as courier.bsky.social, or a DID, not \"%s\"".formatted(given));
    }
    return identifier;
  }

  private static Form form(Account account) {
    String word = account.setting("form", Form.CARD.word());
    return Arrays.stream(Form.values())
        .filter(it -> it.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidAccountException(
                    "settings.form",
                    "needs one of %s, not \"%s\""
                        .formatted(
                            Arrays.stream(Form.values())
                                .map(Form::word)
                                .collect(Collectors.joining(", ")),
                            word)));
  }

  private static int blobLimit(Account account) {
    int limit = account.number("blob-limit", ORDINARY_BLOB_LIMIT);
    if (limit < 1) {
      throw new InvalidAccountException(
          "settings.blob-limit", "needs a number of bytes above 0, not %d".formatted(limit));
    }
    return limit;
  }
}
