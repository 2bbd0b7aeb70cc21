// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.running;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.storycast.channel.Account;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Costs;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.PartProfile;
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.RateLimit;
import org.storycast.channel.Receipt;
import org.storycast.channel.TextMeasure;

/** A channel that remembers what it was given, and ends as a word in the text tells it. */
public final class Recording implements PublisherFactory {

  /** Everything that was published, as "channel: text". */
  public final Queue<String> published = new ConcurrentLinkedQueue<>();

  @Override
  public String kind() {
    return "recording";
  }

  @Override
  public Publisher open(Account account) {
    return account.optionalSetting("price").isPresent()
        ? new PaidPublisher(account)
        : new RecordingPublisher(account);
  }

  /** One whose platform charges the price among its settings for each post. */
  private final class PaidPublisher extends RecordingPublisher implements Costs {

    private final BigDecimal price;

    PaidPublisher(Account account) {
      super(account);
      this.price = new BigDecimal(account.setting("price"));
    }

    @Override
    public Currency currency() {
      return Currency.getInstance("USD");
    }

    @Override
    public List<Charge> charges(Post post) {
      return List.of(new Charge("send", this.price));
    }

    @Override
    public BigDecimal look() {
      return BigDecimal.ZERO;
    }

    @Override
    public BigDecimal checking() {
      return BigDecimal.ZERO;
    }

    @Override
    public BigDecimal measuring(Receipt receipt) {
      return BigDecimal.ZERO;
    }

    @Override
    public List<Charge> removing(Receipt receipt) {
      return List.of();
    }
  }

  private class RecordingPublisher implements Publisher {

    private final Account account;

    RecordingPublisher(Account account) {
      this.account = account;
    }

    @Override
    public ChannelProfile profile() {
      return new ChannelProfile(
          "recording",
          "Recorder",
          List.of(new PartProfile("message", 200, TextMeasure.codePoints())),
          List.of(),
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofSeconds(5),
          new RateLimit(1000, Duration.ofSeconds(1)));
    }

    @Override
    public Outcome publish(Post post, Attempt attempt) {
      attempt.committing("send", post.digest());
      String text = post.part("message");
      if (text.contains("#unclear")) {
        return new Outcome.Unclear("No answer came");
      }
      if (text.contains("#closed")) {
        return new Outcome.ChannelClosed(FailureReason.CREDENTIALS, "The token was revoked");
      }
      if (text.contains("#rejected")) {
        return new Outcome.Rejected(FailureReason.CONTENT, "It breaks a rule", null);
      }
      published.add(this.account.id() + ": " + text);
      return new Outcome.Published(
          Receipt.of(
              attempt.key().shortForm(),
              URI.create("https://recorder.example/" + attempt.key().shortForm()),
              Instant.parse("2026-03-02T12:00:00Z")));
    }
  }
}
