// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message rendered once: bytes that are every reader's, and places that are one reader's. Its
 * body has the relaxed form of DKIM already, and so have the header fields that it keeps ready for
 * a signature.
 */
final class MessagePieces {

  private static final byte[] CRLF = {'\r', '\n'};

  private final List<Piece> head;
  private final List<Piece> body;
  private final List<String> names;
  private final Set<Place> places;

  private MessagePieces(List<Piece> head, List<Piece> body, List<String> names) {
    this.head = List.copyOf(head);
    this.body = List.copyOf(body);
    this.names = List.copyOf(names);
    this.places = EnumSet.noneOf(Place.class);
    this.body.stream().map(Piece::place).filter(Objects::nonNull).forEach(this.places::add);
  }

  /** A place that differs from reader to reader. */
  enum Place {
    TO,
    MESSAGE_ID,
    LIST_UNSUBSCRIBE,
    UNSUBSCRIBE_LINK,
    PREFERENCES_LINK,
    CLICK_TOKEN,
    NAME_IN_HTML,
    NAME_IN_TEXT
  }

  /** Whether the message has such a place. */
  boolean has(Place place) {
    return this.places.contains(place);
  }

  /** The names of the header fields, in order. */
  List<String> names() {
    return this.names;
  }

  /**
   * One reader's message.
   *
   * @param signature the fields that sign it; may be empty
   */
  byte[] message(byte[] signature, Map<Place, byte[]> values) {
    int length = signature.length + CRLF.length;
    for (Piece piece : this.head) {
      length += piece.bytes(values).length;
    }
    for (Piece piece : this.body) {
      length += piece.bytes(values).length;
    }
    ByteBuffer message = ByteBuffer.allocate(length).put(signature);
    this.head.forEach(piece -> message.put(piece.bytes(values)));
    message.put(CRLF);
    this.body.forEach(piece -> message.put(piece.bytes(values)));
    return message.array();
  }

  /** All header fields of one reader's message in relaxed form. */
  byte[] relaxedHead(Map<Place, byte[]> values) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(2048);
    for (Piece piece : this.head) {
      all.writeBytes(
          piece.place() == null ? piece.relaxed() : RelaxedField.of(piece.bytes(values)));
    }
    return all.toByteArray();
  }

  /** Digests the body of one reader's message. */
  void digestBody(MessageDigest digest, Map<Place, byte[]> values) {
    for (Piece piece : this.body) {
      digest.update(piece.bytes(values));
    }
  }

  /**
   * Some bytes, or a place.
   *
   * @param place absent where the bytes are every reader's
   * @param otherwise the bytes; at a place, what stands there where nothing is given
   * @param relaxed the bytes as they are signed
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Piece(@Nullable Place place, byte @Nullable [] otherwise, byte[] relaxed) {

    byte[] bytes(Map<Place, byte[]> values) {
      byte[] given = this.place == null ? null : values.get(this.place);
      byte[] bytes = given == null ? this.otherwise : given;
      if (bytes == null) {
        throw new IllegalStateException("Nothing is given for the place " + this.place);
      }
      return bytes;
    }
  }

  /** Collects a message in order: all fields, then the body. */
  static final class Builder {

    private final List<Piece> head = new ArrayList<>();
    private final List<Piece> body = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private final ByteArrayOutputStream openRelaxed = new ByteArrayOutputStream();

    /** A whole header field with the end of its line. */
    Builder field(String field) {
      byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
      this.names.add(field.substring(0, field.indexOf(':')));
      this.open.writeBytes(bytes);
      this.openRelaxed.writeBytes(RelaxedField.of(bytes));
      return this;
    }

    /** A header field that is one reader's. */
    Builder field(String name, Place place) {
      closeHead();
      this.names.add(name);
      this.head.add(new Piece(place, null, new byte[0]));
      return this;
    }

    Builder body(byte[] bytes) {
      closeHead();
      this.body.add(new Piece(null, bytes, bytes));
      return this;
    }

    Builder body(Place place, byte @Nullable [] otherwise) {
      closeHead();
      this.body.add(new Piece(place, otherwise, new byte[0]));
      return this;
    }

    MessagePieces build() {
      closeHead();
      return new MessagePieces(this.head, joined(), this.names);
    }

    private void closeHead() {
      if (this.open.size() > 0) {
        byte[] bytes = this.open.toByteArray();
        this.head.add(new Piece(null, bytes, this.openRelaxed.toByteArray()));
        this.open.reset();
        this.openRelaxed.reset();
      }
    }

    private List<Piece> joined() {
      List<Piece> joined = new ArrayList<>();
      for (Piece piece : this.body) {
        if (piece.place() == null) {
          this.open.writeBytes(piece.relaxed());
        } else {
          flush(joined);
          joined.add(piece);
        }
      }
      flush(joined);
      return joined;
    }

    private void flush(List<Piece> joined) {
      if (this.open.size() > 0) {
        byte[] bytes = this.open.toByteArray();
        joined.add(new Piece(null, bytes, bytes));
        this.open.reset();
      }
    }
  }
}
