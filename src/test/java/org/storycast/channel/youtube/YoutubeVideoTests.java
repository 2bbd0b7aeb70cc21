// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.storycast.channel.Post;

class YoutubeVideoTests {

  @Test
  void saysBracketsWithQuotesThatYoutubeTakes() {
    YoutubeVideo video = YoutubeVideo.of(post("A < B", "<b>", List.of("x>y")));
    assertThat(video.title()).isEqualTo("A \u2039 B");
    assertThat(video.description()).isEqualTo("\u2039b\u203a");
    assertThat(video.tags()).containsExactly("x\u203ay");
  }

  @Test
  void countsTheDescriptionAsItIsSent() {
    assertThat(YoutubeVideo.DESCRIPTION_MEASURE.lengthOf("a<b")).isEqualTo(5);
  }

  @Test
  void takesAsManyTagsAsFit() {
    List<String> words = IntStream.range(100, 300).mapToObj(number -> "tag " + number).toList();
    List<String> tags = YoutubeVideo.of(post("T", "D", words)).tags();
    int counted = tags.stream().mapToInt(tag -> tag.length() + 2).sum() + tags.size() - 1;
    assertThat(counted).isLessThanOrEqualTo(500).isGreaterThan(489);
  }

  @Test
  void takesNoTagTwiceAndNoCommaWithinOne() {
    assertThat(YoutubeVideo.of(post("T", "D", List.of("a,b", "c", "c", " "))).tags())
        .containsExactly("a b", "c");
  }

  private static Post post(String title, String description, List<String> tags) {
    return new Post(
        Map.of("title", title, "description", description), null, "en", List.of(), List.of(), tags);
  }
}
