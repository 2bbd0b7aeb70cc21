// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

/** What became of a request to sign up. A stranger must not tell the first two apart. */
public sealed interface SignUpAnswer {

  /**
   * It is kept, and the owner of the address is to be asked by a letter.
   *
   * @param id of what the letter asks to confirm
   */
  record Kept(SignUpId id) implements SignUpAnswer {}

  /** Nothing is kept: the address was asked lately, or must not be written to. */
  record Passed() implements SignUpAnswer {}

  /** The network has asked too often, or everybody together has; it says nothing of the address. */
  record TooMany() implements SignUpAnswer {}
}
