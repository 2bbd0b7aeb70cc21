// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

/** An account can't be opened as configured; its channel stays off, the others run. */
public class InvalidAccountException extends RuntimeException {

  private final String setting;

  /**
   * Names what is wrong and what to do.
   *
   * @param setting the setting's name as the operator writes it, such as {@code
   *     credentials.bot-token}
   * @param remedy a sentence that says what to set; never the value of a secret
   */
  public InvalidAccountException(String setting, String remedy) {
    super(setting + ": " + remedy);
    this.setting = setting;
  }

  /** The setting to correct. */
  public String setting() {
    return this.setting;
  }
}
