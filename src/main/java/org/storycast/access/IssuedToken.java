// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.access;

/**
 * A new token with its text, which nobody can read again.
 *
 * @param token what is kept of it
 * @param text what its holder shows
 */
public record IssuedToken(AccessToken token, String text) {

  @Override
  public String toString() {
    return "IssuedToken[%s, ***]".formatted(this.token);
  }
}
