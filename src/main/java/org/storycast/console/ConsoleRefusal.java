// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

/** What was asked for can't be done; the message is shown to the person who asked. */
final class ConsoleRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConsoleRefusal(String message) {
    super(message);
  }
}
