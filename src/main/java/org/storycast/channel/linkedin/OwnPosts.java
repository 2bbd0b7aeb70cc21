// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.storycast.channel.Attempt;
import org.storycast.channel.Finding;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** Looks for a post among the account's own. A token that may only write sees nothing. */
final class OwnPosts {

  private static final Duration MARGIN = Duration.ofSeconds(60);
  private static final int PAGE = 50;
  private static final int MOST_PAGES = 4;
  private static final String MAY_NOT_READ =
      "LinkedIn lets this token write and not read; posts of members can't be read back, those of"
          + " company pages with r_organization_social";

  private final LinkedinApi api;
  private final LinkedinRefusals refusals;
  private final Clock clock;

  OwnPosts(LinkedinApi api, LinkedinRefusals refusals, Clock clock) {
    this.api = api;
    this.refusals = refusals;
    this.clock = clock;
  }

  /** Looks whether a post is still there. */
  Finding find(Receipt receipt) {
    String urn = receipt.remoteId();
    return switch (this.api.post(urn)) {
      case AuthorizedReply.Sent(Reply.Answered answer) -> judge(answer, receipt);
      case AuthorizedReply reply -> new Finding.CannotTell(describe(reply));
    };
  }

  private Finding judge(Reply.Answered answer, Receipt receipt) {
    if (answer.isSuccess()) {
      return answer.json().path("id").asString("").equals(receipt.remoteId())
          ? new Finding.Found(receipt)
          : new Finding.CannotTell("LinkedIn answered with something else");
    }
    boolean gone =
        answer.status() == 404 && LinkedinRefusals.isFromTheApi(answer) || answer.status() == 410;
    return gone
        ? new Finding.Absent("LinkedIn does not find " + receipt.remoteId())
        : new Finding.CannotTell(whyNot(answer));
  }

  /**
   * Looks for a post whose text carries the delivery's key; where ours has none, for one of the
   * same text. The window ends with the first post that is older.
   */
  Finding find(Post post, Attempt attempt) {
    Optional<Instant> committed = attempt.committedAt();
    if (committed.isEmpty()) {
      return new Finding.Absent("No call was announced, so none was made");
    }
    Instant since = committed.get().minus(MARGIN);
    String mark = attempt.key().shortForm();
    String text = normalized(post.part(LinkedinPublisher.COMMENTARY));
    for (int page = 0; page < MOST_PAGES; page++) {
      AuthorizedReply reply = this.api.posts(page * PAGE, PAGE);
      if (!(reply instanceof AuthorizedReply.Sent(Reply.Answered answer))
          || !answer.isSuccess()
          || !answer.json().path("elements").isArray()) {
        return new Finding.CannotTell(describe(reply));
      }
      List<JsonNode> posts = answer.json().path("elements").valueStream().toList();
      for (JsonNode one : posts) {
        if (isNotOlder(one, since) && isOurs(one, text, mark)) {
          return found(one);
        }
      }
      if (posts.size() < PAGE || !isNotOlder(posts.getLast(), since)) {
        return new Finding.Absent("None of the account's posts since %s is it".formatted(since));
      }
    }
    return new Finding.CannotTell(
        "More than %d posts since %s; not all were looked at".formatted(PAGE * MOST_PAGES, since));
  }

  private static boolean isOurs(JsonNode one, String text, String mark) {
    String theirs = normalized(LittleText.plain(one.path("commentary").asString("")));
    return LinkedinPublisher.isPost(one.path("id").asString(""))
        && (text.contains(mark) ? theirs.contains(mark) : theirs.equals(text));
  }

  private static boolean isNotOlder(JsonNode one, Instant since) {
    long at = one.path("publishedAt").asLong(one.path("createdAt").asLong(Long.MAX_VALUE));
    return at >= since.toEpochMilli();
  }

  private Finding found(JsonNode one) {
    long at = one.path("publishedAt").asLong(one.path("createdAt").asLong(this.clock.millis()));
    return new Finding.Found(
        LinkedinPublisher.receipt(one.path("id").asString(""), Instant.ofEpochMilli(at)));
  }

  private String describe(AuthorizedReply reply) {
    return switch (reply) {
      case AuthorizedReply.Withheld _ -> "There is no access token";
      case AuthorizedReply.Sent(Reply.Answered answer) -> whyNot(answer);
      case AuthorizedReply.Sent(Reply.NotSent notSent) -> notSent.detail();
      case AuthorizedReply.Sent(Reply.NoAnswer noAnswer) -> noAnswer.detail();
    };
  }

  private String whyNot(Reply.Answered answer) {
    return answer.status() == 403 && LinkedinRefusals.isFromTheApi(answer)
        ? MAY_NOT_READ
        : this.refusals.describe(answer);
  }

  private static String normalized(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).replace("\r\n", "\n").strip();
  }
}
