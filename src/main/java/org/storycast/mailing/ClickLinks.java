// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The links of an HTML part that lead outside, and what is written in their place. Nothing but the
 * values of those attributes is touched, so that the rest stays as the template made it.
 *
 * <p>A link stays as it is where it is not plainly {@code http://…} or {@code https://…}, where it
 * has a place of {@link Markers} or is longer than {@link #LONGEST}, and where it leads to a page
 * of this service that is one reader's or one issue's.
 */
@Component
class ClickLinks {

  /** Longer addresses are not counted; servers and proxies refuse longer headers of a redirect. */
  static final int LONGEST = 2_000;

  /** More links than these stay as they are. */
  static final int MOST = 500;

  private static final String PLACE = "{{storycast:";
  private static final List<String> OWN_PATHS = List.of("/u/", "/p/", "/i/", "/c/", "/archive");
  private static final Pattern HOST = Pattern.compile("(?i)(https?://(?:[^/?#@]*@)?)([^/?#:@]+)");

  /** Encoded by browsers in every part of an address (url.spec.whatwg.org, read 2026-11). */
  private static final String NEVER_LITERAL = "\"<>";

  private final MailProperties properties;
  private final ClickProperties clicks;

  ClickLinks(MailProperties properties, ClickProperties clicks) {
    this.properties = properties;
    this.clicks = clicks;
  }

  /** The page of an issue that is opened now, see {@link #rewritten(String, List)}. */
  String rewritten(String html) {
    return rewritten(html, toCount(html));
  }

  /** The targets of the links that are counted if an issue is opened now; none where none is. */
  List<String> toCount(String html) {
    return this.clicks.count() ? of(html) : List.of();
  }

  /** Where the links of a page lead, each once, in the order of their first appearance. */
  List<String> of(String html) {
    SequencedSet<String> targets =
        new LinkedHashSet<>(found(html).values().stream().map(Found::target).toList());
    return targets.stream().limit(MOST).toList();
  }

  /**
   * The page with the reader's own links, but for their {@link Markers#CLICK token}.
   *
   * @param targets what the numbers lead to, the first of them number one; other links stay
   */
  String rewritten(String html, List<String> targets) {
    if (targets.isEmpty()) {
      return html;
    }
    Map<String, Integer> numbers = new HashMap<>();
    targets.forEach(target -> numbers.put(target, numbers.size() + 1));
    StringBuilder page = new StringBuilder(html.length());
    int from = 0;
    for (Map.Entry<Integer, Found> place : found(html).entrySet()) {
      Integer number = numbers.get(place.getValue().target());
      if (number != null) {
        page.append(html, from, place.getKey())
            .append(IssueBody.escaped(this.properties.onSite("/c/")))
            .append(Markers.CLICK)
            .append('/')
            .append(number);
        from = place.getValue().end();
      }
    }
    return page.append(html, from, html.length()).toString();
  }

  /** The same link may be met twice, where a parser mends what was nested wrongly. */
  private SortedMap<Integer, Found> found(String html) {
    SortedMap<Integer, Found> places = new TreeMap<>();
    Document page = Parser.htmlParser().setTrackPosition(true).parseInput(html, "");
    for (Element link : page.select("a[href], area[href]")) {
      String href = link.attr("href");
      Range range = link.attributes().sourceRange("href").valueRange();
      String target = target(href);
      if (target != null && range.isTracked() && isThere(html, range, href)) {
        places.put(range.startPos(), new Found(range.endPos(), target));
      }
    }
    return places;
  }

  private static boolean isThere(String html, Range range, String href) {
    return Parser.unescapeEntities(html.substring(range.startPos(), range.endPos()), true)
        .equals(href);
  }

  /**
   * Where a browser would go: white space around is dropped, and line breaks and tabs within
   * (url.spec.whatwg.org, "basic URL parser", read 2026-11).
   */
  private @Nullable String target(String href) {
    String target = href.strip().replaceAll("[\\t\\r\\n]", "");
    boolean counted =
        HOST.matcher(target).lookingAt()
            && target.length() <= LONGEST
            && !target.contains(PLACE)
            && target.chars().noneMatch(Character::isISOControl)
            && !isOwn(target);
    return counted ? target : null;
  }

  private boolean isOwn(String target) {
    return OWN_PATHS.stream().anyMatch(path -> target.startsWith(this.properties.onSite(path)));
  }

  /**
   * An address as a header may carry it: what no address may have, such as letters outside of
   * ASCII, is written as a browser would write it; all else stays byte for byte.
   */
  static String location(String target) {
    StringBuilder location = new StringBuilder(target.length() + 16);
    for (byte octet : inAsciiHost(target).getBytes(StandardCharsets.UTF_8)) {
      int value = octet & 0xff;
      if (value > ' ' && value < 127 && NEVER_LITERAL.indexOf(value) < 0) {
        location.append((char) value);
      } else {
        location.append(String.format(Locale.ROOT, "%%%02X", value));
      }
    }
    return location.toString();
  }

  private static String inAsciiHost(String target) {
    Matcher host = HOST.matcher(target);
    if (!host.lookingAt() || HeaderFields.isPlain(host.group(2))) {
      return target;
    }
    try {
      return host.group(1) + IDN.toASCII(host.group(2), 0) + target.substring(host.end());
    } catch (IllegalArgumentException noName) {
      return target;
    }
  }

  /**
   * A link of a page.
   *
   * @param end behind its last character
   * @param target where it leads
   */
  private record Found(int end, String target) {}
}
