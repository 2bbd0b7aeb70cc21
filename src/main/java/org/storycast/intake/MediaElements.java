// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.storycast.story.Picture;

/** The pictures that an entry of a feed names beside its text. */
final class MediaElements {

  private final Element entry;
  private final @Nullable URI base;

  MediaElements(Element entry, @Nullable URI base) {
    this.entry = entry;
    this.base = base;
  }

  /** One picture in several sizes is listed once, in the largest. */
  List<Picture> pictures() {
    Map<String, Sized> largest = new LinkedHashMap<>();
    candidates()
        .forEach(
            it ->
                largest.merge(
                    it.key(), it, (one, other) -> other.width() > one.width() ? other : one));
    if (largest.isEmpty()) {
      this.entry.getAllElements().stream()
          .filter(it -> EntryElements.name(it).equals("thumbnail"))
          .max(Comparator.comparingInt(MediaElements::width))
          .flatMap(this::sized)
          .ifPresent(it -> largest.put(it.key(), it));
    }
    return largest.values().stream().map(Sized::picture).toList();
  }

  private List<Sized> candidates() {
    List<Sized> candidates = new ArrayList<>();
    for (Element it : this.entry.getAllElements()) {
      boolean media = it.tagName().equals("media:content") && isImage(it);
      boolean enclosure = EntryElements.name(it).equals("enclosure") && isImage(it);
      boolean link =
          EntryElements.name(it).equals("link")
              && it.attr("rel").equals("enclosure")
              && isImage(it);
      if (media || enclosure || link) {
        sized(it).ifPresent(candidates::add);
      }
    }
    return candidates;
  }

  private static boolean isImage(Element element) {
    String type = element.attr("type").toLowerCase(Locale.ROOT);
    String medium = element.attr("medium").toLowerCase(Locale.ROOT);
    if (!type.isEmpty() || !medium.isEmpty()) {
      return type.startsWith("image/") || medium.equals("image");
    }
    return address(element).matches("(?i).+\\.(?:jpe?g|png|gif|webp|avif)(?:\\?.*)?");
  }

  private static String address(Element element) {
    return element.hasAttr("url") ? element.attr("url") : element.attr("href");
  }

  private Optional<Sized> sized(Element element) {
    return WebAddress.resolve(this.base, address(element))
        .map(
            address ->
                new Sized(
                    new Picture(
                        address,
                        "",
                        PlainText.ofEither(said(element, "description", "title")),
                        CreditLine.bare(PlainText.ofEither(said(element, "credit", "copyright")))),
                    width(element)));
  }

  /** Inside the element itself, else in the group that holds it; the entry's own title is none. */
  private static @Nullable String said(Element element, String... names) {
    for (String name : names) {
      for (Element it : element.children()) {
        if (it.tagName().equals("media:" + name)) {
          return it.wholeText();
        }
      }
    }
    return null;
  }

  private static int width(Element element) {
    String width = element.attr("width").strip();
    return width.matches("\\d{1,6}") ? Integer.parseInt(width) : 0;
  }

  /** A picture with its width, as far as it is known. */
  private record Sized(Picture picture, int width) {

    String key() {
      return Pictures.key(this.picture.address());
    }
  }
}
