// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.watch;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import org.storycast.intake.SourceStatus;
import org.storycast.intake.Sources;

/** How each source is. */
@Component("sources" + ChannelsHealth.SUFFIX)
class SourcesHealth implements CompositeHealthContributor {

  private final Sources sources;

  SourcesHealth(Sources sources) {
    this.sources = sources;
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
    return this.sources.statuses().stream()
        .map(it -> new HealthContributors.Entry(it.name(), (HealthIndicator) () -> health(it)));
  }

  private static Health health(SourceStatus source) {
    if (!source.enabled()) {
      return Health.up().withDetail("enabled", false).build();
    }
    if (source.lastError() == null) {
      return Health.up().build();
    }
    return (CurrentProblems.isFailing(source)
            ? Health.status(ChannelsHealth.ATTENTION)
            : Health.up())
        .withDetail("failures", source.failures())
        .withDetail("lastError", source.lastError())
        .build();
  }
}
