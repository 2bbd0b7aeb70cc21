// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far the upload of one medium is; its text is a checkpoint.
 *
 * @param id the medium's id at X
 * @param stage what comes next
 * @param segments how many parts of the file X has
 * @param usableUntil when X forgets the upload
 * @param refusals how often X refused it as it stood, so that it was begun anew
 */
record XUpload(String id, Stage stage, int segments, Instant usableUntil, int refusals) {

  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,19}) ([A-Z]+) ([0-9]+) ([0-9]+) ([0-9]+)");

  /** What comes next. */
  enum Stage {
    /** Bytes, then the end of the upload. */
    SENDING,
    /** X is working on it. */
    PROCESSING,
    /** The description. */
    UNDESCRIBED,
    /** Nothing: a post may carry it. */
    READY,
    /** A new beginning: X does not know it any more. */
    LOST
  }

  static Optional<XUpload> parse(String checkpoint) {
    Matcher parts = FORM.matcher(checkpoint);
    return parts.matches()
        ? Optional.of(
            new XUpload(
                parts.group(1),
                Stage.valueOf(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                Instant.ofEpochSecond(Long.parseLong(parts.group(4))),
                Integer.parseInt(parts.group(5))))
        : Optional.empty();
  }

  /** What {@link #parse} reads. */
  String checkpoint() {
    return "%s %s %d %d %d"
        .formatted(
            this.id, this.stage, this.segments, this.usableUntil.getEpochSecond(), this.refusals);
  }

  XUpload at(Stage stage) {
    return new XUpload(this.id, stage, this.segments, this.usableUntil, this.refusals);
  }

  /** After a refusal; the next attempt begins anew. */
  XUpload lost() {
    return new XUpload(this.id, Stage.LOST, 0, this.usableUntil, this.refusals + 1);
  }

  XUpload withSegments(int segments) {
    return new XUpload(this.id, this.stage, segments, this.usableUntil, this.refusals);
  }

  XUpload usableUntil(Instant moment) {
    return new XUpload(this.id, this.stage, this.segments, moment, this.refusals);
  }
}
