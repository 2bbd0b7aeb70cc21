// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.storycast.channel.Channel;
import org.storycast.channel.Channels;

/** Says where else the newsroom speaks, in the same language: "example.org · Telegram · X". */
@Component
class FollowLine {

  private static final String BETWEEN = " · ";

  private final Channels channels;
  private final NewsroomProperties newsroom;

  FollowLine(Channels channels, NewsroomProperties newsroom) {
    this.channels = channels;
    this.newsroom = newsroom;
  }

  /** The line for a channel, which it does not name itself; empty when there is nothing to say. */
  String of(Channel self, Escaping escaping) {
    List<String> places = new ArrayList<>();
    URI website = this.newsroom.website();
    if (website != null) {
      places.add(
          switch (escaping) {
            case HTML -> anchor(website, nameOf(website));
            case NONE -> nameOf(website);
          });
    }
    pages(self).forEach((page, name) -> places.add(place(page, name, escaping)));
    return String.join(BETWEEN, places);
  }

  private Map<URI, String> pages(Channel self) {
    Map<URI, String> pages = new LinkedHashMap<>();
    for (Channel other : this.channels.open()) {
      URI page = other.page();
      if (page != null && !page.equals(self.page()) && !isNoneOfItsPlaces(self, other)) {
        pages.putIfAbsent(page, other.profile().name());
      }
    }
    return pages;
  }

  private static boolean isNoneOfItsPlaces(Channel self, Channel other) {
    return other.id().equals(self.id()) || !languageOf(other).equals(languageOf(self));
  }

  private static String languageOf(Channel channel) {
    return Locale.forLanguageTag(channel.account().language()).getLanguage();
  }

  private static String place(URI page, String name, Escaping escaping) {
    return switch (escaping) {
      case HTML -> anchor(page, name);
      case NONE -> name;
    };
  }

  private static String anchor(URI address, String name) {
    return "<a href=\"%s\">%s</a>"
        .formatted(BodyMarkup.escaped(address.toString()), BodyMarkup.escaped(name));
  }

  private static String nameOf(URI website) {
    String host = website.getHost();
    return host == null ? website.toString() : host.replaceFirst("^www\\.", "");
  }
}
