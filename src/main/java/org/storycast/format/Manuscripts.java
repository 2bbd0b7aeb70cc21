// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.storycast.channel.Channel;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.LinkPolicy;

/** Prepares editions for channels. */
@Component
class Manuscripts {

  private final NewsroomProperties newsroom;
  private final FollowLine followLine;
  private final TrackedLink links;

  Manuscripts(NewsroomProperties newsroom, FollowLine followLine) {
    this.newsroom = newsroom;
    this.followLine = followLine;
    this.links = new TrackedLink(newsroom);
  }

  Manuscript of(Edition edition, Channel channel, DeliveryKey key) {
    String kind = channel.profile().kind();
    LinkPolicy policy = channel.links();
    return Manuscript.of(
        edition,
        channel.account().language(),
        address -> this.links.of(address, kind, key),
        content -> policy.links(content.sections(), content.priority().name()),
        escaping -> this.followLine.of(channel, escaping),
        this.newsroom);
  }

  /** What a form may name, which carries no story. */
  Map<String, Object> form(Locale locale, Map<String, String> values) {
    Map<String, Object> variables = new HashMap<>(values);
    variables.put("newsroom", this.newsroom.values());
    variables.put("language", locale.toLanguageTag());
    variables.put("direction", Direction.of(locale));
    return variables;
  }
}
