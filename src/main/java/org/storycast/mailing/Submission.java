// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/** What the relay made of one message. */
sealed interface Submission {

  /** It took the message and answers for it. */
  record Taken(int code, String reply) implements Submission {}

  /**
   * It said no.
   *
   * @param stage to what
   * @param code its reply's code, 4xx for now or 5xx for good
   * @param reply its reply's text
   */
  record Refused(Stage stage, int code, String reply) implements Submission {

    boolean forGood() {
      return this.code / 100 == 5;
    }

    /** Whether the relay says good-bye with it (RFC 5321, 3.8). */
    boolean closes() {
      return this.code == 421;
    }
  }

  /** The connection broke before the final dot, without which no relay keeps a message. */
  record Lost(Stage stage, String detail) implements Submission {}

  /** It could not be written, whatever the relay does. */
  record Unwritable(String detail) implements Submission {}

  /** The final dot was sent and no answer came back (RFC 1047). */
  record Unanswered(String detail) implements Submission {}

  /** How far the dialogue had come. */
  enum Stage {
    /** The envelope's sender. */
    SENDER,
    /** The envelope's recipient. */
    RECIPIENT,
    /** The message itself, up to the final dot. */
    DATA,
    /** The final dot. */
    DOT
  }
}
