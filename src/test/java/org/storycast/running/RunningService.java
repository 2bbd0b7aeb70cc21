// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.storycast.access.AccessTokens;
import org.storycast.access.Role;
import org.storycast.database.OneConnectionEach;
import org.storycast.database.TestDatabase;
import org.storycast.format.PublicMedia;
import org.storycast.mailing.Gate;
import org.storycast.mailing.LetterTexts;
import org.storycast.mailing.SettableGate;
import org.storycast.media.MediaLibrary;

/**
 * The service behind its doors, on a port of its own: everything real but what makes posts and what
 * takes them.
 *
 * @param context the service
 * @param recording the channels' far end
 * @param tokens of each role that was asked for
 */
public record RunningService(
    ConfigurableApplicationContext context, Recording recording, Map<Role, String> tokens)
    implements AutoCloseable {

  private static @Nullable RunningService shared;

  /** One that all tests share which change nothing for the others. */
  public static synchronized RunningService shared() {
    if (shared == null) {
      shared = on(TestDatabase.Kind.H2.fresh(), temporary());
    }
    return shared;
  }

  /** A new directory for its data. */
  public static Path temporary() {
    try {
      return Files.createTempDirectory("storycast");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Starts it on a database, with further settings such as {@code a.b=c}. */
  public static RunningService on(TestDatabase database, Path data, String... settings) {
    Recording recording = new Recording();
    List<String> all =
        new ArrayList<>(
            List.of(
                "spring.main.banner-mode=off",
                "server.port=0",
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=" + database.user(),
                "spring.datasource.password=" + database.user(),
                "storycast.data-directory=" + data,
                "storycast.channels.courier.kind=recording",
                "storycast.channels.gazette.kind=recording",
                "storycast.channels.desk.kind=recording",
                "storycast.channels.desk.settings.for-tests=true",
                "storycast.channels.lost.kind=carrier-pigeon"));
    for (String setting : settings) {
      all.removeIf(it -> it.startsWith(setting.substring(0, setting.indexOf('=') + 1)));
      all.add(setting);
    }
    return new RunningService(
        new SpringApplicationBuilder(Application.class)
            .initializers(
                (ApplicationContextInitializer<GenericApplicationContext>)
                    context -> prepare(context, recording))
            .run(all.stream().map("--"::concat).toArray(String[]::new)),
        recording,
        new ConcurrentHashMap<>());
  }

  private static void prepare(GenericApplicationContext context, Recording recording) {
    context.registerBean(Clock.class, Clock::systemUTC);
    context.registerBean(Recording.class, () -> recording);
    context.registerBean(HeadlineComposer.class);
    context.registerBean(PublicMedia.class, () -> Optional::empty);
    context.registerBean(Gate.class, SettableGate::new);
    context.registerBean(
        LetterTexts.class, () -> (letter, part, language, values) -> letter + " " + part);
    context.getBeanFactory().addBeanPostProcessor(OneConnectionEach.aroundTheDataSource());
  }

  /** An address of it. */
  public URI address(String path) {
    return URI.create(
        "http://localhost:%s%s"
            .formatted(this.context.getEnvironment().getProperty("local.server.port"), path));
  }

  /** A new token of a role. */
  public String token(String name, Role role) {
    return this.context.getBean(AccessTokens.class).create(name, role, "test").text();
  }

  /** A client with a token of a role. */
  public Http as(Role role) {
    return as(
        this.tokens.computeIfAbsent(role, it -> token("test " + it + " " + UUID.randomUUID(), it)));
  }

  /** A client that shows a token. */
  public Http as(String token) {
    return new Http(this, token);
  }

  @Override
  public void close() {
    this.context.close();
  }

  /** Not a component, so that no scan of others finds it. */
  @EnableAutoConfiguration
  @EnableScheduling
  @ConfigurationPropertiesScan({
    "org.storycast.access",
    "org.storycast.api",
    "org.storycast.audience",
    "org.storycast.channel",
    "org.storycast.console",
    "org.storycast.delivery",
    "org.storycast.intake",
    "org.storycast.mailing",
    "org.storycast.outbound",
    "org.storycast.routing",
    "org.storycast.site",
    "org.storycast.watch"
  })
  @ComponentScan(
      nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
      basePackages = {
        "org.storycast.access",
        "org.storycast.api",
        "org.storycast.audience",
        "org.storycast.channel",
        "org.storycast.console",
        "org.storycast.delivery",
        "org.storycast.intake",
        "org.storycast.mailing",
        "org.storycast.outbound",
        "org.storycast.routing",
        "org.storycast.site",
        "org.storycast.story",
        "org.storycast.watch"
      },
      excludeFilters =
          @ComponentScan.Filter(type = FilterType.CUSTOM, classes = FarEndsAndTests.class))
  @Import(MediaLibrary.class)
  static class Application {}

  /** The adapters of real platforms, and whatever other tests bring. */
  static class FarEndsAndTests implements TypeFilter {

    @Override
    public boolean match(MetadataReader type, MetadataReaderFactory factory) throws IOException {
      return type.getClassMetadata()
              .getClassName()
              .matches("org\\.storycast\\.channel\\.(?!support)[a-z]+\\..*")
          || type.getResource().getURL().getPath().contains("/test-classes/");
    }
  }
}
