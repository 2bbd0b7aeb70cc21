// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Attempt;

/**
 * What TikTok began for us, as a checkpoint keeps it.
 *
 * @param publishId what TikTok is asked about
 * @param uploadUrl where the bytes go; it is a credential; absent where TikTok pulls them
 * @param expiresAt when no byte is taken any more
 * @param username whose post it becomes
 * @param privacy who may see it
 */
record TiktokTask(
    String publishId, @Nullable URI uploadUrl, Instant expiresAt, String username, String privacy) {

  static final String STEP = "task";

  /** The task that an attempt at this delivery began. */
  static Optional<TiktokTask> of(Attempt attempt) {
    return attempt.checkpoint(STEP).map(TiktokTask::parse);
  }

  private static TiktokTask parse(String handle) {
    String[] lines = handle.split("\n");
    return new TiktokTask(
        lines[0],
        lines[1].isEmpty() ? null : URI.create(lines[1]),
        Instant.parse(lines[2]),
        lines[3],
        lines[4]);
  }

  /** Stores it before the first byte is sent. */
  void keepFor(Attempt attempt) {
    attempt.checkpoint(
        STEP,
        String.join(
            "\n",
            this.publishId,
            this.uploadUrl == null ? "" : this.uploadUrl.toString(),
            this.expiresAt.toString(),
            this.username,
            this.privacy));
  }

  URI profile() {
    return URI.create("https://www.tiktok.com/@" + this.username);
  }

  URI address(String postId) {
    return URI.create(
        "%s/%s/%s".formatted(profile(), isPhotos(this.publishId) ? "photo" : "video", postId));
  }

  /** TikTok's ids of tasks begin with a letter for what they post. */
  static boolean isPhotos(String publishId) {
    return publishId.startsWith("p_");
  }

  /** Whether it is the id of a task; those of posts are numbers. */
  static boolean isTask(String id) {
    return id.startsWith("v_") || id.startsWith("p_");
  }

  boolean isPublic() {
    return this.privacy.equals(PostSettings.PUBLIC);
  }

  @Override
  public String toString() {
    return "TiktokTask[" + this.publishId + "]";
  }
}
