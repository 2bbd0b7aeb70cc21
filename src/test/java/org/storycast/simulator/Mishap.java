// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

/** What goes wrong once at a step of the mail dialogue. */
public sealed interface Mishap {

  /** The relay answers this instead, and takes nothing. */
  record Answer(String reply) implements Mishap {}

  /** The relay drops the connection without an answer, and takes nothing. */
  record Drop() implements Mishap {}

  /** At the final dot: the relay takes the message and drops the connection before it answers. */
  record TakeThenDrop() implements Mishap {}

  /** At the final dot: the relay takes the message and never answers. */
  record TakeThenStall() implements Mishap {}

  /** The relay does what it should, answers, and drops the connection. */
  record AnswerThenDrop() implements Mishap {}

  /** Something happens elsewhere before the relay goes on as it should. */
  record Meanwhile(Runnable what) implements Mishap {}
}
