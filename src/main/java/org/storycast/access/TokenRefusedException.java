// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.access;

/** A token can't be created or revoked; the message says why and what to do. */
public class TokenRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says why and what to do. */
  public TokenRefusedException(String message) {
    super(message);
  }
}
