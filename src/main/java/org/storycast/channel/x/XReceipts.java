// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.storycast.channel.Receipt;

/** Makes receipts of ids, which say when their posts were taken. */
final class XReceipts {

  /** Ids are snowflakes: milliseconds since this moment of 2010, before 22 other bits. */
  private static final long SNOWFLAKE_EPOCH = 1_288_834_974_657L;

  private static final int OTHER_BITS = 22;

  private final XSettings settings;

  XReceipts(XSettings settings) {
    this.settings = settings;
  }

  Receipt of(List<String> ids) {
    List<Receipt.Part> parts =
        ids.stream().map(it -> new Receipt.Part(it, this.settings.permalink(it))).toList();
    return new Receipt(parts, momentOf(ids.getFirst()), Map.of());
  }

  /** When the post of this id was taken. */
  static Instant momentOf(String id) {
    return Instant.ofEpochMilli((Long.parseUnsignedLong(id) >>> OTHER_BITS) + SNOWFLAKE_EPOCH);
  }
}
