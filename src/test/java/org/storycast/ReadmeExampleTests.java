// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.storycast.channel.Channels;
import org.storycast.channel.PublisherFactory;
import org.storycast.routing.RouteProblems;

/** Starts the service with the settings that the readme shows. */
class ReadmeExampleTests {

  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(storycast:\n.*?)```");
  private static final Pattern SECRET = Pattern.compile("/run/secrets/(\\S+)");

  @TempDir private Path folder;

  @Test
  void opensEveryKindOfChannelAndEveryRoute() throws IOException {
    try (ConfigurableApplicationContext service = start()) {
      Channels channels = service.getBean(Channels.class);
      assertThat(channels.off()).isEmpty();
      assertThat(channels.open())
          .extracting(channel -> channel.account().kind())
          .containsExactlyInAnyOrderElementsOf(kinds(service));
      assertThat(service.getBean(RouteProblems.class).problems()).isEmpty();
    }
  }

  private static List<String> kinds(ConfigurableApplicationContext service) {
    return service.getBeansOfType(PublisherFactory.class).values().stream()
        .map(PublisherFactory::kind)
        .toList();
  }

  /** No source is asked: the newspaper is invented. */
  private ConfigurableApplicationContext start() throws IOException {
    SpringApplication application = new SpringApplication(StorycastApplication.class);
    return application.run(
        "--spring.config.additional-location=file:" + example(),
        "--spring.main.banner-mode=off",
        "--server.port=0",
        "--storycast.data-directory=" + this.folder.resolve("data"),
        "--storycast.sources.website.enabled=false");
  }

  private Path example() throws IOException {
    MatchResult found =
        EXAMPLE.matcher(Documents.read(Path.of("README.md"))).results().findFirst().orElseThrow();
    String text = found.group(1);
    for (MatchResult secret : SECRET.matcher(text).results().toList()) {
      Files.writeString(this.folder.resolve(secret.group(1)), secretFor(secret.group(1)));
    }
    return Files.writeString(
        this.folder.resolve("application.yaml"), text.replace("/run/secrets/", this.folder + "/"));
  }

  private static String secretFor(String name) {
    return switch (name) {
      case "telegram-bot-token" -> "7100000001:AAEnoRealTokenAtAll\n";
      case "telegram-observer-token" -> "7100000002:AAEnoRealTokenAtAll\n";
      default -> "no-real-secret\n";
    };
  }
}
