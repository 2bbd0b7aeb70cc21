// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * What a profile on Threads is besides its token.
 *
 * @param userId the profile's number, or {@code me} for the token's own
 * @param baseUrl where the API is
 * @param apiVersion of the API
 * @param form what goes with the text
 * @param attachLink whether a text's link is attached as a preview
 * @param topic what becomes the post's topic
 * @param replyControl who may reply; Threads decides where it is absent
 * @param timeout the longest time that one request may take
 */
record ThreadsSettings(
    String userId,
    URI baseUrl,
    String apiVersion,
    Form form,
    boolean attachLink,
    Topic topic,
    Optional<String> replyControl,
    Duration timeout) {

  private static final List<String> REPLY_CONTROLS =
      List.of(
          "everyone",
          "accounts_you_follow",
          "mentioned_only",
          "parent_post_author_only",
          "followers_only");

  /** What goes with the text. */
  enum Form {
    /** The story's link with its preview. */
    TEXT,
    /** One picture. */
    IMAGE,
    /** The story's film. */
    VIDEO,
    /** Up to ten pictures. */
    CAROUSEL
  }

  /** What becomes the post's topic. */
  enum Topic {
    /** The story's first tag, else its first section. */
    TAGS,
    /** The story's first section. */
    SECTION,
    /** Nothing. */
    NONE
  }

  static ThreadsSettings of(Account account) {
    return new ThreadsSettings(
        matching("user-id", account.setting("user-id", "me"), "me|[0-9]{1,20}"),
        account.address("base-url", "https://graph.threads.net"),
        matching("api-version", account.setting("api-version", "v1.0"), "v[0-9]+\\.[0-9]+"),
        account.choice("form", Form.TEXT),
        account.flag("link-attachment", true),
        account.choice("topic", Topic.TAGS),
        replyControl(account),
        account.duration("timeout", Duration.ofSeconds(20)));
  }

  private static String matching(String name, String value, String form) {
    if (!value.matches(form)) {
      throw new InvalidAccountException(
          "settings." + name, "needs the form %s, not \"%s\"".formatted(form, value));
    }
    return value;
  }

  private static Optional<String> replyControl(Account account) {
    Optional<String> control = account.optionalSetting("reply-control");
    if (control.isPresent() && !REPLY_CONTROLS.contains(control.get())) {
      throw new InvalidAccountException(
          "settings.reply-control",
          "needs one of %s, not \"%s\""
              .formatted(String.join(", ", REPLY_CONTROLS), control.get()));
    }
    return control;
  }
}
