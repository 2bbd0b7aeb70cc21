package org.storycast.format;

import io.pebbletemplates.pebble.error.LoaderException;
import io.pebbletemplates.pebble.loader.Loader;
import java.io.Reader;
import java.io.StringReader;
import java.util.regex.Pattern;

/** Gives the template language the files of one kind, and nothing else of the machine. */
final class TemplateFilesLoader implements Loader<String> {

  /** The language eats a line's end after a value as after a tag; a space keeps it. */
  private static final Pattern VALUE_AT_LINE_END = Pattern.compile("\\}\\}(?=\\r?\\n)");

  private final TemplateFiles files;

  TemplateFilesLoader(TemplateFiles files) {
    this.files = files;
  }

  @Override
  public Reader getReader(String name) {
    return this.files
        .find(name)
        .map(file -> new StringReader(VALUE_AT_LINE_END.matcher(file.text()).replaceAll("}} ")))
        .orElseThrow(
            () ->
                new LoaderException(
                    null, "there is no \"%s\" in %s".formatted(name, this.files.folders())));
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
