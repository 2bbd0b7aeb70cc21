// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Every setting that the code reads, with its default, as the code has it. */
final class KnownSettings {

  /** What stands where a setting has no default. */
  static final String NONE = "–";

  /** What stands where the default is a list that is too long for a table. */
  static final String LIST = "a list";

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$\\{(storycast\\.[a-z.-]+)(?::([^}]*))?}");

  private final Map<String, String> settings = new TreeMap<>();

  static Map<String, String> withDefaults() throws IOException {
    KnownSettings known = new KnownSettings();
    known.readSources();
    known.readRecords();
    known.readDefaultFile();
    return known.settings;
  }

  /** Single values that are read without a record. */
  private void readSources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        PLACEHOLDER
            .matcher(Files.readString(file))
            .results()
            .forEach(it -> this.settings.put(it.group(1), shown(it.group(2))));
      }
    }
  }

  private void readRecords() throws IOException {
    ClassPathScanningCandidateComponentProvider scan =
        new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    for (BeanDefinition found : scan.findCandidateComponents("org.storycast")) {
      Class<?> type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
      if (type.isRecord() && isMain(type)) {
        read(type.getAnnotation(ConfigurationProperties.class).value(), type);
      }
    }
  }

  private static boolean isMain(Class<?> type) {
    return !type.getProtectionDomain()
        .getCodeSource()
        .getLocation()
        .getPath()
        .contains("test-classes");
  }

  private void read(String prefix, Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    for (int i = 0; i < components.length; i++) {
      String name = prefix + "." + dashed(components[i].getName());
      DefaultValue value = constructor.getParameters()[i].getAnnotation(DefaultValue.class);
      read(name, components[i].getGenericType(), value);
    }
  }

  private void read(String name, Type type, DefaultValue value) {
    if (type instanceof Class<?> plain && plain.isRecord() && !isValue(plain)) {
      read(name, plain);
      return;
    }
    if (type instanceof ParameterizedType container) {
      Type last = container.getActualTypeArguments()[container.getActualTypeArguments().length - 1];
      if (last instanceof Class<?> element && element.isRecord()) {
        read(name + (container.getRawType() == Map.class ? ".<name>" : "[]"), element);
        return;
      }
    }
    this.settings.put(name, ofAnnotation(value));
  }

  /** A record that is made of one text, such as a secret. */
  private static boolean isValue(Class<?> type) {
    return type.getRecordComponents().length == 1
        && type.getRecordComponents()[0].getType() == String.class;
  }

  private static String ofAnnotation(DefaultValue value) {
    return value == null
        ? NONE
        : switch (value.value().length) {
          case 0 -> NONE;
          case 1 -> shown(value.value()[0]);
          default -> LIST;
        };
  }

  /** What application.yaml says wins over the records. */
  private void readDefaultFile() throws IOException {
    List<PropertySource<?>> sources =
        new YamlPropertySourceLoader()
            .load("defaults", new FileSystemResource("src/main/resources/application.yaml"));
    for (PropertySource<?> source : sources) {
      for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
        if (name.startsWith("storycast.")) {
          this.settings.put(name, shown(String.valueOf(source.getProperty(name))));
        }
      }
    }
  }

  private static String shown(String value) {
    return value == null || value.isEmpty()
        ? NONE
        : "`" + PLACEHOLDER.matcher(value).replaceAll("$1") + "`";
  }

  private static String dashed(String name) {
    return ConfigurationPropertyName.adapt(
            name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT), '.')
        .toString();
  }

  private KnownSettings() {}
}
