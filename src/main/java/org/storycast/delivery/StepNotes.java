// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Receipt;

/** What ledger and log say of a step. */
final class StepNotes {

  private static final Logger log = LoggerFactory.getLogger(StepNotes.class);

  private StepNotes() {}

  static Map<String, String> essentials(Step step) {
    return switch (step) {
      case Step.Published published -> ofReceipt(published.receipt());
      case Step.Rejected rejected -> failure("rejected", rejected.reason(), rejected.detail());
      case Step.RetryAt retry -> failure("not taken", retry.reason(), retry.detail());
      case Step.FollowAt follow -> Map.of("result", "under way");
      case Step.ReadBackAt readBack -> Map.of("result", "unclear", "detail", readBack.detail());
      case Step.CloseChannel closed -> failure("channel closed", closed.reason(), closed.detail());
    };
  }

  private static Map<String, String> failure(String result, FailureReason reason, String detail) {
    return Map.of("result", result, "reason", reason.name(), "detail", detail);
  }

  private static Map<String, String> ofReceipt(Receipt receipt) {
    Map<String, String> essentials = new LinkedHashMap<>(receipt.evidence());
    essentials.put("result", "published");
    essentials.put("remoteId", receipt.remoteId());
    if (receipt.address() != null) {
      essentials.put("address", receipt.address().toString());
    }
    if (receipt.parts().size() > 1) {
      essentials.put("parts", Integer.toString(receipt.parts().size()));
    }
    return essentials;
  }

  static void log(Delivery delivery, Step step) {
    log.atLevel(
            switch (step) {
              case Step.Published published -> Level.INFO;
              case Step.FollowAt follow -> Level.INFO;
              case Step.RetryAt retry -> Level.WARN;
              case Step.Rejected rejected -> Level.ERROR;
              case Step.ReadBackAt readBack -> Level.ERROR;
              case Step.CloseChannel closed -> Level.ERROR;
            })
        .addKeyValue("delivery", delivery.id())
        .addKeyValue("story", delivery.story())
        .addKeyValue("channel", delivery.channel())
        .addKeyValue("attempt", delivery.attempts())
        .addKeyValue("outcome", step.getClass().getSimpleName())
        .addKeyValue("reason", reason(step))
        .log("Attempt ended");
  }

  private static @Nullable FailureReason reason(Step step) {
    return switch (step) {
      case Step.Rejected rejected -> rejected.reason();
      case Step.RetryAt retry -> retry.reason();
      case Step.CloseChannel closed -> closed.reason();
      case Step.Published published -> null;
      case Step.FollowAt follow -> null;
      case Step.ReadBackAt readBack -> null;
    };
  }

  /** What meters learn of a step. */
  static AttemptSettled settled(Delivery delivery, Step step, Instant now) {
    return new AttemptSettled(
        delivery.channel(),
        step.getClass().getSimpleName(),
        reason(step),
        step instanceof Step.Published ? Duration.between(delivery.plannedFor(), now) : null);
  }
}
