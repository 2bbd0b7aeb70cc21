// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

/** A suppression can't be lifted by hand; the message says who can end it. */
public class NotLiftableException extends IllegalArgumentException {

  NotLiftableException(String message) {
    super(message);
  }
}
