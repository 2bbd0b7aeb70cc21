// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.storycast.channel.support.Reply;

/**
 * How far a container is.
 *
 * @param code by Threads' own word
 * @param message why it failed, such as {@code FAILED_DOWNLOADING_VIDEO}
 */
record ContainerStatus(Code code, String message) {

  private static final int TOLD = 200;

  /** Threads' words; unclear is whatever we don't know. */
  enum Code {
    IN_PROGRESS,
    FINISHED,
    PUBLISHED,
    ERROR,
    EXPIRED,
    UNCLEAR
  }

  static ContainerStatus of(Reply.Answered answer, UnaryOperator<String> redaction) {
    String word = answer.json().path("status").asString("");
    Code code =
        Arrays.stream(Code.values())
            .filter(it -> it.name().equals(word))
            .findFirst()
            .orElse(Code.UNCLEAR);
    String message = redaction.apply(answer.json().path("error_message").asString(""));
    return new ContainerStatus(code, message.substring(0, Math.min(TOLD, message.length())));
  }

  /** Whether making it anew may help. */
  boolean isAccident() {
    return this.message.isEmpty() || this.message.equals("UNKNOWN");
  }

  String describe() {
    return "The container is %s. %s".formatted(this.code, this.message).strip();
  }
}
