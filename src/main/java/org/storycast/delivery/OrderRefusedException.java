// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

/** An order does not fit the state in which the delivery is; the message says what would. */
public class OrderRefusedException extends RuntimeException {

  /** Says why, and what would fit. */
  public OrderRefusedException(String message) {
    super(message);
  }
}
