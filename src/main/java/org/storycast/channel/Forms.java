// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.util.List;
import java.util.Map;

/**
 * Ability of a publisher whose folder of templates holds forms beside the parts of its posts: texts
 * that carry no story, such as a welcome. They are tried at start-up like the others.
 */
public interface Forms {

  /** The forms; the same at every call. */
  List<Form> forms();

  /**
   * One form; the template {@code templates/<kind>/<name>.<ext>} makes it.
   *
   * @param name such as {@code welcome-subject}
   * @param sample a value for each name that the template may use, for the trial
   * @param demands what the text must say once it is filled in with the sample
   */
  record Form(String name, Map<String, String> sample, List<PartProfile.Demand> demands) {

    public Form {
      sample = Map.copyOf(sample);
      demands = List.copyOf(demands);
    }
  }
}
