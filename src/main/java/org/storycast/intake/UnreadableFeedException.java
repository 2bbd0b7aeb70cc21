// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

/** What the source answers is no feed, or one that must not be read. */
final class UnreadableFeedException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableFeedException(String message) {
    super(message);
  }

  String problem() {
    String message = getMessage();
    return message == null ? "unreadable" : message;
  }
}
