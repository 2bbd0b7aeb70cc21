// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Receipt;
import tools.jackson.databind.JsonNode;

/**
 * A status as an instance names it.
 *
 * @param id opaque; other servers with this API have other ids than Mastodon's numbers
 * @param createdAt by the instance's clock
 * @param visibility what became of the one that was asked for: a silenced account's {@code public}
 *     is {@code unlisted}
 * @param address where readers find it, if the instance says
 */
record PostedStatus(String id, Instant createdAt, String visibility, @Nullable URI address) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern WORD = Pattern.compile("[a-z_]{1,20}");
  private static final Pattern ADDRESS = Pattern.compile("https?://[\\x21-\\x7E]{1,2000}");
  private static final String NOWHERE = "-";

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /**
   * The status in an answer; empty where it is none.
   *
   * @param now for an instance that does not say when it took the status
   */
  static Optional<PostedStatus> of(JsonNode status, Instant now) {
    String id = status.path("id").asString("");
    String visibility = status.path("visibility").asString("");
    return isId(id)
        ? Optional.of(
            new PostedStatus(
                id,
                createdAt(status).orElse(now),
                WORD.matcher(visibility).matches() ? visibility : NOWHERE,
                address(status.path("url").asString(""))))
        : Optional.empty();
  }

  /** When a status was created. */
  static Optional<Instant> createdAt(JsonNode status) {
    try {
      return Optional.of(Instant.parse(status.path("created_at").asString("")));
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  private static @Nullable URI address(String text) {
    try {
      return ADDRESS.matcher(text).matches() ? URI.create(text) : null;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  /** What {@link #remembered} reads. */
  String handle() {
    return "%s %s %s %s"
        .formatted(
            this.id,
            this.createdAt,
            this.visibility,
            this.address == null ? NOWHERE : this.address.toString());
  }

  static PostedStatus remembered(String handle) {
    String[] words = handle.split(" ");
    return new PostedStatus(words[0], Instant.parse(words[1]), words[2], address(words[3]));
  }

  Receipt receipt() {
    return new Receipt(
        List.of(new Receipt.Part(this.id, this.address)),
        this.createdAt,
        this.visibility.equals(NOWHERE) ? Map.of() : Map.of("visibility", this.visibility));
  }
}
