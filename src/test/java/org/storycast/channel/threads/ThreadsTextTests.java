// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.Post;

class ThreadsTextTests {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Rain, 4",
    "Дала, 4",
    "草原, 2",
    "🌧, 4",
    "🌧️, 7",
    "👨‍👩‍👧‍👦, 25",
    "🇰🇿, 8",
    "1️⃣, 7",
    "𝒜, 2"
  })
  void countsAnEmojisBytes(String text, int length) {
    assertThat(ThreadsText.MEASURE.lengthOf(text)).isEqualTo(length);
  }

  @Test
  void countsDifferentLinksAndTheAttachedOne() {
    String five =
        "https://a.example/1, https://a.example/2. https://a.example/3! https://a.example/4"
            + " www.b.example";
    assertThat(ThreadsText.faultIn(five, null)).isEmpty();
    assertThat(ThreadsText.faultIn(five, URI.create("https://a.example/3"))).isEmpty();
    assertThat(ThreadsText.faultIn(five, URI.create("https://a.example/6"))).isPresent();
  }

  private static Post post(String text, List<String> sections, List<String> tags) {
    return new Post(Map.of("text", text), null, "en", List.of(), sections, tags);
  }

  @Test
  void namesOneTopic() {
    Post post = post("Rain", List.of("Local"), List.of("a".repeat(51), "&.", "Climate & rain"));
    assertThat(ThreadsText.topic(post, ThreadsSettings.Topic.TAGS)).contains("Climate rain");
    assertThat(ThreadsText.topic(post, ThreadsSettings.Topic.SECTION)).contains("Local");
    assertThat(ThreadsText.topic(post, ThreadsSettings.Topic.NONE)).isEmpty();
    assertThat(
            ThreadsText.topic(
                post("Rain", List.of("Local"), List.of()), ThreadsSettings.Topic.TAGS))
        .contains("Local");
  }

  @Test
  void namesNoTopicBesideAHashtag() {
    Post post = post("Rain #steppe", List.of("Local"), List.of("Rain"));
    assertThat(ThreadsText.topic(post, ThreadsSettings.Topic.TAGS)).isEmpty();
    Post anchor = post("https://a.example/#part", List.of("Local"), List.of("Rain"));
    assertThat(ThreadsText.topic(anchor, ThreadsSettings.Topic.TAGS)).contains("Rain");
  }
}
