// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector;

/**
 * Writes the rules of a page's style sheets into its elements, since several mail programs read no
 * sheets. What can't stand in an element, such as media queries and {@code :hover}, stays in the
 * sheet; to win against an element it needs {@code !important}.
 */
public final class InlineStyles {

  private InlineStyles() {}

  /** The page with its styles inlined; a page without anything to inline comes back as it was. */
  public static String inline(String html) {
    if (!html.contains("<style")) {
      return html;
    }
    Document page = Jsoup.parse(html);
    page.outputSettings().prettyPrint(false);
    List<StyleSheet.Rule> rules = new ArrayList<>();
    for (Element style : page.select("style")) {
      StyleSheet sheet = StyleSheet.parse(style.data());
      List<StyleSheet.Rule> unknown = new ArrayList<>();
      sheet.rules().forEach(rule -> (isKnown(rule) ? rules : unknown).add(rule));
      keep(style, sheet.rest() + asWritten(unknown));
    }
    if (rules.isEmpty()) {
      return html;
    }
    apply(rules, page);
    return page.outerHtml();
  }

  private static boolean isKnown(StyleSheet.Rule rule) {
    try {
      Selector.evaluatorOf(rule.selector());
      return true;
    } catch (Selector.SelectorParseException | IllegalArgumentException foreign) {
      return false;
    }
  }

  private static String asWritten(List<StyleSheet.Rule> rules) {
    StringBuilder css = new StringBuilder();
    for (StyleSheet.Rule rule : rules) {
      css.append("%s { %s }\n".formatted(rule.selector(), String.join("; ", rule.declarations())));
    }
    return css.toString();
  }

  private static void keep(Element style, String rest) {
    if (rest.isBlank()) {
      style.remove();
    } else {
      style.empty().appendChild(new DataNode("\n" + rest));
    }
  }

  private static void apply(List<StyleSheet.Rule> rules, Document page) {
    List<StyleSheet.Rule> lightestFirst = new ArrayList<>(rules);
    lightestFirst.sort(Comparator.comparingInt(StyleSheet.Rule::weight));
    Map<Element, List<String>> found = new IdentityHashMap<>();
    for (StyleSheet.Rule rule : lightestFirst) {
      for (Element element : page.select(rule.selector())) {
        found.computeIfAbsent(element, it -> new ArrayList<>()).addAll(rule.declarations());
      }
    }
    found.forEach(InlineStyles::write);
  }

  /** What the element says itself wins, unless the sheet calls its own important. */
  private static void write(Element element, List<String> fromSheet) {
    List<String> all = new ArrayList<>(fromSheet);
    all.addAll(StyleSheet.Declarations.split(element.attr("style")));
    Map<String, String> winners = new LinkedHashMap<>();
    Map<String, Boolean> important = new HashMap<>();
    for (String declaration : all) {
      String name = StyleSheet.Declarations.nameOf(declaration);
      boolean matters = StyleSheet.Declarations.isImportant(declaration);
      if (matters || !important.getOrDefault(name, false)) {
        winners.remove(name);
        winners.put(name, declaration);
        important.put(name, matters);
      }
    }
    element.attr("style", String.join("; ", winners.values()));
  }
}
