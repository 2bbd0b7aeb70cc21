// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.storycast.channel.Channel;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.channel.Checks;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.CredentialEnds;
import org.storycast.format.PublicMedia;

/**
 * Looks once a day, and when somebody asks, whether each account could publish: its credentials,
 * its rights, what it has spent, and whether the world can fetch our media. Nothing is published.
 */
@Service
public class Checkups {

  private static final Logger log = LoggerFactory.getLogger(Checkups.class);
  private static final Duration EVERY = Duration.ofDays(1);

  private final Channels channels;
  private final CheckupRows rows;
  private final Spending spending;
  private final PublicMedia media;
  private final CredentialEnds ends;
  private final Installation installation;
  private final Clock clock;

  Checkups(
      Channels channels,
      CheckupRows rows,
      Spending spending,
      PublicMedia media,
      CredentialEnds ends,
      Installation installation,
      Clock clock) {
    this.channels = channels;
    this.rows = rows;
    this.spending = spending;
    this.media = media;
    this.ends = ends;
    this.installation = installation;
    this.clock = clock;
  }

  /**
   * Looks at an account now. It takes as long as the platform does, at most the profile's time-out
   * and the time of fetching a medium.
   */
  public CheckedAccount check(ChannelId id) {
    Channel channel = this.channels.get(id);
    Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
    this.rows.claim(id, now, now);
    Checkup checkup = look(channel);
    this.rows.store(id, now, checkup);
    return new CheckedAccount(id, now, checkup);
  }

  /** What the last look found; empty where there was none. */
  public Optional<CheckedAccount> last(ChannelId channel) {
    return this.rows.find(channel);
  }

  /** The last look at each open channel. */
  public List<CheckedAccount> all() {
    return this.channels.open().stream().flatMap(it -> last(it.id()).stream()).toList();
  }

  /** Looks at what nobody looked at for a day. */
  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT2M")
  void checkDaily() {
    if (this.installation.heldBecause().isPresent()) {
      return;
    }
    Instant now = this.clock.instant();
    for (Channel channel : this.channels.open()) {
      if (this.rows.claim(channel.id(), now, now.minus(EVERY))) {
        check(channel.id());
      }
    }
  }

  private Checkup look(Channel channel) {
    Checkup of = platforms(channel);
    List<Checkup.Line> lines = new ArrayList<>(of.lines());
    this.spending.of(channel).map(SpentLine::of).ifPresent(lines::add);
    if (!channel.profile().media().isEmpty()) {
      lines.add(mediaAddress());
    }
    return new Checkup(lines, earlier(of.endsAt(), this.ends.of(channel.id()).orElse(null)));
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  private Checkup platforms(Channel channel) {
    if (!(channel.publisher() instanceof Checks checks)) {
      return new Checkup(
          List.of(
              new Checkup.Line("account", Verdict.UNKNOWN, "This kind of channel can't be asked")),
          null);
    }
    return this.spending
        .check(channel)
        .map(shortage -> leftOut(channel, shortage))
        .orElseGet(() -> ask(channel, checks));
  }

  /** What was known of the account's end stays known. */
  private Checkup leftOut(Channel channel, Shortage shortage) {
    return new Checkup(
        List.of(
            new Checkup.Line(
                "account", Verdict.UNKNOWN, "The check was left out. " + shortage.why())),
        last(channel.id()).map(it -> it.checkup().endsAt()).orElse(null));
  }

  private static Checkup ask(Channel channel, Checks checks) {
    try {
      return checks.check();
    } catch (RuntimeException defect) {
      log.atError()
          .addKeyValue("channel", channel.id())
          .addKeyValue("defect", defect.getClass().getName())
          .log("An account could not be looked at");
      String detail = "The look failed: " + defect.getClass().getSimpleName();
      return new Checkup(List.of(new Checkup.Line("account", Verdict.UNKNOWN, detail)), null);
    }
  }

  private Checkup.Line mediaAddress() {
    return this.media
        .trouble()
        .map(
            trouble ->
                new Checkup.Line(
                    "media address",
                    Verdict.WARNING,
                    trouble
                        + ". Platforms that fetch pictures and films can't; set"
                        + " storycast.newsroom.public-address to where the world reaches this"
                        + " service"))
        .orElse(new Checkup.Line("media address", Verdict.GOOD, "The world can fetch our media"));
  }
}
