// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Account;
import org.storycast.channel.Finding;
import org.storycast.channel.HttpPublisherContract;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.YoutubeSimulator;

/** The same for normal videos, with thumbnail, captions and playlists. */
class YoutubeVideoPublisherContractTests extends HttpPublisherContract {

  private final VideoMedia media = VideoMedia.small();
  private @Nullable AccessTokens tokens;

  @Override
  protected HttpSimulator start(MutableClock clock) {
    this.tokens = TestTokens.fresh(clock);
    YoutubeSimulator youtube = new DescribedYoutube(clock);
    youtube.makePlaylist("PLall");
    youtube.makePlaylist("PLlocal");
    return youtube;
  }

  @Override
  protected PublisherFactory factory(MutableClock clock) {
    return new YoutubeFactory(this.tokens, this.media, clock);
  }

  @Override
  protected Account account(URI api) {
    return YoutubeAccount.at(api, "form", "video", "playlists", "PLall, Local=PLlocal");
  }

  @Override
  protected Post aPost() {
    return this.media.post();
  }

  @Override
  protected Post aCorrectedPost() {
    return this.media.of(super.aCorrectedPost());
  }

  @Override
  protected Stream<Refusal> refusals() {
    return YoutubeRefusals.all();
  }

  @Override
  protected Class<?>[] ambiguous(Publisher publisher) {
    return new Class<?>[] {Outcome.Underway.class};
  }

  /** The video is there, and what is added to it is not. */
  @Override
  protected Class<? extends Finding> expectedFinding() {
    return Finding.Underway.class;
  }

  @Override
  protected boolean showLate(Duration lag) {
    ((YoutubeSimulator) simulator()).hideVideosFor(lag);
    return true;
  }
}
