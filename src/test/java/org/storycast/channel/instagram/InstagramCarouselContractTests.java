// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.net.URI;
import org.storycast.channel.Account;
import org.storycast.channel.Post;

/** The same for a carousel. */
class InstagramCarouselContractTests extends InstagramPublisherContractTests {

  @Override
  protected Account account(URI api) {
    return InstagramFixtures.account(api, "carousel");
  }

  @Override
  protected Post aPost() {
    return InstagramFixtures.carousel(3);
  }
}
