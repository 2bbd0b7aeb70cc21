// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import io.pebbletemplates.pebble.loader.Loader;
import java.io.Reader;
import java.io.StringReader;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Gives the template language the files of one kind, and nothing else of the machine. */
final class TemplateFilesLoader implements Loader<String> {

  private static final Pattern TAGS_ALONE =
      Pattern.compile("(?:\\{%(?:(?!%}).)*%}|\\{#(?:(?!#}).)*#}|\\s)+");

  private static final Pattern ENDS_WITH_TAG = Pattern.compile(".*[%#}]}\\s*");

  private final TemplateFiles files;

  TemplateFilesLoader(TemplateFiles files) {
    this.files = files;
  }

  @Override
  public Reader getReader(String name) {
    return this.files
        .find(name)
        .map(file -> new StringReader(withLineEnds(file.text())))
        .orElseThrow(
            () ->
                new UnknownTemplateException(
                    name, "there is no \"%s\" in %s".formatted(name, this.files.folders())));
  }

  /**
   * The language eats the line's end behind every tag and value. Here only a line that has nothing
   * but tags vanishes; elsewhere a space saves the end, and tidying removes the space. The lines
   * keep their numbers.
   */
  private static String withLineEnds(String text) {
    return text.lines()
        .map(
            line ->
                !ENDS_WITH_TAG.matcher(line).matches()
                    ? line
                    : TAGS_ALONE.matcher(line).matches() ? line.strip() : line + " ")
        .collect(Collectors.joining("\n"));
  }

  @Override
  public boolean resourceExists(String name) {
    return this.files.find(name).isPresent();
  }

  @Override
  public String createCacheKey(String name) {
    return name;
  }

  @Override
  public String resolveRelativePath(String relativePath, String anchorPath) {
    return relativePath;
  }

  @Override
  public void setCharset(String charset) {
    // the files were read as UTF-8
  }

  @Override
  public void setPrefix(String prefix) {
    // a name is a path within the kind's folder
  }

  @Override
  public void setSuffix(String suffix) {
    // the extension is part of the name: it decides the escaping
  }
}
