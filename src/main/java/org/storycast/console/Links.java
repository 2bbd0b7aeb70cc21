// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Addresses from outside: only web pages may become links. */
final class Links {

  private Links() {}

  static @Nullable String web(@Nullable URI address) {
    return address != null
            && ("https".equalsIgnoreCase(address.getScheme())
                || "http".equalsIgnoreCase(address.getScheme()))
        ? address.toString()
        : null;
  }
}
