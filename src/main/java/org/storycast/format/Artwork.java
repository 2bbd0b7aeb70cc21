// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
      attachments.addAll(fulfilled(demand, manuscript, remarks));
    }
    return attachments;
  }

  private List<Attachment> fulfilled(
      MediaDemand demand, Manuscript manuscript, List<String> remarks) {
    return switch (demand) {
      case MediaDemand.Card card -> {
        Brief brief = brief(card.branded(), card.width(), card.height(), manuscript);
        yield drawn(card, brief, this.studio::card, manuscript, remarks);
      }
      case MediaDemand.Film film -> {
        Brief brief = brief(film.branded(), film.width(), film.height(), manuscript);
        yield drawn(film, brief, it -> this.studio.film(it, film.longest()), manuscript, remarks);
      }
      case MediaDemand.Pictures pictures ->
          pictures.otherwise() == null
              ? List.of()
              : fulfilled(pictures.otherwise(), manuscript, remarks);
      case MediaDemand.Captions captions -> List.of();
    };
  }

  private List<Attachment> drawn(
      MediaDemand demand,
      Brief brief,
      Function<Brief, StoredMedia> draw,
      Manuscript manuscript,
      List<String> remarks) {
    try {
      StoredMedia media = drawnEvenWithoutPicture(demand, brief, draw, remarks);
      return List.of(attachment(demand, media, altText(manuscript.first())));
    } catch (DrawingException failed) {
      if (demand.required()) {
        throw new CannotComposeException(
            "The %s can't be drawn: %s".formatted(demand.role(), failed.getMessage()), failed);
      }
      remarks.add(
          "The post goes out without its %s: %s".formatted(demand.role(), failed.getMessage()));
      return List.of();
    }
  }

  private static StoredMedia drawnEvenWithoutPicture(
      MediaDemand demand, Brief brief, Function<Brief, StoredMedia> draw, List<String> remarks) {
    try {
      return draw.apply(brief);
    } catch (DrawingException failed) {
      if (brief.picture() == null) {
        throw failed;
      }
      remarks.add(
          "The %s is drawn without the story's picture: %s"
              .formatted(demand.role(), failed.getMessage()));
    }
    return draw.apply(withoutPicture(brief));
  }

  private Brief brief(boolean branded, int width, int height, Manuscript manuscript) {
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
        branded ? this.newsroom.name() : "",
        width,
        height);
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
    return URI.create("%s/media/%s.%s".formatted(base, media.digest(), media.extension()));
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
