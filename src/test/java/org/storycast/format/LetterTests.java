// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.Channel;
import org.storycast.channel.PartProfile;
import org.storycast.channel.Post;
import org.storycast.channel.TextMeasure;

/** A channel with three parts and templates that carry digests, from composing to publishing. */
class LetterTests {

  private final Channel letter =
      FakeChannels.channel(
          "letter", "letter", List.of(part("subject", 60), part("page", 2000), part("text", 900)));
  private final Channel owl =
      FakeChannels.channel("owl", "owl", "en", URI.create("https://owl.example/c"), List.of());
  private Desk desk;

  @BeforeEach
  void openTheDesk() throws URISyntaxException {
    this.desk =
        new Desk(
            Path.of(LetterTests.class.getResource("/templates").toURI()), this.letter, this.owl);
  }

  private static PartProfile part(String name, int limit) {
    return new PartProfile(name, limit, TextMeasure.codePoints());
  }

  private Post published(Stories... stories) {
    FakeChannels.RecordingPublisher publisher =
        (FakeChannels.RecordingPublisher) this.letter.publisher();
    publisher.publish(this.desk.compose(this.letter, stories).post(), null);
    return publisher.posts().getLast();
  }

  @Test
  void passesTheTrial() {
    this.desk.check.afterSingletonsInstantiated();
    assertThat(this.desk.channels.open()).contains(this.letter);
  }

  @Test
  void carriesOneStory() {
    Post post = published(Stories.aStory());
    assertThat(post.part("subject")).isEqualTo("Bridge Opens");
    assertThat(post.part("page"))
        .isEqualTo(
            """
            <div lang="en" dir="ltr">
            <h1>Bridge Opens</h1>
            <p class="byline">By A. Writer</p>
            <p>The bridge is long.</p>
            <p>It is also wide.</p>
            <p><a href="LINK">Read on</a></p>
            <p><a href="https://www.courier.example">courier.example</a> · \
            <a href="https://owl.example/c">Owl</a></p>
            </div>\
            """
                .replace("LINK", String.valueOf(post.link()).replace("&", "&amp;")));
    assertThat(post.part("text"))
        .isEqualTo(
            """
            Bridge Opens

            By A. Writer

            The bridge is long.

            It is also wide.

            LINK

            courier.example · Owl\
            """
                .replace("LINK", String.valueOf(post.link())));
  }

  @Test
  void carriesADigest() {
    Post post = published(Stories.aStory(), Stories.aStory().headlined("Road Closes").by(""));
    assertThat(post.part("subject")).isEqualTo("Bridge Opens and more");
    assertThat(post.part("page")).containsSubsequence("Bridge Opens", "Road Closes");
    assertThat(post.link()).hasHost("www.courier.example").hasParameter("utm_medium", "email");
  }

  @Test
  void runsAsTheLanguageRuns() {
    Post post = published(Stories.aStory().headlined("افتتاح الجسر").in("ar"));
    assertThat(post.part("page")).startsWith("<div lang=\"ar\" dir=\"rtl\">");
    assertThat(post.language()).isEqualTo("ar");
  }
}
