// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

/** A credential that prints as {@code ***}, whatever prints it. */
public final class Secret {

  private final String value;

  /** Keeps a credential; surrounding white space, such as a file's last newline, is dropped. */
  public Secret(String value) {
    this.value = value.strip();
  }

  /** The credential itself, for the one call that needs it; it must not be stored or logged. */
  public String reveal() {
    return this.value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(this.value);
  }

  @Override
  public int hashCode() {
    return this.value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
