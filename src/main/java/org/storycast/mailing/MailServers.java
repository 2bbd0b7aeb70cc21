// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.Optional;

/** Which servers take a domain's mail. */
interface MailServers {

  /** The name of the first mail server of a domain; empty where nothing is known. */
  Optional<String> firstOf(String domain);
}
