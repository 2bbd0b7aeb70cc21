// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.access;

import java.security.Principal;
import java.util.UUID;

/**
 * Who asks: the holder of a token.
 *
 * @param id the token's identity
 * @param name the token's name, by which the ledger remembers who decided
 * @param role what it may do
 */
public record Caller(UUID id, String name, Role role) implements Principal {

  @Override
  public String getName() {
    return this.name;
  }
}
