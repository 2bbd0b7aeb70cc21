// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.storycast.channel.Account;
import org.storycast.channel.Channel;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.channel.ChannelsProperties;
import org.storycast.channel.ConnectedAccounts;
import org.storycast.channel.PartProfile;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.TextMeasure;

/** The beans of the module, wired and set as in the running service. */
class FormatWiringTests {

  @TempDir Path folder;

  private ApplicationContextRunner runner() {
    return new ApplicationContextRunner()
        .withUserConfiguration(Settings.class)
        .withBean(PublisherFactory.class, PigeonFactory::new)
        .withBean(ConnectedAccounts.class, () -> channel -> Optional.empty())
        .withBean(Channels.class)
        .withBean(Desk.NotingStudio.class)
        .withBean(FollowLine.class)
        .withBean(Manuscripts.class)
        .withBean(TextComposer.class)
        .withBean(TemplateTrial.class)
        .withBean(TemplateShelf.class)
        .withBean(TemplateCheck.class)
        .withBean(Artwork.class)
        .withBean(TemplateComposer.class)
        .withPropertyValues(
            "storycast.channels.pigeon.page=https://pigeon.example/courier",
            "storycast.channels.pigeon-two.kind=pigeon",
            "storycast.templates.directory=" + this.folder,
            "storycast.newsroom.name=The Steppe Courier",
            "storycast.newsroom.website=https://courier.example",
            "storycast.newsroom.campaign=spring",
            "storycast.newsroom.mediums.pigeon=air",
            "storycast.newsroom.public-address=https://cast.courier.example");
  }

  @Test
  void composesWithTheSettingsOfTheOperator() {
    Desk.write(
        this.folder.resolve("pigeon/note.txt"), "{{ newsroom.name }} {{ follow }} {{ link }}", 1);
    runner()
        .run(
            context -> {
              Channel channel = context.getBean(Channels.class).get(new ChannelId("pigeon-two"));
              String note =
                  context
                      .getBean(PostComposer.class)
                      .compose(Edition.of(Stories.aStory().revision()), channel, Desk.KEY)
                      .post()
                      .part("note");
              assertThat(note)
                  .startsWith(
                      "The Steppe Courier courier.example · Pigeon https://courier.example/bridge?")
                  .contains("utm_medium=air&utm_campaign=spring");
            });
  }

  @Test
  void checksTemplatesAtStartUp() {
    Desk.write(this.folder.resolve("pigeon/note.txt"), "{{ newsroom.nme }}", 1);
    runner()
        .run(
            context ->
                assertThat(context.getBean(Channels.class).off())
                    .containsOnlyKeys(new ChannelId("pigeon"), new ChannelId("pigeon-two")));
  }

  @EnableConfigurationProperties({
    ChannelsProperties.class,
    NewsroomProperties.class,
    TemplatesProperties.class
  })
  static class Settings {}

  private static final class PigeonFactory implements PublisherFactory {

    @Override
    public String kind() {
      return "pigeon";
    }

    @Override
    public Publisher open(Account account) {
      return FakeChannels.channel(
              account.id().value(),
              "pigeon",
              List.of(new PartProfile("note", 900, TextMeasure.codePoints())))
          .publisher();
    }
  }
}
