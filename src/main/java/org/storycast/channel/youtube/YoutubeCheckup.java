// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Line;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.Access;
import org.storycast.channel.support.AuthorizedReply;
import tools.jackson.databind.JsonNode;

/** Looks at an account: consent, scopes, channel, its rights, playlists. It uploads nothing. */
final class YoutubeCheckup {

  private final YoutubeTools tools;
  private final List<Line> lines = new ArrayList<>();

  YoutubeCheckup(YoutubeTools tools) {
    this.tools = tools;
  }

  Checkup run() {
    if (consentStands()) {
      this.lines.add(scopes());
      channel();
      this.tools.settings().extras().playlists().stream()
          .map(ExtraSettings.Playlist::id)
          .distinct()
          .forEach(this::playlist);
    }
    return new Checkup(this.lines, endsAt());
  }

  private @Nullable Instant endsAt() {
    return this.tools.google().consent().map(GoogleTokens.Consent::endsAt).orElse(null);
  }

  /** A new access token proves the consent and comes with its scopes; Google replaces nothing. */
  private boolean consentStands() {
    Access access = this.tools.tokens().current();
    if (access instanceof Access.Granted(var token)) {
      access = this.tools.tokens().insteadOf(token);
    }
    Line line =
        switch (access) {
          case Access.Granted _ -> new Line("consent", Verdict.GOOD, "Google gives access tokens");
          case Access.Refused(String reason) -> new Line("consent", Verdict.BAD, reason);
          case Access.TryLater(String detail, var _) ->
              new Line("consent", Verdict.UNKNOWN, detail);
        };
    this.lines.add(line);
    return access instanceof Access.Granted;
  }

  private Line scopes() {
    Set<String> scopes =
        this.tools.google().consent().map(GoogleTokens.Consent::scopes).orElse(Set.of());
    if (scopes.isEmpty()) {
      return new Line("scopes", Verdict.UNKNOWN, "Google did not say which scopes were agreed to");
    }
    if (!YoutubeScopes.letUpload(scopes)) {
      return lacking(Verdict.BAD, "Films can't be uploaded");
    }
    if (!YoutubeScopes.letChange(scopes)) {
      return lacking(
          Verdict.WARNING,
          "Videos can be uploaded, but not followed, corrected, withdrawn or read back");
    }
    return YoutubeScopes.cover(scopes, this.tools.settings().extras())
        ? new Line("scopes", Verdict.GOOD, "They cover everything")
        : lacking(Verdict.WARNING, "Captions can't be added");
  }

  private Line lacking(Verdict verdict, String what) {
    return new Line(
        "scopes",
        verdict,
        "%s: connect the account again with the scope %s"
            .formatted(what, YoutubeScopes.needed(this.tools.settings().extras())));
  }

  private void channel() {
    switch (ask(this.tools.api().ownChannel("snippet,status,contentDetails"))) {
      case YoutubeAnswer.Failed(Outcome outcome) -> this.lines.add(failed("channel", outcome));
      case YoutubeAnswer.Json(JsonNode json) -> {
        JsonNode channel = json.path("items").path(0);
        this.lines.add(channelLine(channel));
        if (!channel.isMissingNode()) {
          this.lines.add(verification(channel.path("status").path("longUploadsStatus")));
          this.lines.add(uploads(RecentUploads.playlistOf(channel)));
        }
      }
    }
  }

  private YoutubeAnswer ask(AuthorizedReply reply) {
    return YoutubeAnswer.of(reply, this.tools.errors());
  }

  private Line channelLine(JsonNode channel) {
    String own = channel.path("id").asString("");
    Optional<String> wanted = this.tools.settings().channelId();
    if (own.isEmpty()) {
      return new Line(
          "channel",
          Verdict.BAD,
          "The Google account has no YouTube channel: make one, or connect another account");
    }
    if (wanted.isPresent() && !wanted.get().equals(own)) {
      return new Line(
          "channel",
          Verdict.BAD,
          "The consent is for channel %s, the setting channel-id names %s: connect the right channel"
              .formatted(own, wanted.get()));
    }
    return new Line(
        "channel",
        Verdict.GOOD,
        wanted.isPresent() ? own : own + "; set channel-id so that no other one is published on");
  }

  private Line verification(JsonNode longUploads) {
    boolean verified = !longUploads.asString("disallowed").equals("disallowed");
    if (verified) {
      return new Line("verification", Verdict.GOOD, "Long films and thumbnails are allowed");
    }
    return this.tools.settings().extras().thumbnail()
        ? new Line(
            "verification",
            Verdict.WARNING,
            "YouTube refuses thumbnails of this channel: verify its phone number at"
                + " https://www.youtube.com/verify, or set thumbnail to false")
        : new Line("verification", Verdict.GOOD, "Films of at most fifteen minutes are allowed");
  }

  /**
   * How many YouTube takes of a channel or has left for the project, it does not say; what the
   * channel shows may be more than ours, and less where uploads failed or were deleted.
   */
  private Line uploads(String playlist) {
    Instant since = this.tools.clock().instant().minus(Duration.ofDays(1));
    RecentUploads uploads = new RecentUploads(this.tools.api(), this.tools.errors());
    return switch (uploads.since(playlist, since)) {
      case RecentUploads.Answer.Listed listed ->
          new Line(
              "uploads of a day",
              Verdict.GOOD,
              "The channel shows %s%d of the last 24 hours, whoever made them; uploads-per-day is %d"
                  .formatted(
                      listed.whole() ? "" : "more than ",
                      listed.items().size(),
                      this.tools.settings().uploadsPerDay()));
      case RecentUploads.Answer.Failed(Outcome.ChannelClosed closed)
          when closed.reason() == FailureReason.TARGET_GONE ->
          new Line("uploads of a day", Verdict.GOOD, "YouTube lists no uploads of this channel");
      case RecentUploads.Answer.Failed _ ->
          new Line("uploads of a day", Verdict.UNKNOWN, "YouTube does not list the uploads now");
    };
  }

  private void playlist(String id) {
    Line line =
        switch (ask(this.tools.api().uploads(id, ""))) {
          case YoutubeAnswer.Failed(Outcome outcome) -> failed("playlist " + id, outcome);
          case YoutubeAnswer.Json _ -> new Line("playlist " + id, Verdict.GOOD, "It is there");
        };
    this.lines.add(
        line.verdict() == Verdict.BAD
            ? new Line(line.subject(), Verdict.WARNING, line.detail() + ": mend playlists")
            : line);
  }

  private static Line failed(String subject, Outcome outcome) {
    return switch (outcome) {
      case Outcome.TryLater(FailureReason reason, String detail, var notBefore) ->
          reason == FailureReason.QUOTA
              ? new Line(
                  "quota",
                  Verdict.WARNING,
                  "%s: nothing can be uploaded for %s".formatted(detail, notBefore))
              : new Line(subject, Verdict.UNKNOWN, detail);
      case Outcome.ChannelClosed(FailureReason _, String detail) ->
          new Line(subject, Verdict.BAD, detail);
      case Outcome.Rejected(FailureReason _, String detail, var _) ->
          new Line(subject, Verdict.BAD, detail);
      default -> new Line(subject, Verdict.UNKNOWN, "YouTube's answer decides nothing");
    };
  }
}
