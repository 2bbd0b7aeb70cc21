// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sandbox;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.storycast.StorycastApplication;
import org.storycast.database.OneConnectionEach;

/**
 * Starts the sandbox. The annotation only tells the build which of the test classes to start; what
 * runs is the service itself.
 */
@SpringBootApplication
public class SandboxApplication {

  private static final int USUAL_PORT = 8080;

  /**
   * Starts the far ends and the service.
   *
   * @param arguments {@code --story=<file>}, {@code --feed=<file>}, {@code --exit}, {@code
   *     --sandbox.folder=<folder>}, and any setting of the service
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    SandboxOptions options = SandboxOptions.of(new DefaultApplicationArguments(arguments));
    SandboxFolder folder = new SandboxFolder(options.folder());
    Properties farEnds = folder.farEnds();
    SpringApplication application =
        new SpringApplication(StorycastApplication.class, SandboxReaders.class, SandboxRun.class);
    Map<String, Object> settings = settings(folder, farEnds, options);
    application.addInitializers(
        context -> {
          putBelowTheArguments(
              context.getEnvironment().getPropertySources(),
              new MapPropertySource("sandbox", settings));
          context.getBeanFactory().addBeanPostProcessor(OneConnectionEach.aroundTheDataSource());
        });
    Runtime.getRuntime().addShutdownHook(new Thread(() -> folder.leave(farEnds)));
    ConfigurableApplicationContext service = application.run(arguments);
    service.getBean(SandboxRun.class).run(options);
    if (options.exit()) {
      service.close();
    }
  }

  /** Without arguments there is nothing to be below. */
  static void putBelowTheArguments(MutablePropertySources all, MapPropertySource settings) {
    String arguments = CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME;
    if (all.contains(arguments)) {
      all.addAfter(arguments, settings);
    } else {
      all.addFirst(settings);
    }
  }

  private static Map<String, Object> settings(
      SandboxFolder folder, Properties farEnds, SandboxOptions options) throws IOException {
    Map<String, Object> settings = new HashMap<>();
    farEnds.stringPropertyNames().forEach(name -> settings.put(name, farEnds.getProperty(name)));
    settings.put("storycast.data-directory", folder.data().toString());
    settings.put("storycast.public-address", "http://127.0.0.1:${server.port}");
    settings.put("server.port", freePort());
    settings.put("server.address", "127.0.0.1");
    settings.put("spring.main.banner-mode", "off");
    settings.put("logging.level.root", "WARN");
    if (options.feed().isPresent()) {
      settings.putAll(CapturedFeed.serve(options.feed().get()));
    }
    Files.createDirectories(folder.data());
    return settings;
  }

  /** The usual port, or any other where that is taken. */
  private static int freePort() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket usual = new ServerSocket(USUAL_PORT, 1, here)) {
      return usual.getLocalPort();
    } catch (BindException taken) {
      try (ServerSocket any = new ServerSocket(0, 1, here)) {
        return any.getLocalPort();
      }
    }
  }
}
