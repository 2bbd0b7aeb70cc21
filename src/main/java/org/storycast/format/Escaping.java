// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.util.Arrays;
import java.util.Optional;

/** What a template's extension says about its output. */
enum Escaping {
  /** Every value is escaped. */
  HTML(".html"),
  /** Nothing is. */
  NONE(".txt");

  private final String extension;

  Escaping(String extension) {
    this.extension = extension;
  }

  String extension() {
    return this.extension;
  }

  static Optional<Escaping> of(String file) {
    return Arrays.stream(values()).filter(it -> file.endsWith(it.extension)).findFirst();
  }

  /** A value that is HTML already and must not be escaped again; an empty one stays a text. */
  Object ready(String html) {
    return this == HTML && !html.isEmpty() ? new SafeString(html) : html;
  }
}
