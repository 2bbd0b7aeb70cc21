// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.springframework.stereotype.Component;
import org.storycast.intake.SourcesProperties.SourceSettings;

/** The newsroom's sources and how they are. */
@Component
public final class Sources {

  private final SourcesProperties properties;
  private final SourceRows rows;

  Sources(SourcesProperties properties, SourceRows rows) {
    this.properties = properties;
    this.rows = rows;
  }

  /** Every configured source, by name. */
  public List<SourceStatus> statuses() {
    return this.properties.sources().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(it -> status(it.getKey(), it.getValue()))
        .toList();
  }

  private SourceStatus status(String name, SourceSettings settings) {
    Optional<SourceState> state = this.rows.find(name);
    return new SourceStatus(
        name,
        shown(settings.address()),
        settings.kind(),
        settings.enabled(),
        state.map(SourceState::lastSuccess).orElse(null),
        state.map(SourceState::failures).orElse(0),
        state.map(SourceState::lastError).orElse(null),
        settings.enabled() ? state.map(SourceState::nextPoll).orElse(null) : null);
  }

  private static URI shown(URI address) {
    HttpUrl url = HttpUrl.parse(address.toString());
    return url == null
        ? URI.create("about:invalid")
        : url.newBuilder().query(null).fragment(null).username("").password("").build().uri();
  }

  Map<String, SourceSettings> settings() {
    return this.properties.sources();
  }
}
