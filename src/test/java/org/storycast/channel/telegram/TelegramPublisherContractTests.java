// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.storycast.channel.Account;
import org.storycast.channel.Attachment;
import org.storycast.channel.HttpPublisherContract;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Post;
import org.storycast.channel.PublisherFactory;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.TelegramChat;
import org.storycast.simulator.TelegramSimulator;

/** A picture with a caption, which is what an account publishes that was told nothing else. */
class TelegramPublisherContractTests extends HttpPublisherContract {

  final TelegramFixtures files = new TelegramFixtures();

  /** What an operator has set. */
  Map<String, String> settings() {
    return Map.of();
  }

  List<Attachment> attachments() {
    return List.of(this.files.picture(120));
  }

  @Override
  protected HttpSimulator start(MutableClock clock) {
    TelegramSimulator simulator = new DescribedTelegram(clock);
    simulator.channel().admit(TelegramSimulator.TOKEN, TelegramChat.Role.MODERATOR);
    return simulator;
  }

  @Override
  protected PublisherFactory factory(MutableClock clock) {
    return new TelegramPublisherFactory(this.files, clock);
  }

  @Override
  protected Account account(URI api) {
    return TelegramFixtures.account(api, settings());
  }

  @Override
  protected Post aPost() {
    return TelegramFixtures.urgent(TelegramFixtures.MESSAGE, attachments());
  }

  @Override
  protected Post aCorrectedPost() {
    Map<String, String> parts = new HashMap<>(post().parts());
    parts.replaceAll((part, text) -> text + " Corrected.");
    Post post = post();
    return new Post(
        parts, post.link(), post.language(), post.attachments(), post.sections(), post.tags());
  }

  @Override
  protected boolean showLate(Duration lag) {
    ((TelegramSimulator) simulator()).tellLate(lag);
    return true;
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
