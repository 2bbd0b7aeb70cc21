// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.storycast.channel.Account;
import org.storycast.channel.ChannelId;
import org.storycast.channel.HttpPublisherContract;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Post;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.Secret;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.TelegramSimulator;

class TelegramPublisherContractTests extends HttpPublisherContract {

  @Override
  protected HttpSimulator start(MutableClock clock) {
    return new TelegramSimulator(clock);
  }

  @Override
  protected PublisherFactory factory(MutableClock clock) {
    return new TelegramPublisherFactory(clock);
  }

  @Override
  protected Account account(URI api) {
    return new Account(
        new ChannelId("telegram-en"),
        "telegram",
        "en",
        Map.of(
            "chat-id",
            "@" + TelegramSimulator.CHANNEL_NAME,
            "base-url",
            api.toString(),
            "timeout",
            "2s"),
        Map.of(
            "bot-token",
            new Secret(TelegramSimulator.TOKEN),
            "observer-token",
            new Secret(TelegramSimulator.OBSERVER_TOKEN)));
  }

  @Override
  protected Post aPost() {
    URI link = URI.create("https://courier.example.org/bridge?utm_id=0a1b2c3d4e5f");
    return new Post(
        Map.of(
            "message",
            """
            <b>The bridge opens &amp; the ferry rests</b>

            After nine years the river has a bridge. <a href="%s">Read on</a>\
            """
                .formatted(link)),
        link,
        "en",
        List.of(),
        List.of("Local"),
        List.of("bridge"));
  }

  @Override
  protected Stream<Refusal> refusals() {
    return TelegramRefusals.all();
  }

  @AfterEach
  void sendsOnlyWhatTheBotApiDescribes() {
    TelegramSpecification.load()
        .ifPresent(
            specification ->
                assertThat(simulator().requests())
                    .flatMap(specification::complaintsAbout)
                    .isEmpty());
  }
}
