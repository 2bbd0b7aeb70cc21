// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.story.Content;
import org.storycast.story.Stories;
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
    if (!check.problems().isEmpty()) {
      return new SubmissionResult.Refused(check.problems());
    }
    boolean html = submission.bodyHtml() != null && !submission.bodyHtml().isBlank();
    List<Piece> pieces =
        html ? BodyReader.read(body, item.base(), this.adverts) : BodyReader.readText(body);
    Optional<Content> content = this.editor.edit(item, pieces, language, embargoedUntil, priority);
    return content
        .<SubmissionResult>map(it -> new SubmissionResult.Accepted(store(externalId, it)))
        .orElseGet(
            () ->
                new SubmissionResult.Refused(
                    List.of(
                        new FieldProblem(
                            "headline", "Nothing of it can be seen", "Send it as text"))));
  }

  private org.storycast.story.Stored store(String externalId, Content content) {
    return this.stories.store(
        new Submission(
            Stories.API, content, Names.of(Stories.API, externalId, true, content), false));
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
