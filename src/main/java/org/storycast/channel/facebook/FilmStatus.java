// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * How far a film is, by Facebook's own words.
 *
 * @param state what they mean
 * @param isUploaded whether all of its bytes are there
 * @param words for people
 */
record FilmStatus(State state, boolean isUploaded, String words) {

  private static final String COMPLETE = "complete";
  private static final String ERROR = "error";

  /** What a film is to readers. */
  enum State {
    /** They see it. */
    LIVE,
    /** Facebook is at it. */
    PROCESSING,
    /** It is ready, and nobody published it. */
    WAITING,
    /** It will never be seen. */
    FAILED,
    /** Facebook's answer says nothing that we understand. */
    UNKNOWN
  }

  /** Reads the field {@code status} of a video. */
  static FilmStatus of(JsonNode video) {
    JsonNode status = video.path("status");
    String word = status.path("video_status").asString("");
    String upload = phase(status, "uploading");
    String processing = phase(status, "processing");
    String publishing = phase(status, "publishing");
    String words =
        "The film is %s (upload %s, processing %s, publication %s)%s"
            .formatted(word, upload, processing, publishing, errors(status));
    return new FilmStatus(
        state(word, upload, processing, publishing), upload.equals(COMPLETE), words);
  }

  private static String phase(JsonNode status, String name) {
    return status.path(name + "_phase").path("status").asString("");
  }

  private static State state(String word, String upload, String processing, String publishing) {
    if (word.isEmpty()) {
      return State.UNKNOWN;
    }
    if (publishing.equals(COMPLETE)) {
      return State.LIVE;
    }
    boolean failed =
        Stream.of(word, upload, processing, publishing).anyMatch(ERROR::equals)
            || word.equals("expired")
            || word.equals("upload_failed");
    if (failed) {
      return State.FAILED;
    }
    return word.equals("ready") && publishing.equals("not_started")
        ? State.WAITING
        : State.PROCESSING;
  }

  private static String errors(JsonNode status) {
    StringBuilder errors = new StringBuilder();
    for (String phase : new String[] {"uploading", "processing", "publishing"}) {
      for (JsonNode error : status.path(phase + "_phase").path("errors")) {
        errors.append(": ").append(error.path("message").asString(""));
      }
    }
    return errors.toString();
  }
}
