// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

/** What goes wrong with one request that would publish. */
public enum Fault {
  /** The platform takes the post and drops the connection before it answers. */
  TAKE_THEN_DROP,
  /** The platform takes the post and answers 500 with an HTML page. */
  TAKE_THEN_500,
  /** The platform takes the post and its answer comes too late. */
  TAKE_THEN_STALL,
  /** The platform takes the post and its answer is cut in the middle. */
  TAKE_THEN_GARBLE,
  /** The platform takes the post and a proxy answers 200 with an HTML page. */
  TAKE_THEN_HTML,
  /** The platform takes the post and its answer breaks off in the middle of the transfer. */
  TAKE_THEN_BREAK,
  /** The platform takes the post and the connection is reset. */
  TAKE_THEN_RESET,
  /** The platform takes the post and a proxy answers 200 with nothing. */
  TAKE_THEN_EMPTY,
  /** The platform takes the post and its good answer trickles in, beyond any time-out. */
  TAKE_THEN_TRICKLE,
  /** The platform takes the post; its good answer comes in pieces, slowly. */
  TAKE_IN_PIECES,
  /** The platform does not take the post and answers with an HTML page and 502. */
  REFUSE_502,
  /** The platform does not take the post and drops the connection. */
  REFUSE_DROP,
  /** The platform says that there were too many requests. */
  REFUSE_429,
  /** The platform says that the credentials are no longer good. */
  REFUSE_CREDENTIALS
}
