// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes containers, each checked as Threads checks it. */
final class ThreadsContainers {

  private static final Set<String> REPLY_CONTROLS =
      Set.of(
          "everyone",
          "accounts_you_follow",
          "mentioned_only",
          "parent_post_author_only",
          "followers_only");
  private static final Pattern LINK = Pattern.compile("https?://[^\\s]+");
  private static final Pattern EMOJI =
      Pattern.compile("[\\p{IsEmoji_Presentation}\\p{IsExtended_Pictographic}]");

  Duration statusLag = Duration.ZERO;
  int polls = 1;

  private final Clock clock;
  private final ThreadsFiles files = new ThreadsFiles();
  private final Map<String, ThreadsContainer> all = new LinkedHashMap<>();

  ThreadsContainers(Clock clock) {
    this.clock = clock;
  }

  Optional<ThreadsContainer> find(String id) {
    return Optional.ofNullable(this.all.get(id));
  }

  List<ThreadsContainer> all() {
    return List.copyOf(this.all.values());
  }

  void forget() {
    this.all.clear();
  }

  /** A new container. */
  SimulatorReply create(Map<String, String> given) {
    checkText(given);
    checkOptions(given);
    String type = given.getOrDefault("media_type", "");
    List<Publication.Media> media =
        switch (type) {
          case "TEXT" -> text(given);
          case "IMAGE" -> List.of(this.files.image(needed(given, "image_url")));
          case "VIDEO" -> List.of(this.files.film(needed(given, "video_url")));
          case "CAROUSEL" -> children(given);
          default -> throw new ThreadsError.Refused(ThreadsError.INVALID);
        };
    ThreadsContainer container =
        new ThreadsContainer(
            Long.toString(18_029_455_560_051_000L + this.all.size()),
            given,
            this.clock.instant(),
            media,
            type.equals("TEXT") ? 0 : this.polls);
    if (type.equals("VIDEO") && !ThreadsFiles.isFilm(media.getFirst().bytes())) {
      container.fail("FAILED_PROCESSING_VIDEO");
    }
    this.all.put(container.id(), container);
    return SimulatorReply.json(200, Map.of("id", container.id()));
  }

  private static String needed(Map<String, String> given, String name) {
    require(given.containsKey(name) && !given.containsKey("link_attachment"));
    return given.get(name);
  }

  private static List<Publication.Media> text(Map<String, String> given) {
    require(!given.getOrDefault("text", "").isBlank());
    require(!given.containsKey("image_url") && !given.containsKey("is_carousel_item"));
    return List.of();
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new ThreadsError.Refused(ThreadsError.INVALID);
    }
  }

  private static void checkText(Map<String, String> given) {
    String text = given.getOrDefault("text", "");
    if (lengthOf(text) > 500) {
      throw new ThreadsError.Refused(ThreadsError.TOO_LONG);
    }
    Set<String> links = new HashSet<>();
    LINK.matcher(text).results().forEach(it -> links.add(it.group().replaceAll("[.,!?)]+$", "")));
    Optional.ofNullable(given.get("link_attachment")).ifPresent(links::add);
    if (links.size() > 5) {
      throw new ThreadsError.Refused(ThreadsError.LINKS);
    }
  }

  /** An emoji counts as many as it has bytes, with what holds it together. */
  static int lengthOf(String text) {
    return Pattern.compile("\\X")
        .matcher(text)
        .results()
        .map(it -> it.group())
        .mapToInt(
            it ->
                EMOJI.matcher(it).find()
                    ? it.getBytes(StandardCharsets.UTF_8).length
                    : it.codePointCount(0, it.length()))
        .sum();
  }

  private static void checkOptions(Map<String, String> given) {
    String topic = given.getOrDefault("topic_tag", "a");
    require(!topic.isEmpty() && topic.length() <= 50 && !topic.matches(".*[.&].*"));
    require(REPLY_CONTROLS.contains(given.getOrDefault("reply_control", "everyone")));
    require(given.getOrDefault("alt_text", "").length() <= 1_000);
    require(given.getOrDefault("link_attachment", "https://a").startsWith("http"));
  }

  private List<Publication.Media> children(Map<String, String> given) {
    List<String> ids =
        Arrays.stream(given.getOrDefault("children", "").split(","))
            .filter(it -> !it.isBlank())
            .toList();
    require(ids.size() >= 2 && ids.size() <= 20);
    List<Publication.Media> media = new ArrayList<>();
    for (String id : ids) {
      ThreadsContainer child =
          find(id)
              .filter(ThreadsContainer::isItem)
              .orElseThrow(() -> new ThreadsError.Refused(ThreadsError.NOT_THERE));
      require(child.state(this.clock.instant()).equals("FINISHED"));
      media.addAll(child.media());
    }
    return media;
  }

  SimulatorReply status(ThreadsContainer container) {
    String state = container.poll(this.clock.instant(), this.statusLag);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", state);
    answer.put("id", container.id());
    if (state.equals("ERROR")) {
      answer.put("error_message", container.failure());
    }
    return SimulatorReply.json(200, answer);
  }
}
