// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real browser, driven by its DevTools: what it does with cookies, policies and redirects is what
 * people's browsers do.
 */
final class Chromium implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final Path profile;
  private final Process process;
  private final WebSocket tools;

  Chromium() throws IOException {
    this.profile = Files.createTempDirectory("chromium");
    this.process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--window-size=1100,900",
                "--remote-debugging-port=0",
                "--user-data-dir=" + this.profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(this.profile.resolve("output.txt").toFile())
            .start();
    this.tools = this.http.newWebSocketBuilder().buildAsync(page(), new Listener()).join();
    call("Page.enable", Map.of());
  }

  static boolean isThere() {
    return Files.isExecutable(PROGRAM);
  }

  private URI page() {
    Path port = this.profile.resolve("DevToolsActivePort");
    await().atMost(PATIENCE).until(() -> Files.exists(port) && !Files.readAllLines(port).isEmpty());
    return await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> firstPage(Files.readAllLines(port).getFirst()), it -> it != null);
  }

  private URI firstPage(String port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
    String list = this.http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return JSON.readTree(list)
        .valueStream()
        .filter(it -> it.path("type").asString("").equals("page"))
        .map(it -> URI.create(it.path("webSocketDebuggerUrl").asString()))
        .findFirst()
        .orElse(null);
  }

  void open(URI address) {
    call("Page.navigate", Map.of("url", address.toString()));
    awaitAddress(address.toString());
  }

  /** Waits for a page whose address begins so. */
  void awaitAddress(String beginning) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                evaluate("document.readyState === 'complete' ? location.href : ''")
                    .startsWith(beginning));
  }

  void write(String selector, String text) {
    evaluate("document.querySelector(%s).value = %s".formatted(quoted(selector), quoted(text)));
  }

  /** Clicks and waits for the page to which that leads. */
  void click(String selector) {
    evaluate("window.isOld = true");
    evaluate("document.querySelector(%s).click()".formatted(quoted(selector)));
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                evaluate("String(!window.isOld && document.readyState === 'complete')")
                    .equals("true"));
  }

  void check(String selector) {
    evaluate("document.querySelector(%s).checked = true".formatted(quoted(selector)));
  }

  String address() {
    return evaluate("location.href");
  }

  String text(String selector) {
    return evaluate("document.querySelector(%s)?.innerText ?? ''".formatted(quoted(selector)));
  }

  boolean has(String selector) {
    return evaluate("String(document.querySelector(%s) !== null)".formatted(quoted(selector)))
        .equals("true");
  }

  /** Keeps a picture of the page. */
  void photograph(Path file) throws IOException {
    String data = call("Page.captureScreenshot", Map.of()).path("data").asString();
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(data));
  }

  private static String quoted(String text) {
    return JSON.writeValueAsString(text);
  }

  private String evaluate(String expression) {
    JsonNode answer = call("Runtime.evaluate", Map.of("expression", expression));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value").asString("");
  }

  private JsonNode call(String method, Map<String, Object> parameters) {
    int id = this.calls.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    this.answers.put(id, answer);
    String message =
        JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    this.tools.sendText(message, true).join();
    return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public void close() throws IOException {
    this.process.descendants().forEach(ProcessHandle::destroyForcibly);
    this.process.destroyForcibly().onExit().join();
    FileSystemUtils.deleteRecursively(this.profile);
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      this.parts.append(data);
      if (last) {
        JsonNode message = JSON.readTree(this.parts.toString());
        this.parts.setLength(0);
        CompletableFuture<JsonNode> waiting =
            Chromium.this.answers.remove(message.path("id").asInt(0));
        if (waiting != null) {
          waiting.complete(message.path("result"));
        }
      }
      socket.request(1);
      return CompletableFuture.completedFuture(List.of());
    }
  }
}
