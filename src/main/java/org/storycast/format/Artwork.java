// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.storycast.channel.Attachment;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Digest;
import org.storycast.channel.MediaDemand;
import org.storycast.media.Brief;
import org.storycast.media.DrawingException;
import org.storycast.media.StoredMedia;
import org.storycast.media.Studio;
import org.storycast.story.Picture;

/** Has the pictures and films drawn that a channel demands. */
@Component
class Artwork {

  private static final int SENTENCES_OF_A_FILM = 4;

  private final Studio studio;
  private final NewsroomProperties newsroom;

  Artwork(Studio studio, NewsroomProperties newsroom) {
    this.studio = studio;
    this.newsroom = newsroom;
  }

  /**
   * Draws everything that the profile demands, from the first story.
   *
   * @param remarks gets a line for a picture that could not be used
   */
  List<Attachment> draw(Manuscript manuscript, ChannelProfile profile, List<String> remarks) {
    List<Attachment> attachments = new ArrayList<>();
    for (MediaDemand demand : profile.media()) {
      StoredMedia media = drawn(demand, brief(demand, manuscript), remarks);
      attachments.add(attachment(demand, media, altText(manuscript.first())));
    }
    return attachments;
  }

  private StoredMedia drawn(MediaDemand demand, Brief brief, List<String> remarks) {
    try {
      return draw(demand, brief);
    } catch (DrawingException failed) {
      if (brief.picture() == null) {
        throw cannot(demand, failed);
      }
      remarks.add(
          "The %s is drawn without the story's picture: %s"
              .formatted(demand.role(), failed.getMessage()));
    }
    try {
      return draw(demand, withoutPicture(brief));
    } catch (DrawingException failed) {
      throw cannot(demand, failed);
    }
  }

  private StoredMedia draw(MediaDemand demand, Brief brief) {
    return switch (demand.form()) {
      case CARD -> this.studio.card(brief);
      case FILM -> this.studio.film(brief, demand.longest());
    };
  }

  private static CannotComposeException cannot(MediaDemand demand, DrawingException failed) {
    return new CannotComposeException(
        "The %s can't be drawn: %s".formatted(demand.role(), failed.getMessage()), failed);
  }

  private Brief brief(MediaDemand demand, Manuscript manuscript) {
    StoryText story = manuscript.first();
    Optional<Picture> picture =
        story.content().mainPicture().filter(it -> PlainText.isWebAddress(it.address()));
    return new Brief(
        story.headline().whole(),
        story.mainSection(),
        Sentences.first(story, SENTENCES_OF_A_FILM, manuscript.locale()),
        picture.map(Picture::address).orElse(null),
        picture.map(it -> PlainText.line(it.credit())).orElse(""),
        manuscript.locale().toLanguageTag(),
        demand.unbranded() ? "" : this.newsroom.name(),
        demand.width(),
        demand.height());
  }

  private static Brief withoutPicture(Brief brief) {
    return new Brief(
        brief.headline(),
        brief.section(),
        brief.sentences(),
        null,
        "",
        brief.language(),
        brief.newsroom(),
        brief.width(),
        brief.height());
  }

  private Attachment attachment(MediaDemand demand, StoredMedia media, String altText) {
    return new Attachment(
        demand.role(),
        new Digest(media.digest()),
        media.mediaType(),
        media.size(),
        media.width(),
        media.height(),
        media.duration(),
        altText,
        address(media));
  }

  private URI address(StoredMedia media) {
    String base = this.newsroom.publicAddress().toString().replaceFirst("/+$", "");
    return URI.create(
        "%s/media/%s.%s".formatted(base, media.digest(), extension(media.mediaType())));
  }

  private static String extension(String mediaType) {
    String subtype = mediaType.substring(mediaType.indexOf('/') + 1);
    return subtype.equals("jpeg") ? "jpg" : subtype;
  }

  /** What the picture shows; where nobody wrote it down, what the story is about. */
  private static String altText(StoryText story) {
    return story
        .content()
        .mainPicture()
        .map(it -> it.altText().isBlank() ? it.caption() : it.altText())
        .map(PlainText::line)
        .filter(text -> !text.isEmpty())
        .orElse(story.headline().whole());
  }
}
