// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.storycast.mailing.Gate;
import org.storycast.mailing.LetterTexts;
import org.storycast.mailing.SettableGate;
import org.storycast.media.MediaLibrary;

/** The site and what it needs; no stereotype, so that no other application finds it. */
@EnableAutoConfiguration
@EnableScheduling
@ConfigurationPropertiesScan({
  "org.storycast.audience",
  "org.storycast.mailing",
  "org.storycast.site"
})
@ComponentScan({"org.storycast.audience", "org.storycast.mailing", "org.storycast.site"})
@Import(MediaLibrary.class)
class SiteApplication {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Gate gate() {
    return new SettableGate();
  }

  @Bean
  LetterTexts letterTexts() {
    return (letter, part, language, values) ->
        letter + " " + values.getOrDefault("confirm", "") + " " + language;
  }
}
