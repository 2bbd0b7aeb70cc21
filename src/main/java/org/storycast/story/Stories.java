// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps every story once, with all that it ever said. What a method stores is committed, with its
 * event, before the method returns.
 */
@Component
public final class Stories {

  /** The source of what editors and scripts submit; their word revises a story of any source. */
  public static final String API = "api";

  private static final int ATTEMPTS = 10;
  private static final int MAX_PAGE = 500;
  private static final int MOST_ANCESTORS = 20;

  private final StoryRows stories;
  private final RevisionRows revisions;
  private final AliasRows aliases;
  private final VoiceRows voices;
  private final ContinuationRows continuations;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  /** Keeps stories in this database. */
  public Stories(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      ApplicationEventPublisher events,
      Clock clock) {
    this.stories = new StoryRows(jdbc);
    this.revisions = new RevisionRows(jdbc);
    this.aliases = new AliasRows(jdbc);
    this.voices = new VoiceRows(jdbc);
    this.continuations = new ContinuationRows(jdbc);
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.events = events;
    this.clock = clock;
  }

  /**
   * Stores what a source brings. Two submissions that share an alias are one story, even when they
   * come at the same moment to different instances. A known story is revised when the source that
   * brings it says something else than it said under the same name before, so that two sources with
   * different words do not revise each other for ever.
   */
  public Stored store(Submission submission) {
    for (int attempt = 1; ; attempt++) {
      try {
        return this.transaction.execute(status -> storeOnce(submission));
      } catch (DuplicateKeyException | ConcurrencyFailureException lostRace) {
        if (attempt == ATTEMPTS) {
          throw lostRace;
        }
      }
    }
  }

  private Stored storeOnce(Submission submission) {
    Map<Alias, UUID> known = this.aliases.owners(submission.aliases());
    if (known.isEmpty()) {
      return add(submission);
    }
    List<UUID> locked = this.stories.lock(Set.copyOf(known.values()));
    if (!this.aliases.owners(submission.aliases()).equals(known)) {
      throw new NamesMovedException();
    }
    UUID story = unite(locked);
    claim(submission.aliases().stream().filter(it -> !known.containsKey(it)).toList(), story);
    return revise(existing(story), submission);
  }

  private Stored add(Submission submission) {
    StoryId id = new StoryId(UUID.randomUUID());
    Instant now = now();
    Revision first = new Revision(id, 1, now, submission.content());
    Story story = new Story(id, submission.source(), now, submission.held(), null, first);
    String digest = RevisionRows.digest(submission.content());
    this.stories.insert(story);
    claim(submission.aliases(), id.value());
    this.revisions.insert(first, digest);
    this.voices.say(id.value(), submission, digest);
    carryOn(id.value(), submission);
    this.events.publishEvent(new StoryAdded(id, submission.held()));
    return new Stored.Added(story);
  }

  private void carryOn(UUID story, Submission submission) {
    StoryId continues = submission.continues();
    if (continues != null && !continues.value().equals(story)) {
      this.continuations.insert(story, continues.value());
    }
  }

  /** In one order everywhere, so that two instances never wait for each other. */
  private void claim(List<Alias> names, UUID story) {
    names.stream()
        .distinct()
        .sorted(Comparator.comparing(Alias::kind).thenComparing(Alias::value))
        .forEach(alias -> this.aliases.insert(alias, story));
  }

  /** Two stories turn out to be one: the elder takes over the names of the younger. */
  private UUID unite(List<UUID> elderFirst) {
    UUID elder = elderFirst.getFirst();
    for (UUID younger : elderFirst.subList(1, elderFirst.size())) {
      this.aliases.move(younger, elder);
      this.stories.merge(younger, elder);
    }
    return elder;
  }

  private Stored revise(Story story, Submission submission) {
    UUID id = story.id().value();
    String digest = RevisionRows.digest(submission.content());
    Optional<String> before = this.voices.digest(id, submission);
    this.voices.say(id, submission, digest);
    carryOn(id, submission);
    boolean changed = before.map(it -> !it.equals(digest)).orElse(submission.source().equals(API));
    if (!changed || this.revisions.digest(id, story.latest().number()).equals(digest)) {
      return new Stored.Unchanged(story);
    }
    Revision next =
        new Revision(story.id(), story.latest().number() + 1, now(), submission.content());
    this.revisions.insert(next, digest);
    this.stories.advance(next);
    this.events.publishEvent(new StoryRevised(story.id(), next.number()));
    return new Stored.Revised(
        new Story(
            story.id(),
            story.source(),
            story.firstSeenAt(),
            story.held(),
            story.withdrawnAt(),
            next));
  }

  private Story existing(UUID id) {
    return this.stories
        .find(id)
        .orElseThrow(() -> new IllegalStateException("Story " + id + " has no revision"));
  }

  /** A story with its latest revision. */
  public Optional<Story> find(StoryId id) {
    return this.stories.find(id.value());
  }

  /** The story that is known by this name. */
  public Optional<Story> find(Alias alias) {
    return Optional.ofNullable(this.aliases.owners(List.of(alias)).get(alias))
        .flatMap(this.stories::find);
  }

  /** The stories that a developing story continues, the nearest first, the nearest 20 of them. */
  public List<StoryId> ancestors(StoryId id) {
    Set<UUID> chain = new LinkedHashSet<>(List.of(id.value()));
    Optional<UUID> earlier = this.continuations.find(id.value());
    while (earlier.isPresent() && chain.size() <= MOST_ANCESTORS && chain.add(earlier.get())) {
      earlier = this.continuations.find(earlier.get());
    }
    return chain.stream().skip(1).map(StoryId::new).toList();
  }

  /** One version of a story. */
  public Optional<Revision> revision(StoryId id, int number) {
    return this.revisions.find(id.value(), number);
  }

  /** All versions of a story, the first one first; none when there is no such story. */
  public List<Revision> revisions(StoryId id) {
    return this.revisions.all(id.value());
  }

  /**
   * Stories, newest first.
   *
   * @param after where the page begins; null for the first one
   * @param size from 1 to 500
   */
  public StoryPage page(StoryFilter filter, StoryPage.@Nullable Position after, int size) {
    if (size < 1 || size > MAX_PAGE) {
      throw new IllegalArgumentException("A page has 1 to %d stories".formatted(MAX_PAGE));
    }
    List<Story> found = this.stories.page(filter, after, size + 1);
    if (found.size() <= size) {
      return new StoryPage(found, null);
    }
    List<Story> shown = found.subList(0, size);
    Story last = shown.getLast();
    return new StoryPage(shown, new StoryPage.Position(last.firstSeenAt(), last.id()));
  }

  /**
   * The newsroom takes a story back; doing so twice changes nothing.
   *
   * @throws UnknownStoryException when there is no such story
   */
  public void withdraw(StoryId id) {
    this.transaction.executeWithoutResult(
        status -> {
          if (this.stories.find(id.value()).isEmpty()) {
            throw new UnknownStoryException(id);
          }
          if (this.stories.withdraw(id.value(), now())) {
            this.events.publishEvent(new StoryWithdrawn(id));
          }
        });
  }

  /** As exact as both databases keep it. */
  private Instant now() {
    return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Another instance united stories between our look and our lock. */
  private static final class NamesMovedException extends ConcurrencyFailureException {

    private static final long serialVersionUID = 1L;

    NamesMovedException() {
      super("The names moved to another story meanwhile");
    }
  }
}
