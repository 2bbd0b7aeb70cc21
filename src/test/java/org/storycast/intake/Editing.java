// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.util.List;
import org.storycast.story.Block;
import org.storycast.story.Content;
import org.storycast.story.Picture;

/** A page of an invented newspaper, and what becomes of it. */
final class Editing {

  private Editing() {}

  static final URI PAGE = URI.create("https://courier.example/2026/03/river/");

  static Item item(String title, String summary, String body, Picture... pictures) {
    return new Item(
        "1",
        PAGE,
        PAGE,
        title,
        summary,
        body,
        "",
        List.of(),
        List.of(),
        List.of(pictures),
        null,
        null);
  }

  static Content edit(String summary, String body, Picture... pictures) {
    return Newsroom.editor().edit(item("River rises", summary, body, pictures), "en").orElseThrow();
  }

  static Content edit(String body) {
    return edit("", body);
  }

  static List<String> texts(Content content) {
    return content.body().stream().map(Block::text).toList();
  }

  /** Lead and body together, as a reader meets them. */
  static String whole(Content content) {
    return content.lead() + "\n" + String.join("\n", texts(content));
  }

  static final String LINKED = "<p>The <a href='/dam'>dam</a> held.</p>";
}
