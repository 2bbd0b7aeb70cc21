// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.storycast.channel.Attempt;

/**
 * What TikTok began for us, as a checkpoint keeps it.
 *
 * @param publishId what TikTok is asked about
 * @param uploadUrl where the bytes go; it is a credential
 * @param expiresAt when no byte is taken there any more
 * @param username whose post it becomes
 * @param privacy who may see it
 */
record TiktokTask(
    String publishId, URI uploadUrl, Instant expiresAt, String username, String privacy) {

  static final String STEP = "task";

  /** The task that an attempt at this delivery began. */
  static Optional<TiktokTask> of(Attempt attempt) {
    return attempt.checkpoint(STEP).map(TiktokTask::parse);
  }

  private static TiktokTask parse(String handle) {
    String[] lines = handle.split("\n");
    return new TiktokTask(
        lines[0], URI.create(lines[1]), Instant.parse(lines[2]), lines[3], lines[4]);
  }

  /** Stores it before the first byte is sent. */
  void keepFor(Attempt attempt) {
    attempt.checkpoint(
        STEP,
        String.join(
            "\n",
            this.publishId,
            this.uploadUrl.toString(),
            this.expiresAt.toString(),
            this.username,
            this.privacy));
  }

  URI profile() {
    return URI.create("https://www.tiktok.com/@" + this.username);
  }

  URI address(String postId) {
    return URI.create("%s/video/%s".formatted(profile(), postId));
  }

  boolean isPublic() {
    return this.privacy.equals(TiktokSettings.PUBLIC);
  }

  @Override
  public String toString() {
    return "TiktokTask[" + this.publishId + "]";
  }
}
