// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/** What the elements of an entry say, in whatever vocabulary. */
final class EntryElements {

  private static final Set<String> MEDIA = Set.of("media", "itunes");
  private static final Pattern MAIL_WITH_NAME =
      Pattern.compile("\\S+@\\S+\\s*\\(([^)]+)\\)|(.+?)\\s*<?\\(?\\S+@\\S+\\)?>?");

  private EntryElements() {}

  /** The first child of the first of these names; the entry's own vocabulary goes before others. */
  static @Nullable Element first(Element parent, String... names) {
    for (String name : names) {
      Element other = null;
      for (Element it : parent.children()) {
        if (name(it).equals(name) && prefix(it).equals(prefix(parent))) {
          return it;
        }
        if (other == null && name(it).equals(name) && !MEDIA.contains(prefix(it))) {
          other = it;
        }
      }
      if (other != null) {
        return other;
      }
    }
    return null;
  }

  /** What a podcast or a film says of itself, where the entry says nothing. */
  static @Nullable Element media(Element entry, String... names) {
    return entry.getAllElements().stream()
        .filter(it -> List.of(names).contains(it.tagName().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElse(null);
  }

  static String prefix(Element element) {
    String name = element.tagName().toLowerCase(Locale.ROOT);
    return name.substring(0, Math.max(0, name.indexOf(':')));
  }

  static String text(@Nullable Element element) {
    return element == null ? "" : element.wholeText();
  }

  /** The name without its prefix, in lower case. */
  static String name(Element element) {
    String name = element.tagName().toLowerCase(Locale.ROOT);
    return name.substring(name.indexOf(':') + 1);
  }

  static String author(Element entry) {
    Element creator = first(entry, "creator", "author");
    if (creator == null) {
      return "";
    }
    Element named = first(creator, "name");
    String author = PlainText.ofEither(text(named == null ? creator : named));
    Matcher mail = MAIL_WITH_NAME.matcher(author);
    if (mail.matches()) {
      return PlainText.line(mail.group(1) == null ? mail.group(2) : mail.group(1));
    }
    return author.contains("@") && !author.contains(" ") ? "" : author;
  }

  static List<String> categories(Element entry) {
    return entry.children().stream()
        .filter(it -> name(it).equals("category") || it.tagName().equals("dc:subject"))
        .map(
            it ->
                it.hasAttr("label")
                    ? it.attr("label")
                    : it.hasAttr("term") ? it.attr("term") : text(it))
        .map(PlainText::ofEither)
        .filter(it -> !it.isEmpty())
        .distinct()
        .toList();
  }

  /** A text construct as HTML: Atom says what it is, RSS means HTML. */
  static String html(@Nullable Element element) {
    if (element == null) {
      return "";
    }
    String type = element.attr("type").toLowerCase(Locale.ROOT);
    String mode = element.attr("mode");
    boolean atom =
        !element.tagName().contains(":")
            && element.parent() != null
            && name(element.parent()).equals("entry");
    if (type.contains("xhtml")
        || mode.equals("xml") && !type.startsWith("text/plain")
        || !element.children().isEmpty()) {
      return element.html();
    }
    String text = text(element);
    if (mode.equals("base64") || type.equals("application/octet-stream")) {
      return decoded(text);
    }
    boolean plain =
        type.equals("text")
            || type.equals("text/plain")
            || atom && type.isEmpty() && mode.isEmpty();
    return plain ? Entities.escape(text) : text;
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getMimeDecoder().decode(text.strip()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noBase64) {
      return text;
    }
  }
}
