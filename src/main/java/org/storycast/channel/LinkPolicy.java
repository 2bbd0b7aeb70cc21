// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which posts of a channel carry the link to their story: some platforms charge for a link, or show
 * posts with one to fewer people.
 *
 * @param rule the channel's setting {@code link}
 * @param sections with {@link Rule#SOME}: stories of these sections, in lower case
 * @param priorities with {@link Rule#SOME}: stories of these priorities, in lower case
 */
public record LinkPolicy(Rule rule, List<String> sections, List<String> priorities) {

  private static final String LINK = "link";
  private static final String SECTIONS = "link-sections";
  private static final String PRIORITIES = "link-priorities";

  public LinkPolicy {
    sections = List.copyOf(sections);
    priorities = List.copyOf(priorities);
  }

  /** The three rules. */
  public enum Rule {
    /** Every post has it. */
    ALWAYS,
    /** Posts of stories of certain sections or priorities have it. */
    SOME,
    /** No post has it. */
    NEVER
  }

  /**
   * Reads {@code link}, {@code link-sections} and {@code link-priorities}.
   *
   * @throws InvalidAccountException naming the setting and the remedy
   */
  static LinkPolicy of(Account account) {
    Rule rule = rule(account.setting(LINK, "always"));
    List<String> sections = list(account, SECTIONS);
    List<String> priorities = list(account, PRIORITIES);
    boolean named = !sections.isEmpty() || !priorities.isEmpty();
    if (named && rule != Rule.SOME) {
      throw new InvalidAccountException(
          "settings." + (sections.isEmpty() ? PRIORITIES : SECTIONS),
          "does not fit link: %s; set link: some, or remove it"
              .formatted(rule.name().toLowerCase(Locale.ROOT)));
    }
    if (!named && rule == Rule.SOME) {
      throw new InvalidAccountException(
          "settings." + LINK, "some needs link-sections or link-priorities, such as: breaking");
    }
    return new LinkPolicy(rule, sections, priorities);
  }

  private static Rule rule(String text) {
    return switch (text) {
      case "always" -> Rule.ALWAYS;
      case "some" -> Rule.SOME;
      case "never" -> Rule.NEVER;
      default ->
          throw new InvalidAccountException(
              "settings." + LINK, "needs always, some or never, not \"" + text + "\"");
    };
  }

  private static List<String> list(Account account, String setting) {
    return Arrays.stream(account.setting(setting, "").split(","))
        .map(LinkPolicy::plain)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  /** Whether the post of a story has its link. */
  public boolean links(List<String> sections, String priority) {
    return switch (this.rule) {
      case ALWAYS -> true;
      case SOME ->
          this.priorities.contains(plain(priority))
              || sections.stream().map(LinkPolicy::plain).anyMatch(this.sections::contains);
      case NEVER -> false;
    };
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
