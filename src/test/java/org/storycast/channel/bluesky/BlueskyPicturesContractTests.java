// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.net.URI;
import org.storycast.channel.Account;
import org.storycast.channel.Post;

/** The same with four pictures, so that an attempt is killed between any two uploads. */
class BlueskyPicturesContractTests extends BlueskyPublisherContractTests {

  @Override
  protected Account account(URI api) {
    return BlueskyFixtures.account(api, "form", "pictures", "edits", "true");
  }

  @Override
  protected Post aPost() {
    return BlueskyFixtures.with(super.aPost(), BlueskyFixtures.pictures(4));
  }

  @Override
  protected Post aCorrectedPost() {
    return BlueskyFixtures.with(super.aCorrectedPost(), BlueskyFixtures.pictures(4));
  }
}
