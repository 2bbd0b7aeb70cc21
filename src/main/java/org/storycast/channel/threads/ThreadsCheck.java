// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Line;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.MetaError;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** Looks at the profile without publishing. The token is renewed by itself, so it has no end. */
final class ThreadsCheck {

  private final ThreadsSettings settings;
  private final ThreadsClient client;
  private final ThreadsPosts posts;
  private final UnaryOperator<String> redaction;

  ThreadsCheck(
      ThreadsSettings settings,
      ThreadsClient client,
      ThreadsPosts posts,
      UnaryOperator<String> redaction) {
    this.settings = settings;
    this.client = client;
    this.posts = posts;
    this.redaction = redaction;
  }

  Checkup run() {
    List<Line> lines = new ArrayList<>();
    AuthorizedReply profile = this.client.profile();
    if (profile instanceof AuthorizedReply.Sent(Reply.Answered answer) && answer.isSuccess()) {
      lines.add(profile(answer.json()));
      lines.addAll(quota());
    } else {
      lines.add(failed("access token", profile));
    }
    return new Checkup(lines, null);
  }

  private Line profile(JsonNode profile) {
    String id = profile.path("id").asString("");
    if (id.isEmpty()) {
      return new Line("access token", Verdict.UNKNOWN, "Threads does not say whose it is");
    }
    boolean isOther = !this.settings.userId().equals("me") && !this.settings.userId().equals(id);
    return isOther
        ? new Line(
            "access token",
            Verdict.BAD,
            "It is of profile %s; set settings.user-id to that, or take a token of %s"
                .formatted(id, this.settings.userId()))
        : new Line(
            "access token",
            Verdict.GOOD,
            "It is @%s's".formatted(profile.path("username").asString(id)));
  }

  private List<Line> quota() {
    AuthorizedReply quota = this.client.quota();
    if (!(quota instanceof AuthorizedReply.Sent(Reply.Answered answer)) || !answer.isSuccess()) {
      return List.of(failed("permission threads_content_publish", quota));
    }
    JsonNode limits = answer.json().path("data").path(0);
    return Stream.of(
            ThreadsQuota.Use.ofPosts(limits),
            ThreadsQuota.Use.ofReplies(limits),
            ThreadsQuota.Use.ofDeletions(limits))
        .map(ThreadsCheck::line)
        .toList();
  }

  private static Line line(ThreadsQuota.Use use) {
    String subject = "quota of " + use.what();
    if (use.total() == 0) {
      return new Line(subject, Verdict.UNKNOWN, "Threads does not say");
    }
    return use.isUsedUp()
        ? new Line(subject, Verdict.WARNING, use.describe() + "; wait, or publish less")
        : new Line(subject, Verdict.GOOD, use.describe());
  }

  private Line failed(String subject, AuthorizedReply reply) {
    String detail = this.posts.describe(reply);
    return switch (reply) {
      case AuthorizedReply.Withheld(Outcome.ChannelClosed closed) ->
          new Line(subject, Verdict.BAD, closed.detail());
      case AuthorizedReply.Sent(Reply.Answered answer) -> refused(subject, detail, answer);
      case AuthorizedReply other -> new Line(subject, Verdict.UNKNOWN, detail);
    };
  }

  private Line refused(String subject, String detail, Reply.Answered answer) {
    MetaError error = ThreadsRefusals.errorIn(answer, this.redaction);
    if (ThreadsRefusals.isMissing(error)) {
      return new Line(subject, Verdict.BAD, detail + "; check settings.user-id");
    }
    return ThreadsRefusals.ofHarmless(error) instanceof Outcome.ChannelClosed closed
        ? new Line(subject, Verdict.BAD, closed.detail())
        : new Line(subject, Verdict.UNKNOWN, detail);
  }
}
