// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.FailureReason;
import org.storycast.channel.HttpPublisherContract.Refusal;
import org.storycast.channel.Outcome;
import org.storycast.simulator.SimulatorReply;

/** Every error of Facebook's tables, with what it must become at a first attempt. */
final class FacebookRefusals {

  private FacebookRefusals() {}

  static Stream<Refusal> all() {
    return Stream.of(passing(), throttles(), closing(), rejecting(), withoutError())
        .flatMap(it -> it);
  }

  private static Stream<Refusal> passing() {
    return Stream.of(
        unclear("1", error(500, 1, 0)),
        unclear("2", error(503, 2, 0)),
        unclear("2 with 400", error(400, 2, 0)));
  }

  private static Stream<Refusal> throttles() {
    return Stream.concat(
        IntStream.of(4, 17, 32, 341, 613, 80001)
            .mapToObj(code -> later(code, 0, FailureReason.RATE_LIMITED)),
        Stream.of(
            later(613, 1996, FailureReason.RATE_LIMITED),
            later(368, 0, FailureReason.ACCOUNT_RESTRICTED),
            later(368, 1390008, FailureReason.ACCOUNT_RESTRICTED),
            later(1363030, 0, FailureReason.UNAVAILABLE),
            later(1363041, 0, FailureReason.UNAVAILABLE),
            later(100, 1609005, FailureReason.UNAVAILABLE),
            later(1609005, 0, FailureReason.UNAVAILABLE)));
  }

  private static Stream<Refusal> closing() {
    return Stream.of(
            IntStream.of(0, 463, 467, 460, 458, 459, 464, 490)
                .mapToObj(subcode -> closed(190, subcode, FailureReason.CREDENTIALS)),
            IntStream.of(102, 104).mapToObj(code -> closed(code, 0, FailureReason.CREDENTIALS)),
            IntStream.of(3, 10, 200, 230, 299, 1404078, 1363042, 1363005)
                .mapToObj(code -> closed(code, 0, FailureReason.PERMISSION)),
            IntStream.of(1404006, 1404112)
                .mapToObj(code -> closed(code, 0, FailureReason.ACCOUNT_RESTRICTED)),
            Stream.of(
                closed(190, 492, FailureReason.PERMISSION),
                closed(100, 33, FailureReason.TARGET_GONE),
                closed(368, 4854002, FailureReason.ACCOUNT_RESTRICTED),
                closed(100, 1404078, FailureReason.PERMISSION),
                closed(2500, 0, FailureReason.DEFECT)))
        .flatMap(it -> it);
  }

  private static Stream<Refusal> rejecting() {
    return Stream.of(
        rejected(506, 0, FailureReason.DUPLICATE),
        rejected(506, 1455006, FailureReason.DUPLICATE),
        rejected(368, 1404082, FailureReason.DUPLICATE),
        rejected(1366051, 0, FailureReason.DUPLICATE),
        rejected(100, 0, FailureReason.CONTENT),
        rejected(1609008, 0, FailureReason.CONTENT),
        rejected(2061006, 0, FailureReason.CONTENT),
        rejected(1346003, 0, FailureReason.MODERATION),
        rejected(1404102, 0, FailureReason.MODERATION),
        rejected(1366046, 0, FailureReason.MEDIA),
        rejected(1363022, 0, FailureReason.MEDIA),
        rejected(6000, 0, FailureReason.MEDIA),
        rejected(77777, 0, FailureReason.DEFECT));
  }

  private static Stream<Refusal> withoutError() {
    return Stream.of(
        new Refusal(
            "page with 429",
            SimulatorReply.html(429, "Slow down"),
            Outcome.TryLater.class,
            FailureReason.RATE_LIMITED),
        new Refusal(
            "page with 403",
            SimulatorReply.html(403, "No"),
            Outcome.TryLater.class,
            FailureReason.UNAVAILABLE),
        unclear("page with 502", SimulatorReply.html(502, "Bad gateway")),
        unclear("success without an id", SimulatorReply.json(200, Map.of("success", true))),
        unclear("success with a strange id", SimulatorReply.json(200, Map.of("id", "null"))));
  }

  private static Refusal rejected(int code, int subcode, FailureReason reason) {
    return refusal(code, subcode, Outcome.Rejected.class, reason);
  }

  private static Refusal closed(int code, int subcode, FailureReason reason) {
    return refusal(code, subcode, Outcome.ChannelClosed.class, reason);
  }

  private static Refusal later(int code, int subcode, FailureReason reason) {
    return refusal(code, subcode, Outcome.TryLater.class, reason);
  }

  private static Refusal unclear(String name, SimulatorReply reply) {
    return new Refusal(name, reply, Outcome.Unclear.class, null);
  }

  private static Refusal refusal(
      int code, int subcode, Class<? extends Outcome> outcome, @Nullable FailureReason reason) {
    return new Refusal(code + "/" + subcode, error(400, code, subcode), outcome, reason);
  }

  static SimulatorReply error(int status, int code, int subcode) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", "(#%d) No".formatted(code));
    error.put("type", "OAuthException");
    error.put("code", code);
    if (subcode != 0) {
      error.put("error_subcode", subcode);
    }
    error.put("fbtrace_id", "Fz54");
    return SimulatorReply.json(status, Map.of("error", error));
  }
}
