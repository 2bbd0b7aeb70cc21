// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import org.storycast.StorycastApplication;
import org.storycast.channel.Channel;
import org.storycast.channel.Channels;
import org.storycast.channel.DeliveryKey;
import org.storycast.format.Composed;
import org.storycast.format.Edition;
import org.storycast.format.PostComposer;
import org.storycast.media.MediaLibrary;
import org.storycast.media.Storyboards;
import org.storycast.media.Studio;
import org.storycast.sandbox.FarEnds;
import org.storycast.simulator.PictureSite;

/**
 * Composes twelve awkward stories for every channel with the real templates, and writes what came
 * of it to {@code target/sheet/index.html}, and to pictures of that page where Chromium is.
 */
class SheetTests {

  private static final Path SHEET = Path.of("target", "sheet");
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Map<String, byte[]> pictures =
      Map.of(
          "/town", SheetPictures.town(),
          "/person", SheetPictures.person(),
          "/steppe", SheetPictures.steppe());

  @TempDir private Path data;

  @Test
  void everyChannelHasAPostOfEveryStory() throws IOException, InterruptedException {
    FileSystemUtils.deleteRecursively(SHEET);
    Files.createDirectories(SHEET);
    int parts;
    try (PictureSite site = new PictureSite();
        FarEnds farEnds = new FarEnds(Clock.systemUTC())) {
      this.pictures.forEach((name, bytes) -> site.show(name.substring(1), "image/jpeg", bytes));
      URI address = site.show("", "text/plain", new byte[0]);
      try (ConfigurableApplicationContext service = service(farEnds, address)) {
        parts = write(service, address);
      }
    }
    for (int part = 1; part <= parts; part++) {
      photograph(part);
    }
  }

  private ConfigurableApplicationContext service(FarEnds farEnds, URI pictureSite) {
    Map<String, String> settings = new TreeMap<>(farEnds.settings());
    settings.keySet().removeIf(name -> name.startsWith("storycast.sources"));
    settings.put("storycast.data-directory", this.data.toString());
    settings.put("storycast.public-address", "https://cast.courier.example");
    settings.put("storycast.outbound.allow[1]", pictureSite.getAuthority());
    settings.put("server.port", "0");
    settings.put("spring.main.banner-mode", "off");
    return new SpringApplicationBuilder(StorycastApplication.class)
        .initializers(
            context ->
                context
                    .getBeanFactory()
                    .addBeanPostProcessor(storyboards(context.getBeanFactory()::getBean)))
        .run(
            settings.entrySet().stream()
                .map(it -> "--%s=%s".formatted(it.getKey(), it.getValue()))
                .toArray(String[]::new));
  }

  private BeanPostProcessor storyboards(Beans beans) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof Studio studio
            ? new Storyboards(studio, beans.get(MediaLibrary.class), SheetTests.this::at)
            : bean;
      }
    };
  }

  private interface Beans {
    <T> T get(Class<T> type);
  }

  private byte[] at(URI address) throws IOException {
    byte[] bytes = this.pictures.get(address.getPath());
    if (bytes == null) {
      throw new IOException("Nothing hangs there");
    }
    return bytes;
  }

  private static int write(ConfigurableApplicationContext service, URI site) throws IOException {
    List<Channel> channels = service.getBean(Channels.class).open();
    assertThat(service.getBean(Channels.class).off()).isEmpty();
    assertThat(channels).isNotEmpty();
    PostComposer composer = service.getBean(PostComposer.class);
    Studio studio = service.getBean(Studio.class);
    SheetPage page = new SheetPage(SHEET, service.getBean(MediaLibrary.class));
    for (AwkwardStory story : AwkwardStory.values()) {
      page.story(story.name());
      for (Channel channel : channels) {
        Composed composed =
            composer.compose(
                Edition.of(story.revision(site)),
                channel,
                DeliveryKey.of(story.name(), channel.id().value()));
        assertThat(composed.post().parts()).isNotEmpty();
        page.post(channel.account().kind(), composed);
      }
      page.drawings();
      page.drawing("card", studio.card(story.brief(site, 1080, 1350)), 400);
      page.drawing("wide card", studio.card(story.brief(site, 1200, 630)), 600);
      page.drawing("film", studio.film(story.brief(site, 1080, 1920), LONGEST), 800);
      page.drawing("wide film", studio.film(story.brief(site, 1920, 1080), LONGEST), 1400);
      page.drawing("film of a feed", studio.film(story.brief(site, 1080, 1350), LONGEST), 1000);
      page.drawing("small wide film", studio.film(story.brief(site, 1280, 720), LONGEST), 1400);
    }
    assertThat(page.write()).content().contains("BROKEN_PICTURE");
    return page.parts();
  }

  /** Where there is no Chromium, the page itself must do. */
  private static void photograph(int part) throws IOException, InterruptedException {
    Path chromium = Path.of("/usr/bin/chromium");
    if (Files.isExecutable(chromium)) {
      List<String> command = new ArrayList<>(List.of(chromium.toString(), "--headless"));
      command.addAll(List.of("--no-sandbox", "--disable-gpu", "--hide-scrollbars"));
      command.add("--window-size=3600,13500");
      command.add("--screenshot=" + SHEET.resolve("sheet-" + part + ".png").toAbsolutePath());
      command.add(SHEET.resolve("index.html").toUri() + "#part-" + part);
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(SHEET.resolve("chromium.txt").toFile())
              .start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("Chromium ends").isTrue();
    }
  }
}
