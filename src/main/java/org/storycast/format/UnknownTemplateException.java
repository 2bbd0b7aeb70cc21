// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import io.pebbletemplates.pebble.error.LoaderException;

/** A template names another one that its folder does not have. */
final class UnknownTemplateException extends LoaderException {

  private final String name;

  UnknownTemplateException(String name, String message) {
    super(null, message);
    this.name = name;
  }

  String name() {
    return this.name;
  }
}
