// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Every channel that has a contract test, found by itself, with its far end. */
public final class ContractedChannels {

  private ContractedChannels() {}

  /** What the profiles of every channel are, in each form, by kind and form. */
  public static List<ChannelProfile> profiles() {
    return all(
            contract -> {
              List<ChannelProfile> profiles = new ArrayList<>();
              for (PublisherHarness.Form form : contract.forms()) {
                contract.use(form);
                profiles.add(contract.publisher().profile());
              }
              return profiles;
            })
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /** Looks at each channel while its far end runs, in the order of the kinds. */
  static <T> List<T> all(Function<PublisherContract, T> look) {
    return new ClassFileImporter()
        .importPackages(ContractedChannels.class.getPackageName()).stream()
            .filter(type -> type.isAssignableTo(PublisherContract.class))
            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            .sorted(Comparator.comparing(JavaClass::getName))
            .map(type -> with(type, look))
            .toList();
  }

  private static <T> T with(JavaClass type, Function<PublisherContract, T> look) {
    PublisherContract contract = (PublisherContract) ReflectionSupport.newInstance(type.reflect());
    call(contract, BeforeEach.class);
    try {
      return look.apply(contract);
    } finally {
      call(contract, AfterEach.class);
    }
  }

  private static void call(PublisherContract contract, Class<? extends Annotation> when) {
    AnnotationSupport.findAnnotatedMethods(
            contract.getClass(), when, HierarchyTraversalMode.TOP_DOWN)
        .forEach(method -> ReflectionSupport.invokeMethod(method, contract));
  }
}
