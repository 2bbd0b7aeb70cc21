// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.attributes.DefaultAttributeResolver;
import io.pebbletemplates.pebble.attributes.ResolvedAttribute;
import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.template.GlobalContext;
import io.pebbletemplates.pebble.template.MacroAttributeProvider;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The template language, reduced to what a text needs: no methods, no files, no long loops. */
final class Sandbox {

  private static final int LARGEST_OUTPUT = 2_000_000;

  /** They keep output between renderings, need threads, or write before all is known. */
  private static final Set<String> REFUSED_TAGS = Set.of("cache", "parallel", "flush");

  /** They read resource bundles, or make lists as long as the machine's memory. */
  private static final Set<String> REFUSED_FUNCTIONS = Set.of("i18n", "range");

  private Sandbox() {}

  static PebbleEngine engine(TemplateFiles files, Escaping escaping) {
    return new PebbleEngine.Builder()
        .loader(new TemplateFilesLoader(files))
        .strictVariables(true)
        .autoEscaping(escaping == Escaping.HTML)
        .defaultEscapingStrategy("html")
        .methodAccessValidator((object, method) -> false)
        .maxRenderedSize(LARGEST_OUTPUT)
        .registerExtensionCustomizer(Reduced::new)
        .build();
  }

  private static final class Reduced extends ExtensionCustomizer {

    private final Extension whole;

    Reduced(Extension whole) {
      super(whole);
      this.whole = whole;
    }

    @Override
    public @Nullable List<TokenParser> getTokenParsers() {
      List<TokenParser> all = this.whole.getTokenParsers();
      return all == null
          ? null
          : all.stream().filter(it -> !REFUSED_TAGS.contains(it.getTag())).toList();
    }

    @Override
    public @Nullable Map<String, Function> getFunctions() {
      Map<String, Function> all = this.whole.getFunctions();
      if (all == null) {
        return null;
      }
      Map<String, Function> some = new HashMap<>(all);
      some.keySet().removeAll(REFUSED_FUNCTIONS);
      return some;
    }

    /** In place of the one that looks for fields and methods. */
    @Override
    public @Nullable List<AttributeResolver> getAttributeResolver() {
      List<AttributeResolver> all = this.whole.getAttributeResolver();
      if (all == null) {
        return null;
      }
      List<AttributeResolver> some = new ArrayList<>(all);
      some.replaceAll(
          it -> it instanceof DefaultAttributeResolver reflective ? valuesOnly(reflective) : it);
      return some;
    }
  }

  private static AttributeResolver valuesOnly(DefaultAttributeResolver reflective) {
    return (instance, name, arguments, nodes, context, file, line) ->
        switch (instance) {
          case GlobalContext _ -> null;
          case Map<?, ?> map -> entry(map, name);
          case List<?> list -> element(list, name);
          case ForNode.LoopVariables loop -> loop(loop, name);
          case MacroAttributeProvider macros ->
              reflective.resolve(macros, name, arguments, nodes, context, file, line);
          case null, default -> null;
        };
  }

  private static @Nullable ResolvedAttribute entry(Map<?, ?> map, Object name) {
    return map.containsKey(name) ? new ResolvedAttribute(map.get(name)) : null;
  }

  private static @Nullable ResolvedAttribute element(List<?> list, Object name) {
    return name instanceof Number index && index.intValue() >= 0 && index.intValue() < list.size()
        ? new ResolvedAttribute(list.get(index.intValue()))
        : null;
  }

  private static @Nullable ResolvedAttribute loop(ForNode.LoopVariables loop, Object name) {
    return switch (name.toString()) {
      case "first" -> new ResolvedAttribute(loop.isFirst());
      case "last" -> new ResolvedAttribute(loop.isLast());
      case "index" -> new ResolvedAttribute(loop.getIndex());
      case "length" -> new ResolvedAttribute(Integer.valueOf(loop.getLength().toString()));
      case "revindex" -> new ResolvedAttribute(Integer.valueOf(loop.getRevindex().toString()));
      default -> null;
    };
  }
}
