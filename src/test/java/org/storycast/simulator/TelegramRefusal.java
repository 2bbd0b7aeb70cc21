// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** Telegram says no. */
final class TelegramRefusal extends RuntimeException {

  private final int code;
  private final Map<String, Object> parameters;

  private TelegramRefusal(int code, String description, Map<String, Object> parameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }

  static TelegramRefusal badRequest(String description) {
    return of(400, "Bad Request: " + description);
  }

  static TelegramRefusal of(int code, String description) {
    return new TelegramRefusal(code, description, Map.of());
  }

  static TelegramRefusal upgradedTo(long chat) {
    return new TelegramRefusal(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        Map.of("migrate_to_chat_id", chat));
  }

  static TelegramRefusal tooManyRequests(long seconds) {
    return new TelegramRefusal(
        429,
        "Too Many Requests: retry after " + seconds,
        Map.of("retry_after", Math.toIntExact(seconds)));
  }

  SimulatorReply reply() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ok", false);
    body.put("error_code", this.code);
    body.put("description", getMessage());
    if (!this.parameters.isEmpty()) {
      body.put("parameters", this.parameters);
    }
    SimulatorReply reply = SimulatorReply.json(this.code, body);
    Object seconds = this.parameters.get("retry_after");
    return seconds == null ? reply : reply.with("Retry-After", seconds.toString());
  }
}
