// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who speaks.
 *
 * @param name the newsroom's name, for cards and templates
 * @param website where its readers find it; absent where it has none
 * @param campaign the {@code utm_campaign} of every link
 * @param publicAddress where the world reaches this service, for pictures and films
 * @param mediums the {@code utm_medium} by channel kind; {@code social} where a kind has none
 */
@ConfigurationProperties("storycast.newsroom")
record NewsroomProperties(
    @DefaultValue("") String name,
    @Nullable URI website,
    @DefaultValue("storycast") String campaign,
    @DefaultValue("http://localhost:8080") URI publicAddress,
    @DefaultValue Map<String, String> mediums) {

  NewsroomProperties {
    mediums = Map.copyOf(mediums);
  }

  String mediumOf(String kind) {
    return this.mediums.getOrDefault(kind, "social");
  }

  /** What a template sees of it. */
  Map<String, String> values() {
    return Map.of(
        "name", this.name, "website", this.website == null ? "" : this.website.toString());
  }
}
