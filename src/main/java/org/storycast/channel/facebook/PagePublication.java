// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import org.storycast.channel.Attempt;
import org.storycast.channel.Finding;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;

/** How one form of post comes onto the page and is recognised there. */
interface PagePublication {

  /** Makes one attempt. */
  Outcome publish(Post post, Attempt attempt);

  /** Asks what became of what Facebook processes; only films are processed. */
  Outcome follow(String handle, Attempt attempt);

  /** Looks for the post after a doubt. */
  Finding find(Post post, Attempt attempt);
}
