// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.watch;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.channel.Checkup;
import org.storycast.delivery.AccountStates;
import org.storycast.delivery.AccountStates.AccountState;
import org.storycast.delivery.CheckedAccount;
import org.storycast.delivery.Checkups;
import org.storycast.delivery.Deliveries;
import org.storycast.delivery.DeliveryState;

/** How each channel is. One that needs a person does not make the service ill. */
@Component("channels" + ChannelsHealth.SUFFIX)
class ChannelsHealth implements CompositeHealthContributor {

  static final String SUFFIX = "HealthIndicator";

  /** The service is well; a person is needed. */
  static final Status ATTENTION = new Status("ATTENTION");

  private final Channels channels;
  private final AccountStates accounts;
  private final Deliveries deliveries;
  private final Checkups checkups;
  private final Clock clock;

  ChannelsHealth(
      Channels channels,
      AccountStates accounts,
      Deliveries deliveries,
      Checkups checkups,
      Clock clock) {
    this.channels = channels;
    this.accounts = accounts;
    this.deliveries = deliveries;
    this.checkups = checkups;
    this.clock = clock;
  }

  @Override
  public @Nullable HealthContributor getContributor(String name) {
    return stream()
        .filter(it -> it.name().equals(name))
        .map(HealthContributors.Entry::contributor)
        .findFirst()
        .orElse(null);
  }

  @Override
  public Stream<HealthContributors.Entry> stream() {
    Map<ChannelId, Map<DeliveryState, Long>> counts = this.deliveries.counts();
    return Stream.concat(
        this.channels.open().stream()
            .map(it -> entry(it.id(), () -> health(it.id(), counts.get(it.id())))),
        this.channels.off().entrySet().stream()
            .map(
                it ->
                    entry(
                        it.getKey(),
                        () -> Health.status(ATTENTION).withDetail("off", it.getValue()).build())));
  }

  private static HealthContributors.Entry entry(ChannelId channel, HealthIndicator indicator) {
    return new HealthContributors.Entry(channel.value(), indicator);
  }

  private Health health(ChannelId channel, @Nullable Map<DeliveryState, Long> counts) {
    AccountState state = this.accounts.of(channel);
    long doubts = counts == null ? 0 : counts.getOrDefault(DeliveryState.UNCLEAR, 0L);
    List<String> refused = found(channel, Checkup.Verdict.BAD);
    List<String> warnings = found(channel, Checkup.Verdict.WARNING);
    Optional<CheckedAccount> checked = this.checkups.last(channel);
    boolean endsSoon =
        checked.filter(it -> CurrentProblems.endsSoon(it, this.clock.instant())).isPresent();
    Health.Builder health =
        state.held().isPresent() || doubts > 0 || !refused.isEmpty() || endsSoon
            ? Health.status(ATTENTION)
            : Health.up();
    checked
        .map(it -> it.checkup().endsAt())
        .ifPresent(end -> health.withDetail("credentialsEndAt", end.toString()));
    state.held().ifPresent(why -> health.withDetail("held", why));
    if (doubts > 0) {
      health.withDetail("doubts", doubts);
    }
    if (!refused.isEmpty()) {
      health.withDetail("refusedFor", refused);
    }
    if (!warnings.isEmpty()) {
      health.withDetail("warnings", warnings);
    }
    if (state.quietUntil() != null) {
      health.withDetail("quietUntil", state.quietUntil().toString());
    }
    return health.build();
  }

  /** A warning wakes nobody: the channel is well, and a person should look by day. */
  private List<String> found(ChannelId channel, Checkup.Verdict verdict) {
    return this.checkups.last(channel).map(it -> it.checkup().subjects(verdict)).orElse(List.of());
  }
}
