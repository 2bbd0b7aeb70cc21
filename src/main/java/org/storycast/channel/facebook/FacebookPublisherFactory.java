// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.Attachments;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;

/** Opens pages on Facebook. */
@Component
class FacebookPublisherFactory implements PublisherFactory {

  static final String KIND = "facebook";

  /** For people. */
  static final String NAME = "Facebook";

  private final Attachments attachments;
  private final Clock clock;

  FacebookPublisherFactory(Attachments attachments, Clock clock) {
    this.attachments = attachments;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Publisher open(Account account) {
    FacebookSettings settings = FacebookSettings.of(account);
    GraphClient client = new GraphClient(settings, account);
    GraphRefusals refusals = new GraphRefusals(this.clock, account::redacted);
    return new FacebookPublisher(
        new FacebookPublisher.Tools(
            settings,
            client,
            refusals,
            publication(account, settings, client, refusals),
            new PageNumbers(client),
            new PageCheckup(settings, client, refusals, this.clock)));
  }

  private PagePublication publication(
      Account account, FacebookSettings settings, GraphClient client, GraphRefusals refusals) {
    FacebookForm form = settings.form();
    if (!form.isFilm()) {
      Photos photos = new Photos(client, refusals, this.attachments, this.clock);
      return new FeedPost(settings, client, refusals, photos, this.clock);
    }
    FilmUpload upload =
        form == FacebookForm.REEL
            ? new ReelUpload(settings, client, refusals, this.attachments)
            : new VideoUpload(client, refusals, this.attachments);
    return new FilmPost(form, upload, client, refusals, account::redacted, this.clock);
  }
}
