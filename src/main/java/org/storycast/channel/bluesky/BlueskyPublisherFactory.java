// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.Attachments;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.HttpSender;

/** Opens accounts on Bluesky, or on any server of its network. */
@Component
class BlueskyPublisherFactory implements PublisherFactory {

  static final String KIND = "bluesky";

  private final AccessTokens tokens;
  private final Attachments attachments;
  private final Clock clock;

  BlueskyPublisherFactory(AccessTokens tokens, Attachments attachments, Clock clock) {
    this.tokens = tokens;
    this.attachments = attachments;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Publisher open(Account account) {
    BlueskySettings settings = BlueskySettings.of(account);
    boolean edits = account.flag("edits", false);
    BlueskyRefusals refusals = new BlueskyRefusals(this.clock, account::redacted);
    BlueskyClient client = client(account, settings, refusals);
    OwnPosts posts = new OwnPosts(client, refusals, this.clock);
    BlueskyRecords records =
        new BlueskyRecords(settings.form(), blobs(client, settings, refusals), posts);
    BlueskyCheck check = new BlueskyCheck(account, settings, client, refusals);
    return edits
        ? new EditingBlueskyPublisher(settings, client, refusals, records, posts, check, this.clock)
        : new BlueskyPublisher(settings, client, refusals, records, posts, check, this.clock);
  }

  private Blobs blobs(BlueskyClient client, BlueskySettings settings, BlueskyRefusals refusals) {
    Optional<FilmService> films =
        settings.preparesFilms()
            ? Optional.of(new FilmService(client, settings, refusals, this.clock))
            : Optional.empty();
    return new Blobs(client, this.attachments, refusals, films);
  }

  private BlueskyClient client(
      Account account, BlueskySettings settings, BlueskyRefusals refusals) {
    HttpSender http = new HttpSender(settings.timeout());
    BlueskySessions sessions = new BlueskySessions(http, settings, account, refusals);
    return new BlueskyClient(
        http,
        new HttpSender(settings.uploadTimeout()),
        this.tokens.of(account.id(), account.credential("app-password"), sessions),
        settings,
        sessions,
        refusals);
  }
}
