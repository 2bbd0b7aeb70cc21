// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.net.URI;
import org.storycast.channel.Account;
import org.storycast.channel.Post;

/** The same for a story. */
class InstagramStoryContractTests extends InstagramPublisherContractTests {

  @Override
  protected Account account(URI api) {
    return InstagramFixtures.account(api, "story");
  }

  @Override
  protected Post aPost() {
    return InstagramFixtures.story();
  }
}
