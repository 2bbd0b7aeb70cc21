// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A simulator's answer.
 *
 * @param status HTTP status
 * @param headers by name
 * @param body as sent
 */
public record SimulatorReply(int status, Map<String, String> headers, byte[] body) {

  private static final JsonMapper JSON = new JsonMapper();

  /** A JSON answer made of maps, lists, texts and numbers. */
  public static SimulatorReply json(int status, Object body) {
    return new SimulatorReply(
        status, Map.of("Content-Type", "application/json"), JSON.writeValueAsBytes(body));
  }

  /** An HTML page, as proxies answer. */
  public static SimulatorReply html(int status, String title) {
    String page = "<html><head><title>%s</title></head><body>%s</body></html>";
    return new SimulatorReply(
        status,
        Map.of("Content-Type", "text/html"),
        page.formatted(title, title).getBytes(StandardCharsets.UTF_8));
  }

  /** An answer without a body. */
  public static SimulatorReply empty(int status) {
    return new SimulatorReply(status, Map.of(), new byte[0]);
  }

  /** The same answer with one more header. */
  public SimulatorReply with(String header, String value) {
    Map<String, String> headers = new LinkedHashMap<>(this.headers);
    headers.put(header, value);
    return new SimulatorReply(this.status, headers, this.body);
  }
}
