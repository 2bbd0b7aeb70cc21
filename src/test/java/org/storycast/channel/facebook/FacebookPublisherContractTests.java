// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.storycast.channel.Account;
import org.storycast.channel.HttpPublisherContract;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Post;
import org.storycast.channel.PublisherFactory;
import org.storycast.simulator.FacebookSimulator;
import org.storycast.simulator.HttpSimulator;

class FacebookPublisherContractTests extends HttpPublisherContract {

  @Override
  protected HttpSimulator start(MutableClock clock) {
    FacebookSimulator simulator = new DescribedFacebook(clock);
    simulator.needProof();
    return simulator;
  }

  @Override
  protected PublisherFactory factory(MutableClock clock) {
    return FacebookFixtures.factory(clock);
  }

  @Override
  protected Account account(URI api) {
    return FacebookFixtures.account(api);
  }

  @Override
  protected Post aPost() {
    return FacebookFixtures.post(memory().attempt().key());
  }

  @Override
  protected Stream<Refusal> refusals() {
    return FacebookRefusals.all();
  }

  /** Facebook counts in minutes. */
  @Override
  protected Duration askedPause() {
    return Duration.ofMinutes(1);
  }
}
