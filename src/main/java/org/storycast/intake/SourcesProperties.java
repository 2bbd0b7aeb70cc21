// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import jakarta.validation.Valid;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.validation.annotation.Validated;

/**
 * Where stories come from.
 *
 * @param sources by name, such as {@code website}
 */
@Validated
@ConfigurationProperties("storycast")
record SourcesProperties(@DefaultValue @Valid Map<String, SourceSettings> sources) {

  SourcesProperties {
    sources = Map.copyOf(sources);
    if (sources.containsKey("api")) {
      throw new IllegalArgumentException(
          "storycast.sources.api: \"api\" is the name of what is submitted; choose another");
    }
  }

  /**
   * One source.
   *
   * @param address of the feed, of the WordPress site or of its REST interface
   * @param kind auto, rss, atom, json or wordpress
   * @param every how often it is asked
   * @param cron when it is asked, in UTC, instead of an interval
   * @param language of its stories where they name none, as a BCP 47 tag
   * @param ageLimit what is older at first sight is kept but not sent by itself
   * @param sectionMapping from the source's categories to the newsroom's sections; where it is set,
   *     other categories become tags
   * @param enabled whether it is asked at all
   */
  record SourceSettings(
      URI address,
      @DefaultValue("auto") SourceKind kind,
      @DefaultValue("5m") Duration every,
      @Nullable String cron,
      @DefaultValue("en") String language,
      @DefaultValue("24h") Duration ageLimit,
      @DefaultValue Map<String, String> sectionMapping,
      @DefaultValue("true") boolean enabled) {

    SourceSettings {
      if (address == null || address.getHost() == null) {
        throw new IllegalArgumentException(
            "A source needs its address, such as https://courier.example/feed/");
      }
      if (every.compareTo(Duration.ofSeconds(10)) < 0) {
        throw new IllegalArgumentException(
            "A source is asked every 10 seconds at most; set \"every\" to 10s or more");
      }
      if (cron != null && !CronExpression.isValidExpression(cron)) {
        throw new IllegalArgumentException(
            "\"%s\" is no cron expression of six fields, such as \"0 */10 * * * *\""
                .formatted(cron));
      }
    }
  }
}
