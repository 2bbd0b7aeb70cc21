// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Briefs of an invented newspaper; a test says only what it is about. */
final class Briefs {

  private String headline = "Astana opens its first hydrogen bus line";
  private List<String> sentences =
      List.of(
          "The city received the first twelve vehicles on Monday.",
          "They will carry nine thousand passengers a day between the station and the river.",
          "Two hundred more are to follow by 2028, the transport office said.");
  private @Nullable URI picture;
  private String credit = "";
  private String language = "en";
  private String newsroom = "The Steppe Courier";
  private int width = 1080;
  private int height = 1350;

  private Briefs() {}

  static Briefs aBrief() {
    return new Briefs();
  }

  Briefs saying(String text) {
    this.headline = text;
    return this;
  }

  Briefs telling(String... told) {
    this.sentences = List.of(told);
    return this;
  }

  Briefs in(String tag) {
    this.language = tag;
    return this;
  }

  Briefs showing(String address, String owner) {
    this.picture = URI.create(address);
    this.credit = owner;
    return this;
  }

  Briefs of(String name) {
    this.newsroom = name;
    return this;
  }

  Briefs sized(int across, int down) {
    this.width = across;
    this.height = down;
    return this;
  }

  Brief brief() {
    return new Brief(
        this.headline,
        "Business",
        this.sentences,
        this.picture,
        this.credit,
        this.language,
        this.newsroom,
        this.width,
        this.height);
  }

  @Override
  public String toString() {
    return "%d x %d: %.40s".formatted(this.width, this.height, this.headline);
  }
}
