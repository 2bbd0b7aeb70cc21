// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.storycast.channel.Account;
import org.storycast.channel.MutableClock;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.HttpSimulator;

/** The whole contract once more, by OAuth 2.0. */
class XBearerContractTests extends XPublisherContractTests {

  private AccessTokens tokens;

  @Override
  protected HttpSimulator start(MutableClock clock) {
    this.tokens = TestTokens.fresh(clock);
    return super.start(clock);
  }

  @Override
  protected PublisherFactory factory(MutableClock clock) {
    return new XPublisherFactory(this.tokens, files(), clock);
  }

  @Override
  protected boolean mayLoseCredentials() {
    return true;
  }

  /** A token that is refused once is replaced. */
  @Override
  protected Stream<Refusal> refusals() {
    return super.refusals().filter(it -> !it.name().equals("unauthorized"));
  }

  @Override
  protected Account account(URI api) {
    return XFixtures.oauth2(Map.of("base-url", api.toString()));
  }
}
