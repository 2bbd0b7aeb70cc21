// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Checks;
import org.storycast.channel.Checkup;
import org.storycast.channel.Costs;
import org.storycast.channel.Finding;
import org.storycast.channel.Frame;
import org.storycast.channel.Measures;
import org.storycast.channel.MediaDemand;
import org.storycast.channel.Metrics;
import org.storycast.channel.Outcome;
import org.storycast.channel.PartProfile;
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.RateLimit;
import org.storycast.channel.ReadsBack;
import org.storycast.channel.Recalls;
import org.storycast.channel.Receipt;
import org.storycast.channel.Removes;

/** Posts on one account of X, which can't recognise a call that is repeated. */
final class XPublisher implements Publisher, ReadsBack, Recalls, Removes, Measures, Checks, Costs {

  /** The first part, and the only one without threads. */
  static final String TEXT = "text";

  static final String PICTURE = "picture";
  static final String FILM = "film";

  private static final Currency DOLLARS = Currency.getInstance("USD");
  private static final Duration SETTLING_TIME = Duration.ofSeconds(30);

  /** 100 in 15 minutes by today's page, 300 in 3 hours by an older one; this keeps both. */
  private static final int POSTS_IN_A_WINDOW = 25;

  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int MOST_PICTURES = 4;
  private static final Frame PICTURE_FRAME = Frame.ofAnyRatio(4096, 4096, 5_000_000);
  private static final MediaDemand.Card CARD =
      new MediaDemand.Card(PICTURE, 1200, 675, true, false);
  private static final MediaDemand.Film SHORT_FILM =
      new MediaDemand.Film(FILM, 1280, 720, Duration.ofSeconds(140), true, false);

  private final XSettings settings;
  private final XClient client;
  private final XRefusals refusals;
  private final XReceipts receipts;
  private final Timeline timeline;
  private final OwnPosts ownPosts;
  private final XCheckup checkup;
  private final Attachments attachments;
  private final Clock clock;

  XPublisher(
      XSettings settings,
      XClient client,
      XRefusals refusals,
      XCheckup checkup,
      Attachments attachments,
      Clock clock) {
    this.settings = settings;
    this.client = client;
    this.refusals = refusals;
    this.checkup = checkup;
    this.attachments = attachments;
    this.clock = clock;
    this.receipts = new XReceipts(settings);
    this.timeline = new Timeline(client, refusals, this.receipts::of);
    this.ownPosts = new OwnPosts(client, refusals);
  }

  @Override
  public ChannelProfile profile() {
    return new ChannelProfile(
        XPublisherFactory.KIND,
        "X",
        parts(),
        media(),
        Duration.ZERO,
        SETTLING_TIME,
        this.settings.timeLimit(),
        rateLimit());
  }

  /** Counts stories; each may need all posts of a thread. */
  private RateLimit rateLimit() {
    return new RateLimit(POSTS_IN_A_WINDOW / this.settings.thread(), WINDOW);
  }

  private List<PartProfile> parts() {
    List<PartProfile> parts = new ArrayList<>();
    parts.add(new PartProfile(TEXT, this.settings.textLimit(), XText.MEASURE));
    if (this.settings.thread() > 1) {
      int rest = this.settings.thread() - 1;
      parts.add(
          new PartProfile(
              XThread.PART,
              rest,
              XThread.measure(),
              rest,
              List.of(),
              text -> XThread.divided(text, this.settings.textLimit())));
    }
    return parts;
  }

  private List<MediaDemand> media() {
    return switch (this.settings.form()) {
      case TEXT -> List.of();
      case PICTURES ->
          List.of(new MediaDemand.Pictures(PICTURE, MOST_PICTURES, PICTURE_FRAME, CARD));
      case FILM -> List.of(SHORT_FILM);
    };
  }

  @Override
  public Outcome publish(Post post, Attempt attempt) {
    return fault(post).orElseGet(() -> make(post, attempt));
  }

  /** What X would answer with a sentence that fits everything. */
  private Optional<Outcome> fault(Post post) {
    return XThread.texts(post).stream()
        .flatMap(text -> XText.fault(text, this.settings.textLimit()).stream())
        .findFirst();
  }

  private Outcome make(Post post, Attempt attempt) {
    Instant latest = this.clock.instant().plus(this.settings.workingTime());
    XPosting posting =
        new XPosting(this.client, this.refusals, this.receipts, this.clock, post, attempt);
    if (!posting.isAtTheBeginning()) {
      return posting.run(List.of(), latest);
    }
    XMedia media =
        new XMedia(this.client, this.refusals, this.attachments, this.clock, attempt, latest);
    return switch (media.upload(attached(post))) {
      case XMedia.Result.Ready(List<String> ids) -> posting.run(ids, latest);
      case XMedia.Result.Missing(Outcome outcome) -> outcome;
    };
  }

  /** A post carries pictures or a film, never both. */
  private static List<Attachment> attached(Post post) {
    List<Attachment> film = post.attachments(FILM);
    List<Attachment> pictures = post.attachments(PICTURE);
    return film.isEmpty()
        ? pictures.subList(0, Math.min(MOST_PICTURES, pictures.size()))
        : film.subList(0, 1);
  }

  @Override
  public Finding find(Post post, Attempt attempt) {
    return this.timeline.find(post, attempt);
  }

  @Override
  public Finding find(Receipt receipt) {
    return this.ownPosts.find(receipt);
  }

  @Override
  public Optional<Receipt> recall(Post post, Function<String, Optional<String>> checkpoints) {
    List<String> ids = XThread.taken(checkpoints, XThread.texts(post).size());
    return ids.isEmpty() ? Optional.empty() : Optional.of(this.receipts.of(ids));
  }

  @Override
  public Outcome remove(Receipt receipt, Attempt attempt) {
    return this.ownPosts.remove(receipt, attempt);
  }

  @Override
  public Metrics metrics(Receipt receipt) {
    return this.ownPosts.metrics(receipt);
  }

  @Override
  public Checkup check() {
    return this.checkup.run();
  }

  @Override
  public Currency currency() {
    return DOLLARS;
  }

  @Override
  public List<Charge> charges(Post post) {
    long described =
        attached(post).stream()
            .filter(it -> it.role().equals(PICTURE) && !it.altText().isBlank())
            .count();
    return this.settings.prices().charges(XThread.texts(post), described);
  }

  @Override
  public BigDecimal look() {
    return this.settings.prices().look();
  }

  @Override
  public BigDecimal checking() {
    return this.settings.prices().user();
  }

  @Override
  public BigDecimal measuring(Receipt receipt) {
    return this.settings.prices().measuring(receipt);
  }

  @Override
  public List<Charge> removing(Receipt receipt) {
    return this.settings.prices().removing(receipt);
  }
}
