// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sheet;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.storycast.media.Brief;
import org.storycast.story.Block;
import org.storycast.story.Content;
import org.storycast.story.Picture;
import org.storycast.story.Revision;
import org.storycast.story.StoryId;

/** A story that is hard to lay out. */
enum AwkwardStory {
  LONG_HEADLINE(
      "en",
      "town",
      "National Statistics Bureau Reports That the Share of Households Connected to Fibre Networks in"
          + " Rural Districts Rose by 4.4% for the Third Consecutive Quarter Despite Delays",
      "Business",
      "More than 1.2 million rural homes now have fibre, the bureau said on Tuesday.",
      "The government plans to connect the remaining villages by 2028."),
  SHORT_HEADLINE("en", "steppe", "Snow", "City", "It snowed.", "Schools stay open."),
  KAZAKH(
      "kk",
      "town",
      "Қазақстанда жаңа жылу электр орталығының құрылысы басталды",
      "Экономика",
      "Үкіметтің хабарлауынша, нысанның қуаты 240 мегаватты құрайды.",
      "Құрылысқа 400 млрд теңге бөлінген, ал екі мың адам жұмыспен қамтылады."),
  RUSSIAN(
      "ru",
      "person",
      "Астана запускает первый автобусный маршрут на водородном топливе — и обещает ещё двести машин",
      "Общество",
      "Первые двенадцать автобусов вышли на линию в понедельник.",
      "К 2028 году их станет двести, сообщили в акимате столицы."),
  ARABIC(
      "ar",
      "town",
      "افتتاح أول خط للحافلات الهيدروجينية في أستانا",
      "اقتصاد",
      "تسلمت المدينة أول 12 حافلة يوم الاثنين.",
      "ومن المقرر أن تصل 200 حافلة أخرى بحلول عام 2028، وفق بيان NASA."),
  CHINESE(
      "zh",
      "steppe",
      "阿斯塔纳开通首条氢能公交线路，计划到2028年新增二百辆",
      "经济",
      "市政府星期一表示，首批十二辆车已经交付使用。",
      "这些车辆每天将在车站与河岸之间运送九千名乘客。"),
  EMOJI(
      "en",
      "town",
      "👩🏽‍🚀 Students launch a satellite 🛰️🇰🇿 and it says “hello” 🎉",
      "Science & Technology",
      "The team of nine built it in two years ❤️.",
      "It circles the Earth every 94 minutes."),
  NO_PICTURE(
      "en",
      null,
      "Parliament passes the budget after a night of talks",
      "Politics",
      "Lawmakers voted 87 to 11 shortly before dawn.",
      "The deficit is to fall to 2.5 per cent of output."),
  BROKEN_PICTURE(
      "en",
      "gone",
      "A picture that nobody can fetch",
      "City",
      "The server says that it is not there.",
      "The post goes out all the same."),
  PORTRAIT(
      "en",
      "person",
      "The teacher who carried a library across the steppe",
      "Culture",
      "Aigerim Sadykova drives 400 kilometres a week with two thousand books.",
      "“Children wait for me by the road,” she says."),
  QUOTES(
      "en",
      "person",
      "“We will not ‘wait and see’,” says minister: ‘The time to act is now’",
      "Politics",
      "“This is,” he said, “the <last> chance & the best one.”",
      "“Nobody,” she answered, “believes that any more.”"),
  NUMBERS(
      "en",
      "steppe",
      "Tenge at 524.3 per US$1 as $2.4bn (1.25 trln ₸) bond sells at 5⅞% in 3½ hours",
      "Business",
      "The yield fell 0.25 points; €1 bought 568.91 tenge, £1 bought 661.10 and ¥100 bought 341.",
      "Scores: 5-7, 3-6, 7-6; 1/8 of the shares ($77,730) went to #retail buyers of $KZT.");

  private final String language;
  private final @Nullable String picture;
  private final String headline;
  private final String section;
  private final List<String> sentences;

  AwkwardStory(
      String language,
      @Nullable String picture,
      String headline,
      String section,
      String... sentences) {
    this.language = language;
    this.picture = picture;
    this.headline = headline;
    this.section = section;
    this.sentences = List.of(sentences);
  }

  Revision revision(URI site) {
    List<Block> body = new ArrayList<>();
    this.sentences.stream().skip(1).map(Block::paragraph).forEach(body::add);
    return new Revision(
        new StoryId(new UUID(4, ordinal())),
        1,
        Instant.EPOCH,
        new Content(
            this.headline,
            this.sentences.getFirst(),
            body,
            URI.create("https://courier.example/" + ordinal()),
            this.language,
            "By A. Writer",
            "ASTANA",
            List.of(this.section),
            List.of("energy", "new buses"),
            Stream.ofNullable(this.picture)
                .map(it -> new Picture(site.resolve(it), "", "What is seen", "Dana Omar"))
                .toList(),
            Instant.EPOCH,
            null,
            Content.Priority.ROUTINE));
  }

  Brief brief(URI site, int width, int height) {
    return new Brief(
        this.headline,
        this.section,
        this.sentences,
        this.picture == null ? null : site.resolve(this.picture),
        this.picture == null ? "" : "Dana Omar",
        this.language,
        "The Steppe Courier",
        width,
        height);
  }
}
