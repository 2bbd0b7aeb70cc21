// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attempt;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;

/**
 * Makes the container that is to be published; for a carousel, first one for each picture, since
 * Instagram wants them finished before they are put together.
 */
final class Preparation {

  private static final int LONGEST_ALT_TEXT = 1_000;
  private static final String MEDIA_TYPE = "media_type";
  private static final String CAPTION = "caption";

  private final InstagramSettings settings;
  private final InstagramClient client;
  private final Containers containers;
  private final Quota quota;

  Preparation(
      InstagramSettings settings, InstagramClient client, Containers containers, Quota quota) {
    this.settings = settings;
    this.client = client;
    this.containers = containers;
    this.quota = quota;
  }

  /** Goes on with the container of an earlier attempt, or makes one. */
  Prepared<Container> prepare(Post post, Attempt attempt) {
    Optional<Container> earlier = Container.of(Container.POST, attempt);
    Optional<Container> usable =
        earlier.filter(it -> mayBePublished(it, attempt) || it.isUsable(this.containers.now()));
    if (usable.isPresent()) {
      return new Prepared.Ready<>(usable.get());
    }
    Optional<Outcome> usedUp = this.quota.usedUp(attempt);
    if (usedUp.isPresent()) {
      return new Prepared.Ended<>(usedUp.get());
    }
    int number = earlier.map(Container::number).orElse(0) + 1;
    List<Attachment> pictures = post.attachments(InstagramForm.PICTURES);
    if (this.settings.form() != InstagramForm.CAROUSEL || pictures.size() == 1) {
      return this.containers.make(Container.POST, number, single(post), attempt);
    }
    return switch (items(pictures, attempt)) {
      case Prepared.Ready<List<String>>(List<String> ids) ->
          this.containers.make(Container.POST, number, carousel(ids, post), attempt);
      case Prepared.Ended<List<String>>(Outcome outcome) -> new Prepared.Ended<>(outcome);
    };
  }

  /** Such a container is asked however old it is, and never replaced without its word. */
  static boolean mayBePublished(Container container, Attempt attempt) {
    return !container.id().isEmpty() && attempt.committedAt().isPresent();
  }

  private Prepared<List<String>> items(List<Attachment> pictures, Attempt attempt) {
    List<Container> items = new ArrayList<>();
    for (Attachment picture : pictures) {
      String step = Container.ofPicture(items.size());
      Optional<Container> earlier = Container.of(step, attempt);
      Optional<Container> usable = earlier.filter(it -> it.isUsable(this.containers.now()));
      int number = earlier.map(Container::number).orElse(0) + 1;
      Prepared<Container> item =
          usable.isPresent()
              ? new Prepared.Ready<>(usable.get())
              : this.containers.make(step, number, item(picture), attempt);
      switch (item) {
        case Prepared.Ready<Container>(Container made) -> items.add(made);
        case Prepared.Ended<Container>(Outcome outcome) -> {
          return new Prepared.Ended<>(outcome);
        }
      }
    }
    return finished(items, attempt);
  }

  private Prepared<List<String>> finished(List<Container> items, Attempt attempt) {
    for (Container item : items) {
      Optional<Outcome> hindrance = hindrance(item, attempt);
      if (hindrance.isPresent()) {
        return new Prepared.Ended<>(hindrance.get());
      }
    }
    return new Prepared.Ready<>(items.stream().map(Container::id).toList());
  }

  /** Why a picture can't be put into a carousel yet. */
  private Optional<Outcome> hindrance(Container item, Attempt attempt) {
    return switch (this.client.containerStatus(item.id())) {
      case Reply.Answered answer when answer.isSuccess() ->
          hindranceBy(this.containers.statusIn(answer), item, attempt);
      case Reply.Answered answer ->
          Optional.of(
              this.containers.after(
                  InstagramRefusals.ofPreparing(this.containers.errorIn(answer)), item, attempt));
      case Reply.NotSent notSent -> Optional.of(HttpOutcomes.of(notSent));
      case Reply.NoAnswer noAnswer -> Optional.of(Containers.unavailable(noAnswer.detail()));
    };
  }

  private Optional<Outcome> hindranceBy(ContainerStatus status, Container item, Attempt attempt) {
    return switch (status.code()) {
      case FINISHED, PUBLISHED -> Optional.empty();
      case IN_PROGRESS, UNKNOWN ->
          Optional.of(
              new Outcome.TryLater(
                  FailureReason.NOT_READY,
                  "%s: %s".formatted(item.step(), status.describe()),
                  Containers.POLL));
      case EXPIRED -> Optional.of(this.containers.expired(status, item, attempt));
      case ERROR ->
          Optional.of(
              this.containers.after(
                  InstagramRefusals.ofPreparing(status.asError()), item, attempt));
    };
  }

  private Map<String, String> single(Post post) {
    Map<String, String> parameters = new LinkedHashMap<>();
    switch (this.settings.form()) {
      case PICTURE, CAROUSEL -> {
        parameters.putAll(image(post.attachment(InstagramForm.PICTURES)));
        parameters.put(CAPTION, post.part(CAPTION));
      }
      case REEL -> {
        parameters.putAll(reel(post));
        parameters.put(CAPTION, post.part(CAPTION));
      }
      case STORY -> {
        Attachment picture = post.attachment(InstagramForm.PICTURES);
        parameters.put(MEDIA_TYPE, "STORIES");
        parameters.put("image_url", picture.address().toString());
      }
    }
    return parameters;
  }

  private Map<String, String> reel(Post post) {
    InstagramSettings.Reel reel = this.settings.reel();
    Attachment film = post.attachment(InstagramForm.FILM);
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put(MEDIA_TYPE, "REELS");
    parameters.put("video_url", film.address().toString());
    parameters.put("share_to_feed", Boolean.toString(reel.inFeed()));
    if (reel.card()) {
      post.optionalAttachment(InstagramForm.COVER)
          .ifPresent(it -> parameters.put("cover_url", it.address().toString()));
    }
    if (reel.thumbnail().isPositive() && reel.thumbnail().compareTo(film.duration()) < 0) {
      parameters.put("thumb_offset", Long.toString(reel.thumbnail().toMillis()));
    }
    return parameters;
  }

  private static Map<String, String> item(Attachment picture) {
    Map<String, String> parameters = image(picture);
    parameters.put("is_carousel_item", "true");
    return parameters;
  }

  private static Map<String, String> carousel(List<String> items, Post post) {
    return Map.of(
        MEDIA_TYPE, "CAROUSEL", "children", String.join(",", items), CAPTION, post.part(CAPTION));
  }

  private static Map<String, String> image(Attachment picture) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("image_url", picture.address().toString());
    if (!picture.altText().isBlank()) {
      parameters.put("alt_text", shortened(picture.altText()));
    }
    return parameters;
  }

  private static String shortened(String text) {
    int length = Math.min(LONGEST_ALT_TEXT, text.codePointCount(0, text.length()));
    return text.substring(0, text.offsetByCodePoints(0, length));
  }
}
