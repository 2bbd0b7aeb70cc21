// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of many.
 *
 * @param items newest first
 * @param next where the next page is; absent on the last one
 */
record Page<T>(
    List<T> items,
    @Schema(description = "Where the next page is; absent on the last one") @Nullable String next) {

  Page {
    items = List.copyOf(items);
  }
}
