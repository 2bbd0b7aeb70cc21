// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names that several stories of one source carry at once, such as the home page as everyone's
 * address. They identify nothing.
 */
final class SharedNames {

  private final Map<String, Set<String>> addresses = new HashMap<>();
  private final Map<String, Set<String>> titles = new HashMap<>();

  SharedNames(List<Item> items) {
    for (Item item : items) {
      this.addresses
          .computeIfAbsent(item.guid(), guid -> new HashSet<>())
          .add(identity(item).isEmpty() ? item.title() : identity(item));
      this.titles.computeIfAbsent(identity(item), it -> new HashSet<>()).add(item.title());
    }
  }

  /** The item's identifier, unless it stands at several addresses. */
  String guid(Item item) {
    return this.addresses.getOrDefault(item.guid(), Set.of()).size() > 1 ? "" : item.guid();
  }

  /** Whether the item's address is a page of its own. */
  boolean isOwnAddress(Item item) {
    return identity(item).indexOf('/', 2) > 0
        && this.titles.getOrDefault(identity(item), Set.of()).size() <= 1;
  }

  private static String identity(Item item) {
    URI address = item.address();
    return address == null ? "" : WebAddress.identity(address);
  }
}
