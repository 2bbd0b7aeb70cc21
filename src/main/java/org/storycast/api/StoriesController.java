// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.storycast.delivery.Deliveries;
import org.storycast.delivery.Ledger;
import org.storycast.story.Stories;
import org.storycast.story.Story;
import org.storycast.story.StoryFilter;
import org.storycast.story.StoryId;
import org.storycast.story.StoryPage;
import org.storycast.story.UnknownStoryException;
import tools.jackson.databind.json.JsonMapper;

/** Stories: list, read, withdraw. */
@RestController
@RequestMapping(ApiDoor.BASE + "/stories")
@Tag(name = "stories")
class StoriesController {

  private final Stories stories;
  private final Deliveries deliveries;
  private final Ledger ledger;
  private final Pages pages;
  private final JsonMapper json;

  StoriesController(
      Stories stories, Deliveries deliveries, Ledger ledger, Pages pages, JsonMapper json) {
    this.stories = stories;
    this.deliveries = deliveries;
    this.ledger = ledger;
    this.pages = pages;
    this.json = json;
  }

  @GetMapping
  @Operation(summary = "List stories, newest first")
  Page<StoryView> list(
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable String section,
      @RequestParam(required = false) @Nullable String headline,
      @RequestParam(required = false) @Nullable Boolean withdrawn,
      @RequestParam(required = false) @Nullable Instant since,
      @RequestParam(defaultValue = Pages.DEFAULT_SIZE) int limit,
      @RequestParam(required = false) @Nullable String cursor,
      HttpServletRequest request) {
    StoryPage page =
        this.stories.page(
            new StoryFilter(source, section, headline, withdrawn, since),
            cursor == null ? null : position(cursor),
            this.pages.size(limit));
    StoryPage.Position next = page.next();
    return new Page<>(
        page.stories().stream().map(StoryView::of).toList(),
        next == null ? null : this.pages.next(request, next.toString()));
  }

  private static StoryPage.Position position(String cursor) {
    try {
      return StoryPage.Position.parse(cursor);
    } catch (IllegalArgumentException malformed) {
      throw ApiProblem.malformed("cursor", String.valueOf(malformed.getMessage()));
    }
  }

  @GetMapping("/{id}")
  @Operation(summary = "Read a story with its revisions and deliveries")
  StoryView.Whole read(@PathVariable UUID id) {
    Story story = known(id);
    return new StoryView.Whole(
        StoryView.of(story),
        this.stories.ancestors(story.id()).stream().findFirst().map(StoryId::value).orElse(null),
        this.stories.revisions(story.id()).stream().map(StoryView.Version::of).toList(),
        this.deliveries.ofStory(story.id()).stream().map(DeliveryView::of).toList());
  }

  @PostMapping("/{id}/withdraw")
  @Operation(
      summary = "Withdraw a story",
      description = "What has not been sent is not sent any more. Doing so twice changes nothing.")
  StoryView withdraw(@PathVariable UUID id) {
    this.stories.withdraw(new StoryId(id));
    return StoryView.of(known(id));
  }

  @GetMapping(path = "/{id}/ledger", produces = MediaType.APPLICATION_NDJSON_VALUE)
  @Operation(
      summary = "Export a story's ledger",
      description = "One JSON object a line: each delivery's lines, oldest first.")
  String ledger(@PathVariable UUID id) {
    StringBuilder lines = new StringBuilder();
    this.deliveries.ofStory(known(id).id()).stream()
        .flatMap(delivery -> this.ledger.of(delivery.id()).stream())
        .map(DeliveryView.Line::of)
        .forEach(line -> lines.append(this.json.writeValueAsString(line)).append('\n'));
    return lines.toString();
  }

  private Story known(UUID id) {
    StoryId story = new StoryId(id);
    return this.stories.find(story).orElseThrow(() -> new UnknownStoryException(story));
  }
}
