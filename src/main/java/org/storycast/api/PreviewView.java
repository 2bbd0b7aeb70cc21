// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Channel;
import org.storycast.delivery.Preview;
import org.storycast.format.Composed;

/** What a channel would publish: the exact texts, measured as the platform counts. */
record PreviewView(
    String channel,
    String platform,
    String language,
    List<Text> parts,
    @Nullable URI link,
    List<MediumView> media,
    List<String> warnings,
    @Nullable String problem) {

  static PreviewView of(Preview preview) {
    Channel channel = preview.channel();
    return preview
        .post()
        .map(
            it ->
                new PreviewView(
                    channel.id().value(),
                    channel.profile().name(),
                    it.post().language(),
                    texts(it),
                    it.post().link(),
                    it.post().attachments().stream().map(MediumView::of).toList(),
                    it.warnings(),
                    null))
        .orElseGet(
            () ->
                new PreviewView(
                    channel.id().value(),
                    channel.profile().name(),
                    channel.account().language(),
                    List.of(),
                    null,
                    List.of(),
                    List.of(),
                    preview.problem()));
  }

  private static List<Text> texts(Composed composed) {
    return composed.measured().stream()
        .filter(it -> composed.post().optionalPart(it.part()).isPresent())
        .map(
            it ->
                new Text(
                    it.part(), composed.post().part(it.part()), it.length(), it.limit(), it.unit()))
        .toList();
  }

  /** One text of the post. */
  record Text(String name, String text, int length, int limit, String unit) {}
}
