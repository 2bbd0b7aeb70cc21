// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds when a constant is not called as a channel is. */
final class NamesNoChannel extends ArchCondition<JavaField> {

  private final Set<String> kinds;

  private NamesNoChannel(Set<String> kinds) {
    super("not be named after a channel");
    this.kinds = kinds;
  }

  static NamesNoChannel rule(Stream<String> kinds) {
    return new NamesNoChannel(
        kinds.map(kind -> kind.toUpperCase(Locale.ROOT)).collect(Collectors.toSet()));
  }

  @Override
  public void check(JavaField field, ConditionEvents events) {
    if (this.kinds.contains(field.getName())) {
      events.add(SimpleConditionEvent.violated(field, field.getFullName() + " names a channel"));
    }
  }
}
