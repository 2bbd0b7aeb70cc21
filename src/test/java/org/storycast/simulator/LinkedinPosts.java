// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What members and pages have posted. */
final class LinkedinPosts {

  private static final int LONGEST = 3_000;
  private static final int LONGEST_ALT_TEXT = 4_086;
  private static final Set<String> REQUIRED =
      Set.of("author", "commentary", "visibility", "distribution", "lifecycleState");
  private static final Set<String> OPTIONAL =
      Set.of("content", "isReshareDisabledByAuthor", "reshareContext", "adContext", "container");
  private static final Set<String> ARTICLE =
      Set.of("source", "title", "description", "thumbnail", "thumbnailAltText");

  private final Clock clock;
  private final LinkedinFiles files;
  private final List<Posted> posts = new ArrayList<>();
  private long number = 7_031_000_000_000_000_000L;
  private Duration lag = Duration.ZERO;
  private @Nullable String ghost;

  private record Posted(
      String urn, String author, Instant at, LinkedinText text, JsonNode content) {}

  LinkedinPosts(Clock clock, LinkedinFiles files) {
    this.clock = clock;
    this.files = files;
  }

  void showAfter(Duration lag) {
    this.lag = lag;
  }

  /** Calls everything a duplicate of a post that is gone. */
  void haunt(String urn) {
    this.ghost = urn;
  }

  SimulatorReply create(SimulatorRequest request, String author) {
    JsonNode body = request.json();
    if (!body.isObject()) {
      return LinkedinReplies.refusal(
          400, "ILLEGAL_ARGUMENT", "Request body could not be converted to data map");
    }
    Optional<SimulatorReply> fault = fault(body, author);
    if (fault.isPresent()) {
      return fault.get();
    }
    String given = body.path("commentary").asString("");
    Optional<String> same =
        this.posts.stream()
            .filter(it -> it.author().equals(author))
            .filter(it -> it.text().equals(LinkedinText.of(given)))
            .filter(it -> it.content().equals(body.path("content")))
            .map(Posted::urn)
            .findFirst()
            .or(() -> Optional.ofNullable(this.ghost));
    return same.map(LinkedinReplies::duplicate)
        .orElseGet(() -> add(author, LinkedinText.of(given), body.path("content")));
  }

  private SimulatorReply add(String author, LinkedinText text, JsonNode content) {
    this.number++;
    boolean film = content.path("media").path("id").asString("").contains(":video:");
    String urn = "urn:li:%s:%d".formatted(film ? "ugcPost" : "share", this.number);
    this.posts.add(new Posted(urn, author, this.clock.instant(), text, content));
    return SimulatorReply.empty(201).with("x-restli-id", urn).with("x-linkedin-id", urn);
  }

  private Optional<SimulatorReply> fault(JsonNode body, String author) {
    for (String field : REQUIRED.stream().sorted().toList()) {
      if (!body.has(field)) {
        return Optional.of(
            LinkedinReplies.invalid(
                "ERROR :: /%s :: field is required but not found and has no default value"
                    .formatted(field)));
      }
    }
    Optional<SimulatorReply> strange = strange(body, "", Set.of(REQUIRED, OPTIONAL));
    if (strange.isPresent()) {
      return strange;
    }
    if (!body.path("author").asString("").equals(author)) {
      return Optional.of(LinkedinReplies.notAllowed("posts.CREATE /author"));
    }
    if (!Set.of("PUBLIC", "CONNECTIONS", "LOGGED_IN")
        .contains(body.path("visibility").asString(""))) {
      return Optional.of(LinkedinReplies.invalid("ERROR :: /visibility :: is not an enum symbol"));
    }
    return lengthFault(body.path("commentary").asString(""))
        .or(() -> contentFault(body.path("content"), author));
  }

  private static Optional<SimulatorReply> strange(
      JsonNode object, String path, Set<Set<String>> known) {
    return object
        .propertyStream()
        .map(Map.Entry::getKey)
        .filter(name -> known.stream().noneMatch(it -> it.contains(name)))
        .map(
            name ->
                LinkedinReplies.invalid(
                    "ERROR :: %s/%s :: unrecognized field found but not allowed"
                        .formatted(path, name)))
        .findFirst();
  }

  private static Optional<SimulatorReply> lengthFault(String commentary) {
    int length = LinkedinText.of(commentary).shown().length();
    return length <= LONGEST
        ? Optional.empty()
        : Optional.of(
            LinkedinReplies.invalid(
                "ERROR :: /commentary :: text length %d exceeds %d".formatted(length, LONGEST)));
  }

  private Optional<SimulatorReply> contentFault(JsonNode content, String author) {
    JsonNode images = content.path("multiImage").path("images");
    if (content.has("multiImage") && (images.size() < 2 || images.size() > 20)) {
      return Optional.of(
          LinkedinReplies.invalid("ERROR :: /content/multiImage/images :: 2 to 20 are allowed"));
    }
    JsonNode article = content.path("article");
    if (content.has("article")
        && (!article.has("source") || article.path("title").asString("").isEmpty())) {
      return Optional.of(
          LinkedinReplies.invalid(
              "ERROR :: /content/article/title :: field is required but not found and has no default"
                  + " value"));
    }
    return strange(article, "/content/article", Set.of(ARTICLE))
        .or(
            () ->
                altTextFault(Stream.concat(images.valueStream(), Stream.of(content.path("media")))))
        .or(
            () ->
                urns(content)
                    .map(urn -> this.files.fault(urn, author))
                    .flatMap(Optional::stream)
                    .findFirst());
  }

  private static Optional<SimulatorReply> altTextFault(Stream<JsonNode> media) {
    return media
        .filter(it -> it.path("altText").asString("").length() > LONGEST_ALT_TEXT)
        .map(it -> LinkedinReplies.invalid("ERROR :: /content/media/altText :: is too long"))
        .findFirst();
  }

  private static Stream<String> urns(JsonNode content) {
    return Stream.concat(
            Stream.of(content.path("article").path("thumbnail"), content.path("media").path("id")),
            content.path("multiImage").path("images").valueStream().map(it -> it.path("id")))
        .map(it -> it.asString(""))
        .filter(it -> !it.isEmpty());
  }

  SimulatorReply edit(String urn, SimulatorRequest request, String author) {
    JsonNode set = request.json().path("patch").path("$set");
    Optional<SimulatorReply> fault =
        strange(set, "/patch/$set", Set.of(Set.of("commentary", "contentCallToActionLabel")))
            .or(() -> lengthFault(set.path("commentary").asString("")));
    for (int index = 0; index < this.posts.size() && fault.isEmpty(); index++) {
      Posted old = this.posts.get(index);
      if (old.urn().equals(urn) && old.author().equals(author)) {
        LinkedinText text = LinkedinText.of(set.path("commentary").asString(""));
        this.posts.set(index, new Posted(urn, author, old.at(), text, old.content()));
        return SimulatorReply.empty(204);
      }
    }
    return fault.orElseGet(LinkedinReplies::notFound);
  }

  SimulatorReply delete(String urn, String author) {
    this.posts.removeIf(it -> it.urn().equals(urn) && it.author().equals(author));
    return SimulatorReply.empty(204);
  }

  SimulatorReply show(String urn) {
    return visible()
        .filter(it -> it.urn().equals(urn))
        .findFirst()
        .map(it -> SimulatorReply.json(200, json(it)))
        .orElseGet(LinkedinReplies::notFound);
  }

  SimulatorReply page(String author, int start, int count) {
    List<Map<String, Object>> all =
        visible().filter(it -> it.author().equals(author)).map(LinkedinPosts::json).toList();
    return SimulatorReply.json(
        200,
        Map.of(
            "elements",
            all.reversed().stream().skip(start).limit(count).toList(),
            "paging",
            Map.of("start", start, "count", count, "links", List.of())));
  }

  SimulatorReply statistics(String urn, String author) {
    return SimulatorReply.json(
        200,
        Map.of(
            "elements",
            List.of(
                Map.of(
                    "organizationalEntity",
                    author,
                    "share",
                    urn,
                    "totalShareStatistics",
                    Map.of(
                        "impressionCount", 120,
                        "uniqueImpressionsCount", 100,
                        "clickCount", 8,
                        "likeCount", 7,
                        "commentCount", 2,
                        "shareCount", 1,
                        "engagement", 0.15)))));
  }

  private Stream<Posted> visible() {
    return this.posts.stream().filter(it -> !this.clock.instant().isBefore(it.at().plus(this.lag)));
  }

  private static Map<String, Object> json(Posted post) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", post.urn());
    json.put("author", post.author());
    json.put("commentary", post.text().markup());
    json.put("createdAt", post.at().toEpochMilli());
    json.put("publishedAt", post.at().toEpochMilli());
    json.put("lifecycleState", "PUBLISHED");
    return json;
  }

  List<Publication> publications() {
    return this.posts.stream()
        .map(
            it ->
                new Publication(
                    it.urn(),
                    it.at(),
                    it.text().shown(),
                    URI.create("https://www.linkedin.com/feed/update/%s/".formatted(it.urn())),
                    urns(it.content()).map(this.files::media).toList()))
        .toList();
  }
}
