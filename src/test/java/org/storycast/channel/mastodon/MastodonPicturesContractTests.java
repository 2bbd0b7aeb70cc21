// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import java.net.URI;
import java.util.Map;
import org.storycast.channel.Account;
import org.storycast.channel.Post;
import org.storycast.simulator.MastodonSimulator;

/** A status with two pictures. */
class MastodonPicturesContractTests extends MastodonPublisherContractTests {

  @Override
  protected Account account(URI api) {
    return MastodonFixtures.account(
        Map.of("base-url", api.toString(), "pictures", "2"), MastodonSimulator.TOKEN);
  }

  @Override
  protected Post aPost() {
    return MastodonFixtures.showing(memory().attempt().key(), 100, 101);
  }
}
