// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.storycast.channel.Attachment;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.Digest;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.Publication;
import org.storycast.simulator.SimulatorRequest;
import org.storycast.simulator.TelegramChat;
import org.storycast.simulator.TelegramSimulator;

/** A channel in which a bot may post and pin, and another listens. */
abstract class TelegramDesk {

  final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  final TelegramSimulator simulator = new DescribedTelegram(this.clock);
  final TelegramFixtures files = new TelegramFixtures();
  private int deliveries;

  @BeforeEach
  void mayPin() {
    this.simulator.channel().admit(TelegramSimulator.TOKEN, TelegramChat.Role.MODERATOR);
  }

  @AfterEach
  void stop() {
    this.simulator.close();
  }

  TelegramPublisher publisher(String... settings) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return new TelegramPublisher(
        TelegramSettings.of(TelegramFixtures.account(this.simulator.address(), all)),
        this.files,
        this.clock);
  }

  DeliveryMemory memory() {
    this.deliveries++;
    return new DeliveryMemory(DeliveryKey.of("delivery " + this.deliveries), this.clock);
  }

  Receipt published(TelegramPublisher publisher, Post post) {
    Outcome outcome = publisher.publish(post, memory().attempt());
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    return ((Outcome.Published) outcome).receipt();
  }

  List<Attachment> pictures(int... widths) {
    List<Attachment> pictures = new ArrayList<>();
    for (int width : widths) {
      pictures.add(this.files.picture(width));
    }
    return pictures;
  }

  static Post post(String html, List<Attachment> shown) {
    return TelegramFixtures.post(html, shown);
  }

  Publication only() {
    assertThat(this.simulator.publications()).hasSize(1);
    return this.simulator.publications().getFirst();
  }

  List<Digest> shown() {
    return only().media().stream().map(it -> Digest.of(it.bytes())).toList();
  }

  static List<Digest> digests(List<Attachment> attachments) {
    return attachments.stream().map(Attachment::digest).toList();
  }

  long calls(String method) {
    return this.simulator.requests().stream().filter(it -> isCallOf(it, method)).count();
  }

  static boolean isCallOf(SimulatorRequest request, String method) {
    return request.path().toLowerCase(Locale.ROOT).endsWith("/" + method);
  }
}
