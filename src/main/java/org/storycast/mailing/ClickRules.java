// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.mailing.ClickRow.LeftOut;

/**
 * Which opened links count as a reader's clicks. Mail gateways and mail programs open links to look
 * for malware; most of them show it, and none of them has to. So the numbers are what a person may
 * have done, and never less than that by more than these rules take:
 *
 * <ul>
 *   <li>A link of a copy that the relay has not taken, or took less than {@code not-before} ago,
 *       was opened by a machine on the way.
 *   <li>Three different links of a copy within {@code burst}, or all where it has two, were opened
 *       by a machine: the whole burst is taken back.
 *   <li>Programs that say what they are are believed.
 * </ul>
 *
 * <p>None of them lasts: what is opened afterwards counts again, and what counted before a burst
 * stays. A scanner that opens a single link, later, under a browser's name, is counted.
 */
@Component
class ClickRules {

  private static final int MANY = 3;

  /**
   * Parts of the names that programs give themselves, in small letters. Those that call themselves
   * a browser can't be here. A CUBOT is a telephone.
   */
  private static final Pattern SCANNERS =
      Pattern.compile(
          "(?<!cu)bot|crawl|spider|scan|preview|proofpoint|mimecast|barracuda|safelinks|symantec"
              + "|trendmicro|fortinet|curl/|wget/|python-|http-client|okhttp|java/"
              + "|httpclient|libwww|headlesschrome|phantomjs|facebookexternalhit|whatsapp");

  private final ClickProperties properties;

  ClickRules(ClickProperties properties) {
    this.properties = properties;
  }

  /** Whether a program says of itself that it is none that people read with. */
  static boolean isScanner(@Nullable String userAgent) {
    if (userAgent == null || userAgent.isBlank()) {
      return true;
    }
    return SCANNERS.matcher(userAgent.toLowerCase(Locale.ROOT)).find();
  }

  /**
   * Enters an opened link into what is known of the copy.
   *
   * @param rows of the copy, by link; changed
   * @param copy what the ledger knows
   */
  void enter(Map<Integer, ClickRow> rows, Copy copy, Hit hit, Instant at, int times) {
    rows.merge(
        hit.link(), ClickRow.first(hit, at).hit(at, times), (known, none) -> known.hit(at, times));
    Instant since = at.minus(this.properties.burst());
    Instant until = at.plus(this.properties.burst());
    Map<Integer, ClickRow> together = new HashMap<>(rows);
    together
        .values()
        .removeIf(
            row ->
                !isBetween(since, row.firstAt(), until) && !isBetween(since, row.lastAt(), until));
    LeftOut reason = reason(copy, hit, at, together.size());
    if (reason == LeftOut.BURST) {
      together.forEach((link, row) -> rows.put(link, row.leftOut(LeftOut.BURST, since)));
    } else if (reason != null) {
      rows.computeIfPresent(hit.link(), (link, row) -> row.leftOut(reason, Instant.MAX));
    } else {
      rows.computeIfPresent(hit.link(), (link, row) -> row.counted(at));
    }
  }

  private static boolean isBetween(Instant from, Instant moment, Instant until) {
    return !moment.isBefore(from) && !moment.isAfter(until);
  }

  private @Nullable LeftOut reason(Copy copy, Hit hit, Instant at, int together) {
    if (hit.links() > 1 && together >= Math.min(MANY, hit.links())) {
      return LeftOut.BURST;
    }
    if (!copy.taken() || at.isBefore(copy.changedAt().plus(this.properties.notBefore()))) {
      return LeftOut.EARLY;
    }
    return hit.scanner() ? LeftOut.SCANNER : null;
  }

  /** Since when the rows of an issue are no longer needed. */
  Duration kept() {
    return this.properties.kept();
  }

  /**
   * What the ledger knows of a copy.
   *
   * @param taken whether the relay took it, or may have
   * @param changedAt since when that is known
   * @param now the database's time, by which all of this is judged
   * @param closed whether the issue is too old for its clicks to be counted
   */
  record Copy(boolean taken, Instant changedAt, Instant now, boolean closed) {}
}
