// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.storycast.channel.Attempt;
import org.storycast.channel.Finding;
import org.storycast.channel.Post;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** Looks for a post among the account's own statuses. */
final class OwnStatuses {

  private static final int MOST_PAGES = 5;

  /** Only the id is taken out of the link to the next page: the address could lead elsewhere. */
  private static final Pattern NEXT =
      Pattern.compile("<[^>]*[?&]max_id=([A-Za-z0-9_-]{1,64})[^>]*>; *rel=\"next\"");

  private final MastodonClient client;
  private final MastodonRefusals refusals;
  private volatile Optional<String> accountId;

  OwnStatuses(MastodonClient client, MastodonRefusals refusals, Optional<String> accountId) {
    this.client = client;
    this.refusals = refusals;
    this.accountId = accountId;
  }

  /** What a look at one status shows. */
  enum Sight {
    /** The instance shows it. */
    SHOWN,
    /** The instance says that there is none. */
    MISSING,
    /** The token may not look. */
    NOT_ALLOWED,
    /** The instance gives no usable answer. */
    UNKNOWN
  }

  /** Looks at one status. */
  Sight look(String id) {
    if (!(this.client.status(id) instanceof Reply.Answered answer)) {
      return Sight.UNKNOWN;
    }
    if (answer.isSuccess()) {
      boolean shown = answer.json().path("id").asString("").equals(id);
      return shown ? Sight.SHOWN : Sight.UNKNOWN;
    }
    MastodonError error = this.refusals.errorIn(answer);
    boolean notAllowed = answer.status() == 401 || answer.status() == 403;
    return error.isMissing()
        ? Sight.MISSING
        : notAllowed && error.isFromTheApi() ? Sight.NOT_ALLOWED : Sight.UNKNOWN;
  }

  /**
   * Looks for a status whose link carries the delivery's key; where the text has none, for one that
   * was made of the same text. Pages come newest first, and the window ends with the first status
   * that is older; where pages end before the window does, nothing is certain.
   */
  Finding find(Post post, Attempt attempt) {
    if (attempt.committedAt().isEmpty()) {
      return new Finding.Absent("No call was announced, so none was made");
    }
    Reply asked = this.accountId.isPresent() ? null : this.client.ownAccount();
    if (asked != null) {
      this.accountId = idIn(asked);
    }
    return this.accountId.isPresent()
        ? find(new StatusSearch(post, attempt, this::source), this.accountId.get())
        : new Finding.CannotTell("The account's id can't be read; set settings.account-id");
  }

  private static Optional<String> idIn(Reply reply) {
    return reply instanceof Reply.Answered answer && answer.isSuccess()
        ? Optional.of(answer.json().path("id").asString("")).filter(PostedStatus::isId)
        : Optional.empty();
  }

  private Finding find(StatusSearch search, String account) {
    String before = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      Reply reply = this.client.statuses(account, before);
      if (!(reply instanceof Reply.Answered answer) || !isPage(answer)) {
        return new Finding.CannotTell(
            "The account's statuses can't be read: " + this.refusals.describe(reply));
      }
      List<JsonNode> statuses = answer.json().valueStream().toList();
      Optional<Finding> found = search.in(statuses);
      if (found.isPresent()) {
        return found.get();
      }
      before = next(answer);
      if (before.isEmpty() || search.isPast(statuses)) {
        return search.nothing();
      }
    }
    return search.tooMany();
  }

  /** The text that a status was made of, or why it can't be read. */
  private StatusSearch.Source source(String id) {
    Reply reply = this.client.source(id);
    return reply instanceof Reply.Answered answer && answer.json().path("text").isString()
        ? new StatusSearch.Source.Read(answer.json().path("text").asString(""))
        : new StatusSearch.Source.Unreadable(this.refusals.describe(reply));
  }

  private static boolean isPage(Reply.Answered answer) {
    return answer.isSuccess() && answer.json().isArray();
  }

  private static String next(Reply.Answered page) {
    Matcher next = NEXT.matcher(page.header("Link").orElse(""));
    return next.find() ? next.group(1) : "";
  }
}
