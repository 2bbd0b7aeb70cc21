// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message rendered once: bytes that are every reader's, and places that are one reader's. */
final class MessagePieces {

  private final List<Piece> pieces;

  private MessagePieces(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /** A place that differs from reader to reader. */
  enum Place {
    TO,
    MESSAGE_ID,
    LIST_UNSUBSCRIBE,
    UNSUBSCRIBE_LINK
  }

  /** Writes one reader's message. */
  void writeTo(OutputStream out, EnumMap<Place, byte[]> values) throws IOException {
    for (Piece piece : this.pieces) {
      Place place = piece.place();
      out.write(place == null ? piece.bytes() : valueOf(values, place));
    }
  }

  private static byte[] valueOf(Map<Place, byte[]> values, Place place) {
    byte[] value = values.get(place);
    if (value == null) {
      throw new IllegalStateException("Nothing is given for the place " + place);
    }
    return value;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Piece(@Nullable Place place, byte[] bytes) {}

  /** Collects the pieces of a message in order. */
  static final class Builder {

    private final List<Piece> pieces = new ArrayList<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();

    Builder text(String ascii) {
      return bytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    Builder bytes(byte[] bytes) {
      try {
        this.open.write(bytes);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      return this;
    }

    Builder place(Place place) {
      close();
      this.pieces.add(new Piece(place, new byte[0]));
      return this;
    }

    MessagePieces build() {
      close();
      return new MessagePieces(this.pieces);
    }

    private void close() {
      if (this.open.size() > 0) {
        this.pieces.add(new Piece(null, this.open.toByteArray()));
        this.open.reset();
      }
    }
  }
}
