// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.storycast.channel.DigestRhythm;
import org.storycast.story.Block;
import org.storycast.story.Content;
import org.storycast.story.Picture;
import org.storycast.story.Revision;
import org.storycast.story.Span;
import org.storycast.story.StoryId;

/** Awkward stories that every template must bear. */
final class Samples {

  private static final URI ADDRESS = URI.create("https://courier.example/b?a=1#b");
  private static final String LEAD =
      "Engineers on Monday opened the new bridge over the river. Traffic had been diverted for two "
          + "years. \"It cost US$2.4 million & was worth it,\" said the mayor, Mr. <Bolat> O'Hara.";

  private Samples() {}

  /** By name, for the message that names the one that failed; the digests are the last. */
  static Map<String, Edition> all() {
    Map<String, Edition> samples = new LinkedHashMap<>();
    Content ordinary = story("Bridge Opens over the River", LEAD, "en");
    samples.put("an ordinary story", edition(ordinary));
    samples.put("a very long headline", edition(story("Bridge ".repeat(90), LEAD, "en")));
    samples.put("a very long story", edition(story("Bridge Opens", LEAD.repeat(300), "en")));
    samples.put("a headline of one emoji", edition(story("👨‍👩‍👧‍👦", LEAD, "en")));
    samples.put(
        "an Arabic story",
        edition(story("افتتاح الجسر الجديد", "افتتح المهندسون الجسر. كلف مليونين؟ نعم.", "ar")));
    samples.put("a Chinese story", edition(story("新桥开通", "工程师开通了新桥。费用很高！", "zh")));
    samples.put(
        "quotes and ampersands", edition(story("\"R&D\" <b>isn't</b> {{ cheap }} #1", LEAD, "en")));
    samples.put("a story without lead", edition(story("Bridge Opens", "", "en")));
    samples.put("a headline and nothing else", edition(bare()));
    samples.put(
        "a digest of three",
        new Edition(
            List.of(revision(ordinary), revision(bare()), revision(story("新桥开通", "", "zh"))),
            DigestRhythm.DAILY,
            12));
    samples.put(
        "a digest of one", new Edition(List.of(revision(ordinary)), DigestRhythm.WEEKLY, 0));
    return samples;
  }

  private static Edition edition(Content content) {
    return Edition.of(revision(content));
  }

  private static Revision revision(Content content) {
    return new Revision(new StoryId(new UUID(0, 1)), 1, Instant.EPOCH, content);
  }

  private static Content story(String headline, String lead, String language) {
    return new Content(
        headline,
        lead,
        List.of(
            Block.paragraph("The bridge is 1.2 kilometres long."),
            new Block(Block.Kind.INTERTITLE, List.of(Span.plain("What comes next"))),
            new Block(
                Block.Kind.LIST_ITEM,
                List.of(Span.plain("Tickets are "), new Span("here", true, false, ADDRESS)))),
        ADDRESS,
        language,
        "By A. Writer",
        "RIVERTOWN",
        List.of("City & Region", "Business"),
        List.of("bridges", "COP-29", "river traffic"),
        List.of(new Picture(ADDRESS.resolve("/b.jpg"), "A \"bridge\"", "The bridge", "B. Lens")),
        Instant.EPOCH,
        null,
        Content.Priority.ROUTINE);
  }

  private static Content bare() {
    return new Content(
        "Bridge Opens",
        "",
        List.of(),
        null,
        "en",
        "",
        "",
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        Content.Priority.ROUTINE);
  }
}
