// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.storycast.media.MediaReach;

/** Fetches a medium from the public address, as a platform would. */
@Component
class FetchedMedia implements PublicMedia {

  private final MediaReach reach;
  private final NewsroomProperties newsroom;

  FetchedMedia(MediaReach reach, NewsroomProperties newsroom) {
    this.reach = reach;
    this.newsroom = newsroom;
  }

  @Override
  public Optional<String> trouble() {
    return this.reach.trouble(this.newsroom.publicAddress());
  }
}
