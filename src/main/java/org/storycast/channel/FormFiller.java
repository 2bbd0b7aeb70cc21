// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.util.Map;

/** Fills in the {@linkplain Forms forms} of a kind from its templates. */
public interface FormFiller {

  /**
   * Fills a form in. Beside the values a template knows {@code newsroom}, {@code language} and
   * {@code direction}.
   *
   * @param kind whose folder it is in
   * @param form its name
   * @param language a BCP 47 tag
   * @param values by name
   * @throws RuntimeException naming file, line and value when the template is broken
   */
  String fill(String kind, String form, String language, Map<String, String> values);
}
