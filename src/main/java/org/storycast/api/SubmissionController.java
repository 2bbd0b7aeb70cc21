// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.storycast.intake.PlainTextStories;
import org.storycast.intake.StorySubmission;
import org.storycast.intake.StorySubmissions;
import org.storycast.intake.SubmissionResult;
import org.storycast.story.Stored;

/** Submitting stories, as JSON or as one plain text. */
@RestController
@RequestMapping(ApiDoor.BASE + "/stories")
@Tag(name = "stories")
class SubmissionController {

  private final StorySubmissions submissions;

  SubmissionController(StorySubmissions submissions) {
    this.submissions = submissions;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Submit a story",
      description =
          "The same story again is the same story: with the same externalId or address it becomes a"
              + " revision where it says something else. Routing decides which channels get it.")
  ResponseEntity<Submitted> submit(@RequestBody StorySubmission submission) {
    return store(submission);
  }

  @PostMapping(consumes = MediaType.TEXT_PLAIN_VALUE)
  @Operation(
      summary = "Submit a story as plain text",
      description = "UTF-8: the headline, an empty line, the paragraphs.")
  ResponseEntity<Submitted> submitText(
      @RequestBody byte[] text, @RequestParam(required = false) @Nullable String language) {
    StorySubmission submission = read(text);
    return store(language == null ? submission : submission.in(language));
  }

  private static StorySubmission read(byte[] text) {
    try {
      return PlainTextStories.read(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString());
    } catch (CharacterCodingException other) {
      throw ApiProblem.unfit("body", "The text is not UTF-8; save it as UTF-8 and send it again");
    } catch (IllegalArgumentException blank) {
      throw ApiProblem.unfit("body", String.valueOf(blank.getMessage()));
    }
  }

  private ResponseEntity<Submitted> store(StorySubmission submission) {
    return switch (this.submissions.submit(submission)) {
      case SubmissionResult.Refused refused -> throw ApiProblem.refused(refused.problems());
      case SubmissionResult.Accepted accepted -> answer(accepted.stored());
    };
  }

  private static ResponseEntity<Submitted> answer(Stored stored) {
    Submitted submitted =
        new Submitted(
            switch (stored) {
              case Stored.Added added -> Result.ADDED;
              case Stored.Revised revised -> Result.REVISED;
              case Stored.Unchanged unchanged -> Result.UNCHANGED;
            },
            StoryView.of(stored.story()));
    return stored instanceof Stored.Added
        ? ResponseEntity.created(URI.create(ApiDoor.BASE + "/stories/" + stored.story().id()))
            .body(submitted)
        : ResponseEntity.ok(submitted);
  }

  /** What became of it. */
  record Submitted(Result result, StoryView story) {}

  /** Whether the story was known. */
  enum Result {
    /** It is new. */
    ADDED,
    /** It was known and says something else now. */
    REVISED,
    /** It was known and says what it said. */
    UNCHANGED
  }
}
