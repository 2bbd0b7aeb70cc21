// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.story.Alias;
import org.storycast.story.Content;
import org.storycast.story.Stored;
import org.storycast.story.Stories;
import org.storycast.story.Story;
import org.storycast.story.StoryId;
import org.storycast.story.Submission;

/**
 * Takes stories that editors and scripts submit. They are cleaned as those of sources are, and the
 * same story again is the same story.
 */
@Component
public final class StorySubmissions {

  private final StoryEditor editor;
  private final Adverts adverts;
  private final Stories stories;

  StorySubmissions(StoryEditor editor, Adverts adverts, Stories stories) {
    this.editor = editor;
    this.adverts = adverts;
    this.stories = stories;
  }

  /** Stores a story, or says what is wrong with each field and stores nothing. */
  public SubmissionResult submit(StorySubmission submission) {
    SubmissionCheck check = new SubmissionCheck();
    String externalId = check.line("externalId", submission.externalId());
    String body = check.body(submission.bodyHtml(), submission.bodyText());
    Instant embargoedUntil = check.moment("embargoedUntil", submission.embargoedUntil());
    Content.Priority priority = check.priority(submission.priority());
    String language = check.language(submission.language());
    Item item = item(check, submission, externalId);
    StoryId continues = earlier(check, submission.continues());
    if (!check.problems().isEmpty()) {
      return new SubmissionResult.Refused(check.problems());
    }
    boolean html = submission.bodyHtml() != null && !submission.bodyHtml().isBlank();
    List<Piece> pieces =
        html ? BodyReader.read(body, item.base(), this.adverts) : BodyReader.readText(body);
    Optional<Content> content = this.editor.edit(item, pieces, language, embargoedUntil, priority);
    return content
        .<SubmissionResult>map(
            it -> new SubmissionResult.Accepted(store(externalId, it, continues)))
        .orElseGet(
            () ->
                new SubmissionResult.Refused(
                    List.of(
                        new FieldProblem(
                            "headline", "Nothing of it can be seen", "Send it as text"))));
  }

  private Stored store(String externalId, Content content, @Nullable StoryId continues) {
    List<Alias> names = Names.of(Stories.API, externalId, true, content);
    return this.stories.store(new Submission(Stories.API, content, names, false, continues));
  }

  /** The story that an identity or an address names. */
  private @Nullable StoryId earlier(SubmissionCheck check, @Nullable String named) {
    if (named == null || named.isBlank()) {
      return null;
    }
    Optional<Story> story =
        named.contains("/")
            ? Optional.ofNullable(check.address("continues", named))
                .flatMap(address -> this.stories.find(Names.ofAddress(address)))
            : identity(named.strip()).flatMap(this.stories::find);
    if (story.isEmpty()) {
      check.problem(
          "continues",
          "There is no story \"%s\"".formatted(named.strip()),
          "Send the identity or the address of an earlier story");
    }
    return story.map(Story::id).orElse(null);
  }

  private static Optional<StoryId> identity(String text) {
    try {
      return Optional.of(new StoryId(UUID.fromString(text)));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static Item item(SubmissionCheck check, StorySubmission submission, String externalId) {
    @Nullable URI address = check.address("address", submission.address());
    return new Item(
        externalId,
        address,
        address,
        Entities.escape(check.headline(submission.headline())),
        Entities.escape(check.lead(submission.lead())),
        "",
        check.line("byline", submission.byline()),
        check.lines("sections", submission.sections()),
        check.lines("tags", submission.tags()),
        check.pictures(submission.pictures()),
        check.moment("publishedAt", submission.publishedAt()),
        null);
  }
}
