// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.channel.Attachment;
import org.storycast.channel.Channel;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DigestOf;
import org.storycast.channel.Post;
import org.storycast.story.Content;
import org.storycast.story.Revision;

/** Composes posts from the templates of each channel. */
@Component
class TemplateComposer implements PostComposer {

  private final TemplateShelf shelf;
  private final Manuscripts manuscripts;
  private final TextComposer texts;
  private final Artwork artwork;

  TemplateComposer(
      TemplateShelf shelf, Manuscripts manuscripts, TextComposer texts, Artwork artwork) {
    this.shelf = shelf;
    this.manuscripts = manuscripts;
    this.texts = texts;
    this.artwork = artwork;
  }

  @Override
  public Composed compose(Edition edition, Channel channel, DeliveryKey key) {
    Manuscript manuscript = this.manuscripts.of(edition, channel, key);
    TextComposer.Texts composed =
        this.texts.compose(manuscript, channel.profile(), this.shelf.of(channel));
    List<String> warnings = new ArrayList<>(composed.remarks());
    warnings.addAll(Remarks.on(manuscript, channel.profile()));
    composed.parts().forEach((part, text) -> warnings.addAll(Remarks.onText(part, text)));
    List<Attachment> attachments = this.artwork.draw(manuscript, channel.profile(), warnings);
    Post post =
        new Post(
            composed.parts(),
            manuscript.link(),
            manuscript.locale().toLanguageTag(),
            attachments,
            all(edition, Content::sections),
            all(edition, Content::tags),
            !edition.isDigest()
                && edition.stories().stream().anyMatch(TemplateComposer::isBreaking),
            digestOf(edition, manuscript),
            null);
    return new Composed(post, composed.measured(), warnings);
  }

  private static @Nullable DigestOf digestOf(Edition edition, Manuscript manuscript) {
    return edition.rhythm() == null
        ? null
        : new DigestOf(
            edition.rhythm(),
            manuscript.stories().stream()
                .map(it -> new DigestOf.Entry(it.headline().whole(), it.sections()))
                .toList());
  }

  private static boolean isBreaking(Revision revision) {
    return revision.content().priority() == Content.Priority.BREAKING;
  }

  private static List<String> all(Edition edition, Function<Content, List<String>> texts) {
    return edition.stories().stream()
        .flatMap(revision -> texts.apply(revision.content()).stream())
        .map(PlainText::line)
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }
}
