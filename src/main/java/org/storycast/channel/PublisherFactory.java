// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

/** Opens accounts of one kind. There is one for each kind, found by component scan. */
public interface PublisherFactory {

  /** The kind, which is the name of the adapter's package and of its templates' folder. */
  String kind();

  /**
   * Opens an account; accounts may be connected while the service runs. It calls nobody.
   *
   * @throws InvalidAccountException when a setting or credential is missing or malformed
   */
  Publisher open(Account account);
}
