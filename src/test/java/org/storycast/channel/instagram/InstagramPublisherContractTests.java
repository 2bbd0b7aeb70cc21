// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Account;
import org.storycast.channel.FailureReason;
import org.storycast.channel.HttpPublisherContract;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.PublisherFactory;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.InstagramSimulator;
import org.storycast.simulator.SimulatorReply;

class InstagramPublisherContractTests extends HttpPublisherContract {

  @Override
  protected HttpSimulator start(MutableClock clock) {
    return new DescribedInstagram(clock);
  }

  @Override
  protected PublisherFactory factory(MutableClock clock) {
    return InstagramFixtures.factory(clock);
  }

  @Override
  protected Account account(URI api) {
    return InstagramFixtures.account(api);
  }

  @Override
  protected Post aPost() {
    return InstagramFixtures.post();
  }

  @Override
  protected void finishProcessing() {
    ((InstagramSimulator) simulator()).finishProcessing();
  }

  /** Meta tells whole minutes. */
  @Override
  protected Duration askedPause() {
    return Duration.ofMinutes(1);
  }

  @Override
  protected Stream<Refusal> refusals() {
    return Stream.of(ofMedia(), ofTheAccount(), passing(), doubtful()).flatMap(it -> it);
  }

  private static Stream<Refusal> ofMedia() {
    return Stream.of(
        rejected("thumbnail beyond the film", 1, 2_207_057, FailureReason.MEDIA),
        rejected("unknown media type", 100, 2_207_023, FailureReason.DEFECT),
        rejected("carousel of one", 100, 2_207_028, FailureReason.DEFECT),
        rejected("product tags", 100, 2_207_035, FailureReason.DEFECT),
        rejected("product tags of others", 100, 2_207_036, FailureReason.DEFECT),
        rejected("product tags not approved", 100, 2_207_037, FailureReason.DEFECT),
        rejected("too many tags", 100, 2_207_040, FailureReason.DEFECT),
        rejected("wrong parameter", 100, 0, FailureReason.DEFECT),
        rejected("film's format", 352, 2_207_026, FailureReason.MEDIA),
        rejected("image too large", 36_000, 2_207_004, FailureReason.MEDIA),
        rejected("image's format", 36_001, 2_207_005, FailureReason.MEDIA),
        rejected("image's ratio", 36_003, 2_207_009, FailureReason.MEDIA),
        rejected("caption too long", 36_004, 2_207_010, FailureReason.TOO_LONG),
        rejected("trial reels", 100, 2_207_081, FailureReason.MEDIA));
  }

  private static Stream<Refusal> ofTheAccount() {
    return Stream.of(
        closed("token expired", 190, 463, FailureReason.CREDENTIALS),
        closed("app removed", 190, 458, FailureReason.CREDENTIALS),
        closed("session", 102, 0, FailureReason.CREDENTIALS),
        closed("permission", 10, 0, FailureReason.PERMISSION),
        closed("permission of a range", 200, 0, FailureReason.PERMISSION),
        closed("permission of the range's end", 299, 0, FailureReason.PERMISSION),
        closed("restricted", 25, 2_207_050, FailureReason.ACCOUNT_RESTRICTED),
        closed("blocked for policy", 368, 0, FailureReason.ACCOUNT_RESTRICTED));
  }

  private static Stream<Refusal> passing() {
    return Stream.of(
        later("download too slow", -2, 2_207_003, FailureReason.UNAVAILABLE),
        later("media expired", -2, 2_207_020, FailureReason.NOT_READY),
        later("creation failed", -1, 2_207_032, FailureReason.UNAVAILABLE),
        later("upload failed", -1, 2_207_053, FailureReason.UNAVAILABLE),
        later("upload failed otherwise", -1, 2_207_082, FailureReason.UNAVAILABLE),
        later("throttled app", 4, 0, FailureReason.RATE_LIMITED),
        later("throttled user", 17, 0, FailureReason.RATE_LIMITED),
        later("throttled business", 80_002, 0, FailureReason.RATE_LIMITED),
        later("daily limit", 9, 2_207_042, FailureReason.QUOTA),
        later("container not found", 24, 2_207_006, FailureReason.NOT_READY),
        later("container not publishable yet", 24, 2_207_008, FailureReason.NOT_READY),
        later("object missing", 100, 33, FailureReason.NOT_READY),
        later("not fetched", 9_004, 2_207_052, FailureReason.MEDIA),
        later("film not fetched", 9_004, 2_207_077, FailureReason.MEDIA),
        later("published too early", 9_007, 2_207_027, FailureReason.NOT_READY),
        new Refusal(
            "page of the edge",
            SimulatorReply.html(403, "Attention"),
            Outcome.TryLater.class,
            FailureReason.UNAVAILABLE));
  }

  /** While a container lives, the next attempt asks it: nothing is published twice. */
  private static Stream<Refusal> doubtful() {
    return Stream.of(
        later("server error", -1, 2_207_001, FailureReason.UNAVAILABLE),
        later("unknown error", 1, 0, FailureReason.UNAVAILABLE),
        later("temporary error", 2, 0, FailureReason.UNAVAILABLE),
        new Refusal(
            "empty 503",
            SimulatorReply.empty(503),
            Outcome.TryLater.class,
            FailureReason.UNAVAILABLE),
        new Refusal(
            "action is blocked",
            error(400, 4, 2_207_051),
            Outcome.Unclear.class,
            (@Nullable FailureReason) null));
  }

  private static Refusal rejected(String name, int code, int subcode, FailureReason reason) {
    return new Refusal(name, error(400, code, subcode), Outcome.Rejected.class, reason);
  }

  private static Refusal closed(String name, int code, int subcode, FailureReason reason) {
    return new Refusal(name, error(400, code, subcode), Outcome.ChannelClosed.class, reason);
  }

  private static Refusal later(String name, int code, int subcode, FailureReason reason) {
    return new Refusal(name, error(400, code, subcode), Outcome.TryLater.class, reason);
  }

  static SimulatorReply error(int status, int code, int subcode) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", "No");
    error.put("type", "OAuthException");
    error.put("code", code);
    if (subcode != 0) {
      error.put("error_subcode", subcode);
    }
    return SimulatorReply.json(status, Map.of("error", error));
  }
}
