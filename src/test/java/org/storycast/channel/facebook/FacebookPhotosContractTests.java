// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.net.URI;
import org.storycast.channel.Account;
import org.storycast.channel.Post;

/** The same for several pictures. */
class FacebookPhotosContractTests extends FacebookPublisherContractTests {

  @Override
  protected Account account(URI api) {
    return FacebookFixtures.account(api, "photos");
  }

  @Override
  protected Post aPost() {
    return FacebookFixtures.photos(memory().attempt().key(), 3);
  }
}
