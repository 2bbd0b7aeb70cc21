// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes into text by rule: the byte order mark, the HTTP header, the XML declaration, a meta
 * element, UTF-8, windows-1252; the first that the bytes agree with.
 */
final class Encodings {

  private static final Pattern HEADER = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([\\w.:+-]+)");
  private static final Pattern DECLARATION =
      Pattern.compile("(?i)^\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([\\w.:+-]+)[\"']");
  private static final Pattern META =
      Pattern.compile("(?i)<meta[^>]{0,200}charset\\s*=\\s*[\"']?([\\w.:+-]+)");
  private static final int HEAD = 2048;

  private Encodings() {}

  static String decode(byte[] bytes, @Nullable String contentType) {
    Mark mark = Mark.of(bytes);
    if (mark != null) {
      return new String(
          bytes, mark.length(), bytes.length - mark.length(), Charset.forName(mark.charset()));
    }
    for (Charset candidate : candidates(bytes, contentType)) {
      Optional<String> text = strictly(bytes, candidate);
      if (text.isPresent()) {
        return text.get();
      }
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Set<Charset> candidates(byte[] bytes, @Nullable String contentType) {
    Set<Charset> candidates = new LinkedHashSet<>();
    if (contentType != null) {
      named(HEADER.matcher(contentType)).ifPresent(candidates::add);
    }
    String head = new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.ISO_8859_1);
    withoutMark(bytes).ifPresent(candidates::add);
    named(DECLARATION.matcher(head)).ifPresent(candidates::add);
    named(META.matcher(head)).ifPresent(candidates::add);
    candidates.add(StandardCharsets.UTF_8);
    named(Pattern.compile("(.+)").matcher("windows-1252")).ifPresent(candidates::add);
    return candidates;
  }

  /** The web reads latin-1 and ASCII as windows-1252 (WHATWG Encoding, read 2026-08). */
  private static Optional<Charset> named(Matcher matcher) {
    if (!matcher.find()) {
      return Optional.empty();
    }
    String name = matcher.group(1);
    try {
      return Optional.of(
          name.matches("(?i)iso-?8859-?1|latin-?1|us-ascii|ascii")
              ? Charset.forName("windows-1252")
              : Charset.forName(name));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  /** XML's own rule for sixteen and thirty-two bits without a mark: its first character is "<". */
  private static Optional<Charset> withoutMark(byte[] bytes) {
    if (bytes.length < 4) {
      return Optional.empty();
    }
    int first = bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    return switch (first) {
      case 0x003c003f -> Optional.of(StandardCharsets.UTF_16BE);
      case 0x3c003f00 -> Optional.of(StandardCharsets.UTF_16LE);
      case 0x0000003c -> Optional.of(StandardCharsets.UTF_32BE);
      case 0x3c000000 -> Optional.of(StandardCharsets.UTF_32LE);
      default -> Optional.empty();
    };
  }

  private static Optional<String> strictly(byte[] bytes, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(
                  charset.name().startsWith("windows-")
                      ? CodingErrorAction.REPLACE
                      : CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException wrong) {
      return Optional.empty();
    }
  }

  /** A byte order mark. */
  private record Mark(String charset, int length) {

    static @Nullable Mark of(byte[] bytes) {
      if (starts(bytes, 0xef, 0xbb, 0xbf)) {
        return new Mark("UTF-8", 3);
      }
      if (starts(bytes, 0xff, 0xfe, 0, 0)) {
        return new Mark("UTF-32LE", 4);
      }
      if (starts(bytes, 0, 0, 0xfe, 0xff)) {
        return new Mark("UTF-32BE", 4);
      }
      if (starts(bytes, 0xff, 0xfe)) {
        return new Mark("UTF-16LE", 2);
      }
      return starts(bytes, 0xfe, 0xff) ? new Mark("UTF-16BE", 2) : null;
    }

    private static boolean starts(byte[] bytes, int... mark) {
      if (bytes.length < mark.length) {
        return false;
      }
      for (int index = 0; index < mark.length; index++) {
        if ((bytes[index] & 0xff) != mark[index]) {
          return false;
        }
      }
      return true;
    }
  }
}
