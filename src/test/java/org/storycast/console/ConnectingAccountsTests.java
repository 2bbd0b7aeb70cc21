// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.storycast.StorycastApplication;
import org.storycast.access.AccessTokens;
import org.storycast.access.Role;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.channel.support.AccountConnector;
import org.storycast.database.TestDatabase;
import org.storycast.running.RunningService;
import org.storycast.sandbox.FarEnds;

/**
 * Accounts of every platform that has a consent page are connected in a real browser, and each of
 * two replicas opens the channel. The platforms are of another site than the service, so that its
 * session's cookie does not come along.
 */
class ConnectingAccountsTests {

  private static final Path PICTURES = Path.of("target", "console");
  private static final Map<String, String> SETTINGS = new HashMap<>();
  private static FarEnds platforms;
  private static ConfigurableApplicationContext service;
  private static ConfigurableApplicationContext replica;
  private static URI address;
  private static String token;
  private static Chromium browser;

  @BeforeAll
  static void start() throws IOException {
    if (!Chromium.isThere()) {
      return;
    }
    platforms = new FarEnds(Clock.systemUTC());
    int port = freePort();
    address = URI.create("http://localhost:" + port);
    SETTINGS.putAll(platforms.settingsToConnect(kind -> URI.create(address + "/connect/" + kind)));
    TestDatabase database = TestDatabase.Kind.POSTGRESQL.fresh();
    service = run(database, port);
    replica = run(database, 0);
    token = service.getBean(AccessTokens.class).create("olga", Role.OPERATOR, "test").text();
    browser = new Chromium();
    logIn(browser, address, token);
  }

  private static void logIn(Chromium who, URI where, String with) {
    who.open(where.resolve("/console/login"));
    who.write("input[name=token]", with);
    who.click("main form button");
  }

  private static ConfigurableApplicationContext run(TestDatabase database, int port) {
    Map<String, Object> settings = new HashMap<>(SETTINGS);
    settings.put("server.port", port);
    settings.put("storycast.public-address", address.toString());
    settings.put("spring.datasource.url", database.url());
    settings.put("spring.datasource.username", database.user());
    settings.put("spring.datasource.password", database.user());
    settings.put("storycast.data-directory", RunningService.temporary().toString());
    settings.put("storycast.secret-key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
    settings.put("spring.main.banner-mode", "off");
    return new SpringApplicationBuilder(StorycastApplication.class)
        .run(
            settings.entrySet().stream()
                .map(it -> "--" + it.getKey() + "=" + it.getValue())
                .toArray(String[]::new));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (Chromium.isThere()) {
      browser.close();
      replica.close();
      service.close();
      platforms.close();
    }
  }

  @BeforeEach
  void needsABrowser() {
    assumeThat(Chromium.isThere()).as("Chromium is installed").isTrue();
  }

  @Test
  void everyPlatformsAccountIsConnected() throws IOException {
    List<String> channels = channels();
    assertThat(channels)
        .as("every kind that has a connector")
        .containsExactlyElementsOf(
            service.getBeansOfType(AccountConnector.class).values().stream()
                .map(AccountConnector::kind)
                .sorted()
                .toList());
    for (String channel : channels) {
      connect(channel);
      assertThat(isOpen(service, channel)).as(channel + " is open").isTrue();
      await().atMost(Duration.ofSeconds(20)).until(() -> isOpen(replica, channel));
    }
    browser.open(address.resolve("/console"));
    browser.photograph(PICTURES.resolve("overview.png"));
    assertThat(browser.has("#channels a[href$='/console/channels/x/connection']")).isTrue();
  }

  @Test
  void theApiShowsAndForgetsAConnection() throws IOException, InterruptedException {
    connect("x");
    HttpResponse<String> shown = ask("GET");
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body()).contains("\"connectedBy\":\"olga\"", "\"account\":\"@");
    assertThat(ask("DELETE").statusCode()).isEqualTo(204);
    assertThat(isOpen(service, "x")).isFalse();
    HttpResponse<String> none = ask("GET");
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body()).contains("/console/channels/x/connection");
    await().atMost(Duration.ofSeconds(20)).until(() -> !isOpen(replica, "x"));
  }

  private static HttpResponse<String> ask(String method) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/api/v1/channels/x/connection"))
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void whoDeniesConnectsNothing() throws IOException {
    beginWith("x");
    browser.click("#go");
    browser.click("#deny");
    browser.photograph(PICTURES.resolve("denied.png"));
    assertThat(browser.text("main")).contains("The account is not connected", "denied");
    browser.click("#back");
    assertThat(browser.text("h1")).isEqualTo("The account of x");
  }

  @Test
  void theWayBackIsGoodOnce() {
    beginWith("tiktok");
    browser.click("#go");
    browser.click("#deny");
    String used = browser.address();
    browser.open(URI.create(used));
    assertThat(browser.text("h1")).isEqualTo("Begin again");
  }

  @Test
  void whoIsOnAnotherHostIsToldWhereToBegin() throws IOException {
    URI other = URI.create(address.toString().replace("localhost", "127.0.0.1"));
    logIn(browser, other, token);
    browser.open(other.resolve("/console/channels/x/connection"));
    browser.click("button.main");
    browser.photograph(PICTURES.resolve("consent-elsewhere.png"));
    assertThat(browser.text("[role=alert]")).contains("You may not come back", address.toString());
  }

  @Test
  void whoLostTheRightMeanwhileHasComeInVain() {
    AccessTokens tokens = service.getBean(AccessTokens.class);
    var other = tokens.create("igor", Role.OPERATOR, "test");
    try (Chromium his = new Chromium()) {
      logIn(his, address, other.text());
      his.open(address.resolve("/console/channels/x/connection"));
      his.click("button.main");
      his.click("#go");
      tokens.revoke(other.token().id());
      his.click("#allow");
      assertThat(his.text("h1")).isEqualTo("Begin again");
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static List<String> channels() {
    return SETTINGS.keySet().stream()
        .filter(it -> it.startsWith("storycast.channels."))
        .map(it -> it.split("\\.")[2])
        .distinct()
        .sorted()
        .toList();
  }

  private static void beginWith(String channel) {
    browser.open(address.resolve("/console/channels/" + channel + "/connection"));
    browser.click("button.main");
    assertThat(browser.text("h1")).isEqualTo("Connect " + channel);
    assertThat(browser.has("[role=alert]")).isFalse();
  }

  private static void connect(String channel) throws IOException {
    beginWith(channel);
    browser.photograph(PICTURES.resolve("consent-" + channel + ".png"));
    browser.click("#go");
    browser.click("#allow");
    if (browser.has("#choose")) {
      browser.click("#choose");
      browser.photograph(PICTURES.resolve("choice-" + channel + ".png"));
      choose(channel);
    } else {
      assertThat(browser.text("h1")).as(channel).startsWith(channel + " speaks as ");
      browser.photograph(PICTURES.resolve("returned-" + channel + ".png"));
      browser.click("#back");
    }
    browser.awaitAddress(address + "/console/channels/" + channel + "/connection");
    browser.photograph(PICTURES.resolve("connection-" + channel + ".png"));
    assertThat(browser.text("main")).contains("It speaks as", "connected by olga");
  }

  private static void choose(String channel) {
    browser.check("input[name=account]");
    browser.click("form button.main");
    assertThat(browser.text("[role=status]")).contains(channel + " speaks as ");
  }

  private static boolean isOpen(ConfigurableApplicationContext where, String channel) {
    return where.getBean(Channels.class).find(new ChannelId(channel)).isPresent();
  }
}
