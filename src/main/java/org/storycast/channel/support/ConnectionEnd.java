// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.util.UUID;

/** What came of a way to a consent page and back. No text in it holds a secret. */
public sealed interface ConnectionEnd {

  /** The account of this name is connected, and the channel opened with it. */
  record Connected(String account) implements ConnectionEnd {}

  /** There are several accounts; the person who began the way chooses. */
  record ToChoose(UUID attempt) implements ConnectionEnd {}

  /** It is not allowed, or the account is not this channel's; nothing has changed. */
  record Refused(String reason) implements ConnectionEnd {}

  /** The platform did not answer as it should; nothing has changed here. */
  record Failed(String detail) implements ConnectionEnd {}

  /** The way is unknown, used, too old, or began in another browser. */
  record Stale() implements ConnectionEnd {}
}
