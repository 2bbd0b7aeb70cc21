// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.storycast.channel.support.MetaError;
import org.storycast.channel.support.Reply;

/**
 * How far a container is.
 *
 * @param code by Instagram's own word
 * @param text what Instagram says besides, with the subcode of an error
 */
record ContainerStatus(Code code, String text) {

  private static final Pattern SUBCODE = Pattern.compile("\\b(2207\\d{3})\\b");

  /** Instagram's words; unknown is whatever we don't know. */
  enum Code {
    IN_PROGRESS,
    FINISHED,
    ERROR,
    EXPIRED,
    PUBLISHED,
    UNKNOWN
  }

  static ContainerStatus of(Reply.Answered answer, UnaryOperator<String> redaction) {
    String word = answer.json().path("status_code").asString("");
    Code code =
        Arrays.stream(Code.values())
            .filter(it -> it.name().equals(word))
            .findFirst()
            .orElse(Code.UNKNOWN);
    return new ContainerStatus(code, redaction.apply(answer.json().path("status").asString("")));
  }

  /** The error that made the container fail. */
  MetaError asError() {
    Matcher matcher = SUBCODE.matcher(this.text);
    int subcode = matcher.find() ? Integer.parseInt(matcher.group(1)) : 2_207_053;
    return new MetaError(
        InstagramPublisherFactory.NAME, 200, -1, subcode, false, this.text, Optional.empty());
  }

  String describe() {
    return "The container is %s. %s".formatted(this.code, this.text).strip();
  }
}
