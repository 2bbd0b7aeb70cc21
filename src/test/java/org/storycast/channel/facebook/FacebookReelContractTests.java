// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.net.URI;
import java.util.stream.Stream;
import org.storycast.channel.Account;
import org.storycast.channel.Post;

/** The same for a reel. */
class FacebookReelContractTests extends FacebookPublisherContractTests {

  @Override
  protected Account account(URI api) {
    return FacebookFixtures.account(api, "reel");
  }

  @Override
  protected Post aPost() {
    return FacebookFixtures.film(memory().attempt().key());
  }

  /** A film's publication names no post, so that nothing is missed. */
  @Override
  protected Stream<Refusal> refusals() {
    return super.refusals().filter(it -> !it.name().equals("success without an id"));
  }
}
