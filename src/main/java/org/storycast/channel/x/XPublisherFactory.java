// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.support.HttpSender;

/** Opens accounts on X. */
@Component
class XPublisherFactory implements PublisherFactory {

  static final String KIND = "x";

  private final Clock clock;

  XPublisherFactory(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Publisher open(Account account) {
    XSettings settings = XSettings.of(account);
    XClient client =
        new XClient(new HttpSender(settings.timeout()), new OAuthSigner(account), settings);
    return new XPublisher(settings, client, new XRefusals(this.clock, account::redacted));
  }
}
