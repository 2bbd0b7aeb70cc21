// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What one bot has heard and not yet confirmed, kept for a day. */
final class TelegramUpdates {

  private static final Duration KEPT = Duration.ofHours(24);
  private static final int MOST = 100;
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{1,256}");

  private record Update(int id, Instant at, String type, Map<String, Object> message) {}

  private final Clock clock;
  private final List<Update> queue = new ArrayList<>();
  private List<String> allowed = List.of();
  private int lastId = 700;
  private @Nullable String webhook;
  private boolean contested;
  private Duration delay = Duration.ZERO;

  TelegramUpdates(Clock clock) {
    this.clock = clock;
  }

  void hear(String type, Map<String, Object> message) {
    if (this.allowed.isEmpty() || this.allowed.contains(type)) {
      this.lastId++;
      this.queue.add(new Update(this.lastId, this.clock.instant(), type, message));
    }
  }

  /** From now on news takes this long. */
  void hearLate(Duration late) {
    this.delay = late;
  }

  /** From now on another program asks for this bot's updates all the time. */
  void contest() {
    this.contested = true;
  }

  List<Map<String, Object>> get(TelegramParameters parameters) {
    if (this.webhook != null) {
      throw TelegramRefusal.of(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to"
              + " delete the webhook first");
    }
    if (this.contested) {
      throw TelegramRefusal.of(
          409,
          "Conflict: terminated by other getUpdates request; make sure that only one bot instance"
              + " is running");
    }
    parameters.json("allowed_updates").ifPresent(this::allow);
    Instant horizon = this.clock.instant().minus(KEPT);
    this.queue.removeIf(it -> it.at().isBefore(horizon));
    confirm(parameters.number("offset", 0));
    int limit = Math.clamp(parameters.number("limit", MOST), 1, MOST);
    Instant arrived = this.clock.instant().minus(this.delay);
    return this.queue.stream()
        .filter(it -> !it.at().isAfter(arrived))
        .limit(limit)
        .map(TelegramUpdates::json)
        .toList();
  }

  private void allow(tools.jackson.databind.JsonNode types) {
    this.allowed =
        StreamSupport.stream(types.spliterator(), false).map(it -> it.stringValue("")).toList();
  }

  /** What is below the offset is forgotten; a negative one counts from the end. */
  private void confirm(int offset) {
    if (offset < 0) {
      int surplus = Math.max(0, this.queue.size() + offset);
      this.queue.subList(0, surplus).clear();
    } else {
      this.queue.removeIf(it -> it.id() < offset);
    }
  }

  private static Map<String, Object> json(Update update) {
    return Map.of("update_id", update.id(), update.type(), update.message());
  }

  boolean setWebhook(TelegramParameters parameters) {
    String url = parameters.text("url");
    if (!url.isEmpty() && !"https".equals(URI.create(url).getScheme())) {
      throw TelegramRefusal.badRequest("bad webhook: An HTTPS URL must be provided for webhook");
    }
    String secret = parameters.text("secret_token");
    if (!secret.isEmpty() && !SECRET.matcher(secret).matches()) {
      throw TelegramRefusal.badRequest("secret token contains unallowed characters");
    }
    this.webhook = url.isEmpty() ? null : url;
    return true;
  }

  Map<String, Object> webhookInfo() {
    return Map.of(
        "url",
        this.webhook == null ? "" : this.webhook,
        "has_custom_certificate",
        false,
        "pending_update_count",
        this.queue.size());
  }

  boolean deleteWebhook() {
    this.webhook = null;
    return true;
  }
}
