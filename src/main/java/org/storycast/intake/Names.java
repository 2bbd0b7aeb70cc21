// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.storycast.story.Alias;
import org.storycast.story.Block;
import org.storycast.story.Content;

/** By what names a story is known: identifier within its site, canonical address, fingerprint. */
final class Names {

  /** Below this, equal words of one day are chance, such as "No comment" under "Weather". */
  private static final int FEW_LETTERS = 120;

  private static final int LONGEST = 500;

  private Names() {}

  /**
   * The names of a story, the most trustworthy first; at least one.
   *
   * @param ownAddress whether no other story is at its address
   */
  static List<Alias> of(String site, String guid, boolean ownAddress, Content content) {
    List<Alias> names = new ArrayList<>();
    if (!guid.isBlank()) {
      names.add(new Alias(Alias.Kind.GUID, fitting(site + " " + PlainText.line(guid))));
    }
    URI address = content.address();
    if (address != null && ownAddress) {
      names.add(ofAddress(address));
    }
    String text = text(content);
    Instant publishedAt = content.publishedAt();
    if (names.isEmpty() || publishedAt != null && text.length() >= FEW_LETTERS) {
      names.add(
          new Alias(
              Alias.Kind.FINGERPRINT,
              digest(PlainText.line(content.headline()) + "\n" + day(publishedAt) + "\n" + text)));
    }
    return names;
  }

  /** The name of a story by where readers find it. */
  static Alias ofAddress(URI address) {
    return new Alias(Alias.Kind.ADDRESS, fitting(WebAddress.identity(address)));
  }

  private static String day(@Nullable Instant publishedAt) {
    return publishedAt == null ? "" : LocalDate.ofInstant(publishedAt, ZoneOffset.UTC).toString();
  }

  private static String text(Content content) {
    return PlainText.letters(
        content.lead()
            + content.body().stream().map(Block::text).collect(Collectors.joining("\n")));
  }

  private static String fitting(String value) {
    return value.length() <= LONGEST ? value : "sha256 " + digest(value);
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256", missing);
    }
  }
}
