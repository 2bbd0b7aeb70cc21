// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import java.net.URI;
import org.storycast.channel.Account;
import org.storycast.channel.Post;

/** The same with three pictures, so that an attempt is killed between any two containers. */
class ThreadsCarouselContractTests extends ThreadsPublisherContractTests {

  @Override
  protected Account account(URI api) {
    return ThreadsFixtures.account(api, "form", "carousel");
  }

  @Override
  protected Post aPost() {
    return ThreadsFixtures.with(super.aPost(), ThreadsFixtures.pictures(3));
  }
}
