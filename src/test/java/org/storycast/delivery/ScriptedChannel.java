// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.storycast.channel.Account;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Checks;
import org.storycast.channel.Checkup;
import org.storycast.channel.Costs;
import org.storycast.channel.DigestRhythm;
import org.storycast.channel.Finding;
import org.storycast.channel.Follows;
import org.storycast.channel.Measures;
import org.storycast.channel.Metrics;
import org.storycast.channel.Outcome;
import org.storycast.channel.PartProfile;
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.RateLimit;
import org.storycast.channel.ReadsBack;
import org.storycast.channel.Recalls;
import org.storycast.channel.Receipt;
import org.storycast.channel.SendsDigests;
import org.storycast.channel.TextMeasure;

/** A channel whose next answers a test sets; without any, it publishes. */
final class ScriptedChannel
    implements PublisherFactory,
        Publisher,
        ReadsBack,
        Recalls,
        Follows,
        Measures,
        Checks,
        SendsDigests,
        Costs {

  static final Duration SETTLING = Duration.ofSeconds(20);

  final List<Post> taken = new ArrayList<>();
  final Deque<BiFunction<Post, Attempt, Outcome>> next = new ArrayDeque<>();
  final Deque<Finding> findings = new ArrayDeque<>();
  final Deque<BiFunction<Post, Attempt, Finding>> reading = new ArrayDeque<>();
  final Deque<Outcome> followed = new ArrayDeque<>();
  Duration repeatSafeFor = Duration.ZERO;
  RateLimit rateLimit = new RateLimit(100, Duration.ofMinutes(1));
  List<Charge> charges = List.of();
  BigDecimal look = BigDecimal.ZERO;
  BigDecimal checking = BigDecimal.ZERO;
  BigDecimal measuring = BigDecimal.ZERO;
  int calls;
  int measured;
  int checked;
  Checkup checkup = new Checkup(List.of(), null);
  Map<String, Long> numbers = Map.of();
  boolean awaited = true;

  @Override
  public boolean isAwaited(DigestRhythm rhythm, List<String> sections) {
    return this.awaited;
  }

  @Override
  public Currency currency() {
    return Currency.getInstance("USD");
  }

  @Override
  public List<Charge> charges(Post post) {
    return this.charges;
  }

  @Override
  public BigDecimal look() {
    return this.look;
  }

  @Override
  public BigDecimal checking() {
    return this.checking;
  }

  @Override
  public BigDecimal measuring(Receipt receipt) {
    return this.measuring;
  }

  @Override
  public List<Charge> removing(Receipt receipt) {
    return List.of();
  }

  @Override
  public String kind() {
    return "scripted";
  }

  @Override
  public Publisher open(Account account) {
    return this;
  }

  @Override
  public ChannelProfile profile() {
    return new ChannelProfile(
        "scripted",
        "Scripted",
        List.of(new PartProfile("text", 500, TextMeasure.codePoints())),
        List.of(),
        this.repeatSafeFor,
        SETTLING,
        Duration.ofSeconds(10),
        this.rateLimit);
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    this.calls++;
    return this.next.isEmpty() ? take(post, attempt) : this.next.remove().apply(post, attempt);
  }

  /** Announces, takes and answers. */
  Outcome take(Post post, Attempt attempt) {
    attempt.committing("send", post.digest());
    this.taken.add(post);
    return new Outcome.Published(receipt(this.taken.size()));
  }

  static Receipt receipt(int number) {
    return Receipt.of("remote-" + number, null, DeliveryKit.NOON);
  }

  @Override
  public Finding find(Post post, Attempt attempt) {
    if (!this.reading.isEmpty()) {
      return this.reading.remove().apply(post, attempt);
    }
    return this.findings.isEmpty()
        ? new Finding.CannotTell("Nobody knows")
        : this.findings.remove();
  }

  @Override
  public Finding find(Receipt receipt) {
    return new Finding.Found(receipt);
  }

  /** A post whose charges name several calls is live as far as these have checkpoints. */
  @Override
  public Optional<Receipt> recall(Post post, Function<String, Optional<String>> checkpoints) {
    List<Receipt.Part> parts =
        this.charges.stream()
            .flatMap(it -> checkpoints.apply(it.step()).stream())
            .map(it -> new Receipt.Part(it, URI.create("https://scripted.example/" + it)))
            .toList();
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Receipt(parts, DeliveryKit.NOON, Map.of()));
  }

  @Override
  public Checkup check() {
    this.checked++;
    return this.checkup;
  }

  @Override
  public Metrics metrics(Receipt receipt) {
    this.measured++;
    return new Metrics(this.numbers);
  }

  @Override
  public Outcome follow(Post post, String handle, Attempt attempt) {
    return this.followed.remove();
  }
}
