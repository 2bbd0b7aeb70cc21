// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.net.URI;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Account;
import org.storycast.channel.Finding;
import org.storycast.channel.HttpPublisherContract;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.TiktokSimulator;

/** The same for pictures, whose first call publishes. */
class TiktokPhotosPublisherContractTests extends HttpPublisherContract {

  private @Nullable AccessTokens tokens;

  @Override
  protected HttpSimulator start(MutableClock clock) {
    this.tokens = TestTokens.fresh(clock);
    TiktokSimulator tiktok = new TiktokSimulator(clock);
    PhotoPost.publishOn(tiktok);
    return tiktok;
  }

  @Override
  protected PublisherFactory factory(MutableClock clock) {
    return new TiktokFactory(this.tokens, new PhotoPost(), clock);
  }

  @Override
  protected Account account(URI api) {
    return PhotoPost.account(api);
  }

  @Override
  protected Post aPost() {
    return PhotoPost.of(3);
  }

  /** Each refresh replaces the refresh token. */
  @Override
  protected boolean mayLoseCredentials() {
    return true;
  }

  /** Without an answer there is no id, and whether TikTok lists pictures nobody says. */
  @Override
  protected Class<? extends Finding> expectedFinding() {
    return Finding.CannotTell.class;
  }

  /** A bad token is replaced within the attempt, and no error of TikTok's own is a refusal. */
  @Override
  protected Stream<Refusal> refusals() {
    return Stream.concat(
        TiktokRefusals.coded()
            .filter(it -> !it.name().matches(".*(internal_error|access_token_invalid)")),
        Stream.of(
            new Refusal(
                "500 internal_error",
                TiktokRefusals.reply(500, "internal_error"),
                Outcome.Unclear.class,
                null),
            new Refusal(
                "200 internal_error",
                TiktokRefusals.reply(200, "internal_error"),
                Outcome.Unclear.class,
                null)));
  }
}
