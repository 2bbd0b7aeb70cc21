// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** What a sink took for each reader, few bytes for each. */
final class Copies {

  private int[] counts = new int[1024];
  private int[] last = new int[1024];
  private long[] messages = new long[1024];
  private int total;
  private int strange;

  /** Enters a copy, and answers its number at the relay. */
  synchronized int add(String recipient, String messageId) {
    int reader = readerOf(recipient);
    int number = ++this.total;
    if (reader >= this.counts.length) {
      int size = Math.max(reader + 1, this.counts.length * 2);
      this.counts = Arrays.copyOf(this.counts, size);
      this.last = Arrays.copyOf(this.last, size);
      this.messages = Arrays.copyOf(this.messages, size);
    }
    long message = digest(messageId);
    if (this.counts[reader]++ > 0 && this.messages[reader] != message) {
      this.strange++;
    }
    this.messages[reader] = message;
    this.last[reader] = number;
    return number;
  }

  /** The number in {@code reader17@example.org}. */
  static int readerOf(String recipient) {
    int reader = 0;
    for (int index = "reader".length(); index < recipient.length(); index++) {
      char digit = recipient.charAt(index);
      if (digit < '0' || digit > '9') {
        break;
      }
      reader = reader * 10 + digit - '0';
    }
    return reader;
  }

  private static long digest(String text) {
    long digest = 1125899906842597L;
    for (int index = 0; index < text.length(); index++) {
      digest = 31 * digest + text.charAt(index);
    }
    return digest;
  }

  /** How many copies it took. */
  synchronized int total() {
    return this.total;
  }

  /** How many copies it took for a reader. */
  synchronized int of(int reader) {
    return reader < this.counts.length ? this.counts[reader] : 0;
  }

  /** The relay's number of the last copy for a reader. */
  synchronized int lastOf(int reader) {
    return reader < this.last.length ? this.last[reader] : 0;
  }

  /** How many further copies for a reader had another Message-ID than the one before. */
  synchronized int strange() {
    return this.strange;
  }

  /** Forgets everything. */
  synchronized void clear() {
    Arrays.fill(this.counts, 0);
    Arrays.fill(this.last, 0);
    Arrays.fill(this.messages, 0);
    this.total = 0;
    this.strange = 0;
  }

  synchronized void writeTo(DataOutputStream out) throws IOException {
    out.writeInt(this.total);
    out.writeInt(this.strange);
    out.writeInt(this.counts.length);
    for (int reader = 0; reader < this.counts.length; reader++) {
      out.writeInt(this.counts[reader]);
      out.writeInt(this.last[reader]);
    }
    out.flush();
  }

  static Copies read(DataInputStream in) throws IOException {
    Copies copies = new Copies();
    copies.total = in.readInt();
    copies.strange = in.readInt();
    int length = in.readInt();
    copies.counts = new int[length];
    copies.last = new int[length];
    for (int reader = 0; reader < length; reader++) {
      copies.counts[reader] = in.readInt();
      copies.last[reader] = in.readInt();
    }
    return copies;
  }
}
