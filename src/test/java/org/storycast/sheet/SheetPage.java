// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.util.HtmlUtils;
import org.storycast.format.Composed;
import org.storycast.media.MediaLibrary;
import org.storycast.media.StoredMedia;

/** The sheet as a page, with its pictures as files beside it. */
final class SheetPage {

  private static final String HEAD =
      """
      <!doctype html><meta charset="utf-8"><title>Sheet</title><style>
      body { font: 15px/1.4 system-ui, sans-serif; margin: 24px; background: #eceff2; }
      @font-face { font-family: ideographs; src:
      url("../../src/main/resources/fonts/NotoSansSC-Bold.ttf"); }
      body { font: 15px/1.4 system-ui, sans-serif, ideographs; margin: 24px; background: #eceff2; }
      .posts { columns: 330px; column-gap: 16px; } article { background: white; padding: 14px;
      border-radius: 8px; break-inside: avoid; margin-bottom: 16px; } h3 { margin: 0 0 8px; }
      p { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext;
      border-left: 3px solid #ccd; padding-left: 8px; margin: 6px 0; }
      img { max-width: 100%; display: block; margin-top: 8px; } small { color: #678; }
      iframe { width: 100%; height: 760px; border: 1px solid #ccd; } .told { color: #a40; }
      .drawn { display: flex; flex-wrap: wrap; gap: 16px; align-items: start; }
      body:has(.part:target) .part:not(:target) { display: none; }
      </style><div><section><div>
      """;

  /** As many as a browser's picture of a page holds. */
  private static final int STORIES_OF_A_PART = 4;

  private final Path folder;
  private final MediaLibrary library;
  private final StringBuilder page = new StringBuilder(HEAD);
  private int stories;

  SheetPage(Path folder, MediaLibrary library) {
    this.folder = folder;
    this.library = library;
  }

  /** How many parts there are by now; {@code #part-1} shows the first alone. */
  int parts() {
    return (this.stories + STORIES_OF_A_PART - 1) / STORIES_OF_A_PART;
  }

  void story(String name) {
    this.page.append("</div></section>");
    if (this.stories++ % STORIES_OF_A_PART == 0) {
      this.page.append("</div><div class=part id=part-").append(parts()).append(">");
    }
    this.page.append("<section><h2>").append(name).append("</h2><div class=posts>\n");
  }

  void drawings() {
    this.page.append("</div><div class=drawn>\n");
  }

  void post(String kind, Composed composed) throws IOException {
    this.page.append("<article><h3>").append(kind).append("</h3>");
    Map<String, String> parts = new TreeMap<>(composed.post().parts());
    for (Map.Entry<String, String> part : parts.entrySet()) {
      this.page.append("<small>").append(part.getKey()).append("</small>").append(shown(part));
    }
    for (var attachment : composed.post().attachments()) {
      picture(attachment.role(), this.library.find(attachment.digest().hex()).orElseThrow());
      text("alt: " + attachment.altText());
    }
    composed.warnings().forEach(it -> this.page.append("<p class=told>").append(escaped(it)));
    this.page.append("</article>\n");
  }

  private static String shown(Map.Entry<String, String> part) {
    String escaped = escaped(part.getValue());
    if (part.getValue().contains("<html")) {
      return "<iframe sandbox srcdoc=\"%s\"></iframe>".formatted(escaped);
    }
    // the few tags that a messenger takes are safe as they are
    return "<p>%s</p>".formatted(part.getValue().contains("</") ? part.getValue() : escaped);
  }

  void drawing(String name, StoredMedia media, int width) throws IOException {
    this.page.append("<article style=\"width: ").append(width).append("px\">");
    picture(name, media);
    this.page.append("</article>\n");
  }

  private void picture(String name, StoredMedia media) throws IOException {
    if (!media.mediaType().equals("image/jpeg")) {
      text(name + ": " + media.mediaType());
      return;
    }
    Path file = this.folder.resolve(media.digest() + ".jpg");
    if (!Files.exists(file)) {
      try (InputStream bytes = this.library.open(media.digest())) {
        Files.copy(bytes, file);
      }
    }
    text("%s, %d × %d".formatted(name, media.width(), media.height()));
    this.page.append("<img src=\"").append(file.getFileName()).append("\" alt=\"\">\n");
  }

  private void text(String text) {
    this.page.append("<small>").append(escaped(text)).append("</small>");
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }

  Path write() throws IOException {
    return Files.writeString(this.folder.resolve("index.html"), this.page);
  }
}
