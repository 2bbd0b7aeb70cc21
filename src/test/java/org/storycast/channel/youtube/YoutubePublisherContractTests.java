// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Account;
import org.storycast.channel.HttpPublisherContract;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.SampleFilm;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.YoutubeSimulator;

class YoutubePublisherContractTests extends HttpPublisherContract {

  private final SampleFilm film = SampleFilm.small();
  private @Nullable AccessTokens tokens;

  @Override
  protected HttpSimulator start(MutableClock clock) {
    this.tokens = TestTokens.fresh(clock);
    return new DescribedYoutube(clock);
  }

  @Override
  protected PublisherFactory factory(MutableClock clock) {
    return new YoutubeFactory(this.tokens, this.film, clock);
  }

  @Override
  protected Account account(URI api) {
    return YoutubeAccount.at(api);
  }

  @Override
  protected Post aPost() {
    return YoutubeAccount.post(this.film);
  }

  @Override
  protected Stream<Refusal> refusals() {
    return YoutubeRefusals.all();
  }

  /** The session is asked at once and answers exactly. */
  @Override
  protected Class<?>[] ambiguous(Publisher publisher) {
    return new Class<?>[] {Outcome.Underway.class};
  }

  @Override
  protected boolean showLate(Duration lag) {
    ((YoutubeSimulator) simulator()).hideVideosFor(lag);
    return true;
  }
}
