// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What YouTube refuses in a video's texts and settings. */
final class YoutubeRules {

  private static final Set<String> CATEGORIES =
      Set.of(
          "1", "2", "10", "15", "17", "19", "20", "22", "23", "24", "25", "26", "27", "28", "29");
  private static final Set<String> PRIVACY = Set.of("public", "unlisted", "private");

  private YoutubeRules() {}

  static Optional<SimulatorReply> ofUpload(JsonNode resource) {
    return ofSnippet(resource.path("snippet")).or(() -> ofStatus(resource.path("status")));
  }

  static Optional<SimulatorReply> ofUpdate(JsonNode snippet) {
    return snippet.path("title").asString("").isEmpty()
            || snippet.path("categoryId").asString("").isEmpty()
        ? refuse("invalidVideoMetadata", "The request metadata is invalid.")
        : ofSnippet(snippet);
  }

  private static Optional<SimulatorReply> ofSnippet(JsonNode snippet) {
    String title = snippet.path("title").asString("");
    String description = snippet.path("description").asString("");
    if (title.isBlank() || title.length() > 100 || hasBrackets(title)) {
      return refuse("invalidTitle", "The request metadata specifies an invalid or empty title.");
    }
    if (description.getBytes(StandardCharsets.UTF_8).length > 5000 || hasBrackets(description)) {
      return refuse("invalidDescription", "The request metadata has an invalid description.");
    }
    if (lengthOf(snippet.path("tags")) > 500) {
      return refuse("invalidTags", "The request metadata specifies invalid video keywords.");
    }
    return snippet.has("categoryId") && !CATEGORIES.contains(snippet.path("categoryId").asString())
        ? refuse("invalidCategoryId", "The snippet.categoryId is not a valid category.")
        : Optional.empty();
  }

  private static boolean hasBrackets(String text) {
    return text.contains("<") || text.contains(">");
  }

  private static int lengthOf(JsonNode tags) {
    int length = Math.max(0, tags.size() - 1);
    for (JsonNode tag : tags) {
      length += tag.asString("").length() + (tag.asString("").contains(" ") ? 2 : 0);
    }
    return length;
  }

  private static Optional<SimulatorReply> ofStatus(JsonNode status) {
    String privacy = status.path("privacyStatus").asString("public");
    if (!PRIVACY.contains(privacy)) {
      return refuse("badRequest", "Invalid value for privacyStatus");
    }
    if (!status.has("publishAt")) {
      return Optional.empty();
    }
    return privacy.equals("private") && isMoment(status.path("publishAt").asString(""))
        ? Optional.empty()
        : refuse("invalidPublishAt", "The request metadata has an invalid publishing time.");
  }

  private static boolean isMoment(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeException malformed) {
      return false;
    }
  }

  private static Optional<SimulatorReply> refuse(String reason, String message) {
    return Optional.of(GoogleReplies.badRequest(reason, message));
  }
}
