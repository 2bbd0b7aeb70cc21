// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attempt;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/**
 * One attempt at a post of pictures. TikTok pulls them from their addresses as soon as it is told,
 * and names the task only in its answer: so a lost answer leaves a doubt.
 */
final class TiktokPhotos {

  private static final Set<String> MEDIA_TYPES = Set.of("image/jpeg", "image/webp");

  private final PostSettings settings;
  private final TiktokApi api;
  private final TiktokErrors errors;
  private final TiktokStatus status;
  private final Clock clock;
  private final Post post;
  private final Attempt attempt;

  TiktokPhotos(TiktokPublisher.Tools tools, Post post, Attempt attempt) {
    this.settings = tools.settings().post();
    this.api = tools.api();
    this.errors = tools.errors();
    this.clock = tools.clock();
    this.status = new TiktokStatus(this.settings, this.clock);
    this.post = post;
    this.attempt = attempt;
  }

  Outcome run() {
    return TiktokTask.of(this.attempt).map(this::resume).orElseGet(this::begin);
  }

  private Outcome resume(TiktokTask task) {
    return switch (this.api.status(task.publishId())) {
      case TiktokAnswer.Failed failed -> failed.outcome();
      case TiktokAnswer.Data(JsonNode data) ->
          TiktokStatus.mayBeginAgain(data) ? begin() : this.status.outcomeOf(data, task);
    };
  }

  private Outcome begin() {
    return objectionToPictures()
        .orElseGet(
            () ->
                switch (this.api.creatorInfo()) {
                  case TiktokAnswer.Failed failed -> failed.outcome();
                  case TiktokAnswer.Data(JsonNode info) -> begin(new TiktokCreator(info));
                });
  }

  private Outcome begin(TiktokCreator creator) {
    return creator.objection(this.settings).orElseGet(() -> send(creator));
  }

  private List<Attachment> pictures() {
    return this.post.attachments(TiktokPublisher.PICTURE);
  }

  private Optional<Outcome> objectionToPictures() {
    if (pictures().stream().anyMatch(it -> !MEDIA_TYPES.contains(it.mediaType()))) {
      return Optional.of(
          new Outcome.Rejected(
              FailureReason.MEDIA, "TikTok takes pictures as JPEG and WebP only", null));
    }
    return pictures().stream()
        .map(Attachment::address)
        .filter(it -> !mayBePulled(it))
        .findFirst()
        .map(
            it ->
                new Outcome.ChannelClosed(
                    FailureReason.PERMISSION,
                    "TikTok pulls pictures from https addresses of a domain that you proved to be yours, and yours are at %s://%s: see storycast.site.address and the setting media-domains"
                        .formatted(it.getScheme(), it.getHost())));
  }

  private boolean mayBePulled(URI address) {
    String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    boolean named = host.matches(".*[a-z].*") && !host.startsWith("[");
    boolean ours =
        this.settings.mediaDomains().isEmpty()
            || this.settings.mediaDomains().stream()
                .anyMatch(it -> host.equals(it) || host.endsWith("." + it));
    return "https".equals(address.getScheme()) && named && ours;
  }

  private Outcome send(TiktokCreator creator) {
    this.attempt.committing(TiktokUpload.PUBLISH, this.post.digest());
    AuthorizedReply reply =
        this.api.postPhotos(
            this.post.part(TiktokPublisher.PHOTO_TITLE),
            this.post.optionalPart(TiktokPublisher.PHOTO_DESCRIPTION).orElse(""),
            pictures().stream().map(Attachment::address).toList(),
            creator);
    return switch (reply) {
      case AuthorizedReply.Withheld(Outcome outcome) -> outcome;
      case AuthorizedReply.Sent(Reply.NotSent notSent) -> HttpOutcomes.of(notSent);
      case AuthorizedReply.Sent(Reply.NoAnswer noAnswer) -> HttpOutcomes.of(noAnswer);
      case AuthorizedReply.Sent(Reply.Answered answered) -> answered(answered, creator);
    };
  }

  private Outcome answered(Reply.Answered answered, TiktokCreator creator) {
    String code = TiktokErrors.code(answered);
    String publishId = answered.json().path("data").path("publish_id").asString("");
    if (answered.isSuccess() && code.equals("ok") && !publishId.isEmpty()) {
      return taken(publishId, creator);
    }
    return isRefusal(answered.status(), code)
        ? refused(answered, code)
        : new Outcome.Unclear(this.errors.describe(answered));
  }

  /** Refusals were seen with HTTP 200; without a code of TikTok's only 4xx is one. */
  private static boolean isRefusal(int status, String code) {
    boolean coded = !code.isEmpty() && !code.equals("ok") && !code.equals("internal_error");
    return coded && status < 500 || status / 100 == 4 && status != 408 && !coded;
  }

  /** What TikTok offered a moment ago may have changed: it is asked what it offers now. */
  private Outcome refused(Reply.Answered answered, String code) {
    Outcome refusal = this.errors.of(answered);
    return code.equals("privacy_level_option_mismatch")
            && this.api.creatorInfo() instanceof TiktokAnswer.Data(JsonNode info)
        ? new TiktokCreator(info).objection(this.settings).orElse(refusal)
        : refusal;
  }

  private Outcome taken(String publishId, TiktokCreator creator) {
    Instant now = this.clock.instant();
    TiktokTask task =
        new TiktokTask(publishId, null, now, creator.username(), this.settings.privacy());
    task.keepFor(this.attempt);
    this.attempt.checkpoint(TiktokUpload.PUBLISH, publishId);
    return this.status.underway(task);
  }
}
