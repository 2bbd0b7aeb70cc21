// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a post is.
 *
 * @param repo the account's DID
 * @param rkey the record's key
 */
record RecordAddress(String repo, String rkey) {

  private static final Pattern FORM =
      Pattern.compile(
          "at://(did:[a-z]+:[A-Za-z0-9._:%-]{1,200})/app\\.bsky\\.feed\\.post/([a-z2-7]{13})");

  /** Reads an address; empty where it is no post's. */
  static Optional<RecordAddress> of(String uri) {
    Matcher matcher = FORM.matcher(uri);
    return matcher.matches()
        ? Optional.of(new RecordAddress(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** The address by which the network knows it. */
  String uri() {
    return "at://%s/%s/%s".formatted(this.repo, Beginning.COLLECTION, this.rkey);
  }

  /** Where readers find it; the DID stays when the account changes its handle. */
  URI page() {
    return URI.create("https://bsky.app/profile/%s/post/%s".formatted(this.repo, this.rkey));
  }
}
