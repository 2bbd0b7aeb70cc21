// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.watch;

/** Where alerts go. */
interface AlertTarget {

  /** A short name by which is remembered what was sent. */
  String name();

  /** Sends one message; says whether it was taken. */
  boolean send(AlertMessage message);
}
