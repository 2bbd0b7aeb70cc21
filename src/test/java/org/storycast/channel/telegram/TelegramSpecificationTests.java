// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.storycast.channel.Attachment;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.SimulatorRequest;
import org.storycast.simulator.TelegramSimulator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds requests and the simulator's answers against the published Bot API. */
class TelegramSpecificationTests {

  private static final Logger log = LoggerFactory.getLogger(TelegramSpecificationTests.class);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final TelegramSimulator simulator = new TelegramSimulator(this.clock);
  private TelegramSpecification specification;

  @BeforeEach
  void load() {
    assumeTrue(
        TelegramSpecification.load().isPresent(),
        "The Bot API's description is not at " + TelegramSpecification.FILE);
    this.specification = TelegramSpecification.load().orElseThrow();
  }

  @AfterEach
  void stop() {
    this.simulator.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "photo", "album", "video"})
  void everyRequestIsOneThatTheApiKnows(String form) {
    TelegramFixtures files = new TelegramFixtures();
    TelegramPublisher publisher = publisher(form, files);
    List<Attachment> shown = List.of(files.picture(120), files.picture(121), files.film());
    List<Attachment> other = List.of(files.picture(220), files.file("film", "video/mp4", 9));
    Post post = TelegramFixtures.post(TelegramFixtures.MESSAGE, shown);
    Outcome outcome = publisher.publish(post, memory("first").attempt());
    Receipt receipt = ((Outcome.Published) outcome).receipt();
    DeliveryMemory second = memory("second");
    publisher.publish(post.inReplyTo(receipt), second.attempt());
    publisher.find(post, memory("lost").attempt());
    publisher.find(receipt);
    publisher.edit(receipt, TelegramFixtures.post("Corrected", shown), memory("third").attempt());
    publisher.edit(receipt, TelegramFixtures.post("Corrected", other), memory("fourth").attempt());
    publisher.remove(receipt, memory("fifth").attempt());
    publisher.check();
    List<SimulatorRequest> requests = this.simulator.requests();
    assertThat(requests).hasSizeGreaterThan(15);
    assertThat(requests).flatMap(this.specification::complaintsAbout).isEmpty();
    log.info("Telegram: {} requests are as the Bot API describes them", requests.size());
  }

  @Test
  void isHeldAgainstEveryTestsRequests() throws Exception {
    HttpSimulator described = new DescribedTelegram(this.clock);
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = described.address().resolve("/bot17/sendPigeon");
      client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
    }
    assertThatThrownBy(described::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no method sendPigeon");
  }

  private TelegramPublisher publisher(String form, TelegramFixtures files) {
    Map<String, String> settings = Map.of("form", form, "pin", "always", "silent", "true");
    return new TelegramPublisher(
        TelegramSettings.of(TelegramFixtures.account(this.simulator.address(), settings)),
        files,
        this.clock);
  }

  private DeliveryMemory memory(String name) {
    return new DeliveryMemory(DeliveryKey.of(name), this.clock);
  }

  private JsonNode call(String method, String body) throws IOException, InterruptedException {
    String address =
        "%s/bot%s/%s".formatted(this.simulator.address(), TelegramSimulator.TOKEN, method);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return new JsonMapper()
          .readTree(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sendMessage|{\"chat_id\":\"@steppe_courier\",\"text\":\"<b>a</b>\",\"parse_mode\":\"HTML\"}|Message",
        "getMe|{}|User",
        "getWebhookInfo|{}|WebhookInfo",
        "getChat|{\"chat_id\":\"@steppe_courier\"}|ChatFullInfo",
        "getChatMember|{\"chat_id\":\"@steppe_courier\",\"user_id\":7100000001}|ChatMember",
      })
  void answersAsTheApiDescribes(String method, String body, String type) throws Exception {
    JsonNode result = call(method, body).path("result");
    assertThat(this.specification.complaintsAbout(type, result)).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sendPigeon|{}|no method sendPigeon",
        "sendMessage|{\"chat_id\":1}|sendMessage: text is missing",
        "sendMessage|{\"chat_id\":1,\"text\":7}|sendMessage: text is 7",
        "sendMessage|{\"chat_id\":1,\"text\":\"a\",\"colour\":1}|sendMessage: no field colour",
        "sendMessage|{\"chat_id\":1,\"text\":\"a\",\"link_preview_options\":{\"uri\":\"b\"}}|LinkPreviewOptions:"
            + " no field uri",
        "getUpdates|{\"allowed_updates\":[1]}|getUpdates: allowed_updates is [1]",
      })
  void noticesWhatTheApiDoesNotKnow(String method, String body, String complaint) throws Exception {
    call(method, body);
    assertThat(this.simulator.requests())
        .flatMap(this.specification::complaintsAbout)
        .containsExactly(complaint);
  }
}
