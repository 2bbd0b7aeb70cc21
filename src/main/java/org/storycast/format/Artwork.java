// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.storycast.channel.Attachment;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Digest;
import org.storycast.channel.Frame;
import org.storycast.channel.MediaDemand;
import org.storycast.media.Brief;
import org.storycast.media.DrawingException;
import org.storycast.media.Fit;
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
   * Draws or fits everything that the profile demands, from the first story.
   *
   * @param remarks gets a line for a picture that could not be used
   */
  List<Attachment> draw(Manuscript manuscript, ChannelProfile profile, List<String> remarks) {
    Map<MediaDemand, List<Attachment>> attachments = new LinkedHashMap<>();
    for (MediaDemand demand : profile.media()) {
      attachments.put(demand, fulfilled(demand, manuscript, remarks));
    }
    attachments.replaceAll(
        (demand, found) ->
            demand instanceof MediaDemand.Captions captions
                ? captions(captions, attachments, manuscript, remarks)
                : found);
    return attachments.values().stream().flatMap(List::stream).toList();
  }

  private List<Attachment> fulfilled(
      MediaDemand demand, Manuscript manuscript, List<String> remarks) {
    return switch (demand) {
      case MediaDemand.Card card -> {
        Brief brief = brief(card.branded(), card.width(), card.height(), manuscript);
        yield drawn(card, brief, this.studio::card, manuscript, remarks);
      }
      case MediaDemand.Film film ->
          drawn(
              film,
              brief(film, manuscript),
              it -> this.studio.film(it, film.longest()),
              manuscript,
              remarks);
      case MediaDemand.Pictures pictures -> pictures(pictures, manuscript, remarks);
      // written when it is known whether there is a film
      case MediaDemand.Captions captions -> List.of();
    };
  }

  private Brief brief(MediaDemand.Film film, Manuscript manuscript) {
    return brief(film.branded(), film.width(), film.height(), manuscript);
  }

  /** The story's pictures; one that can't be used is told and passed over. */
  private List<Attachment> pictures(
      MediaDemand.Pictures demand, Manuscript manuscript, List<String> remarks) {
    List<Attachment> attachments = new ArrayList<>();
    for (Picture picture : manuscript.first().content().pictures()) {
      if (attachments.size() < demand.most()) {
        fitted(demand, picture, manuscript, remarks)
            .filter(it -> attachments.stream().noneMatch(one -> one.digest().equals(it.digest())))
            .ifPresent(attachments::add);
      }
    }
    return attachments.isEmpty() && demand.otherwise() != null
        ? fulfilled(demand.otherwise(), manuscript, remarks)
        : List.copyOf(attachments);
  }

  private Optional<Attachment> fitted(
      MediaDemand.Pictures demand, Picture picture, Manuscript manuscript, List<String> remarks) {
    if (!PlainText.isWebAddress(picture.address())) {
      return Optional.empty();
    }
    try {
      StoredMedia media = this.studio.picture(fit(demand.frame(), picture));
      return Optional.of(attachment(demand, media, altText(picture, manuscript.first())));
    } catch (DrawingException unusable) {
      remarks.add(
          "The story's picture %s is left out: %s"
              .formatted(nameOf(picture.address()), unusable.getMessage()));
      return Optional.empty();
    }
  }

  /** The last piece of the address: enough to know it by, and no secret of its query. */
  private static String nameOf(URI address) {
    String path = Objects.requireNonNullElse(address.getPath(), "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Fit fit(Frame frame, Picture picture) {
    return new Fit(
        picture.address(),
        PlainText.line(picture.credit()),
        frame.maxWidth(),
        frame.maxHeight(),
        frame.minRatio(),
        frame.maxRatio(),
        frame.maxBytes());
  }

  /** The words of the film that goes with the post; without one there is nothing to caption. */
  private List<Attachment> captions(
      MediaDemand.Captions demand,
      Map<MediaDemand, List<Attachment>> attachments,
      Manuscript manuscript,
      List<String> remarks) {
    Optional<MediaDemand.Film> film =
        attachments.entrySet().stream()
            .filter(it -> !it.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .flatMap(it -> it instanceof MediaDemand.Film shown ? Stream.of(shown) : Stream.of())
            .findFirst();
    if (film.isEmpty()) {
      return List.of();
    }
    Duration longest = film.get().longest();
    return drawn(
        demand,
        brief(film.get(), manuscript),
        it -> this.studio.captions(it, longest, demand.mediaType()),
        manuscript,
        remarks);
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

  private static String altText(StoryText story) {
    return story
        .content()
        .mainPicture()
        .map(it -> altText(it, story))
        .orElse(story.headline().whole());
  }

  /** What the picture shows; where nobody wrote it down, what the story is about. */
  private static String altText(Picture picture, StoryText story) {
    return Stream.of(picture.altText(), picture.caption())
        .map(PlainText::line)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse(story.headline().whole());
  }
}
