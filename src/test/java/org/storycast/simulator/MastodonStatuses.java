// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The statuses of an instance and the keys under which they were created. */
final class MastodonStatuses {

  private static final Duration KEY_LIFE = Duration.ofSeconds(3_600);
  private static final Set<String> VISIBILITIES = Set.of("public", "unlisted", "private", "direct");

  private final Clock clock;
  private final MastodonMedia media;
  private final Map<String, MastodonStatus> statuses = new TreeMap<>();
  private final Map<String, Kept> keys = new HashMap<>();
  private long last;
  int limit = 500;
  boolean silenced;
  boolean dropsNext;
  Duration lag = Duration.ZERO;
  @Nullable String lockedKey;

  private record Kept(String status, Instant until) {}

  MastodonStatuses(Clock clock, MastodonMedia media) {
    this.clock = clock;
    this.media = media;
  }

  /**
   * The status that the key created within the last hour; what the request says is not looked at.
   */
  Optional<SimulatorReply> repeated(String account, Optional<String> key) {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    if (key.get().equals(this.lockedKey)) {
      return Optional.of(MastodonReplies.temporaryProblem());
    }
    return Optional.ofNullable(this.keys.get(account + "/" + key.get()))
        .filter(kept -> this.clock.instant().isBefore(kept.until()))
        .map(kept -> this.statuses.get(kept.status()))
        .map(this::shown);
  }

  /** Why a status can't be created. */
  Optional<SimulatorReply> faultIn(MastodonParameters given, String account) {
    if (given.hasAnyOf("poll") || given.one("scheduled_at").isPresent()) {
      boolean both = given.hasAnyOf("poll") && given.hasAnyOf("media_ids");
      return Optional.of(
          both
              ? MastodonReplies.error(422, "Cannot attach more than 4 files")
              : MastodonReplies.invalid("Polls and schedules are not carried by this stand-in"));
    }
    String parent = given.text("in_reply_to_id");
    if (!parent.isEmpty() && !this.statuses.containsKey(parent)) {
      return Optional.of(
          MastodonReplies.error(
              422, "The post you are trying to reply to does not appear to exist."));
    }
    if (!VISIBILITIES.contains(given.one("visibility").orElse("public"))) {
      return Optional.of(MastodonReplies.invalid("Visibility is not included in the list"));
    }
    return this.media.faultIn(given.all("media_ids[]"), account, null).or(() -> faultInText(given));
  }

  private Optional<SimulatorReply> faultInText(MastodonParameters given) {
    String text = given.text("status").strip();
    if (text.isEmpty() && given.all("media_ids[]").isEmpty()) {
      return Optional.of(MastodonReplies.invalid("Text can't be blank"));
    }
    return MastodonText.lengthOf(given.text("spoiler_text") + text) > this.limit
        ? Optional.of(
            MastodonReplies.invalid("Text character limit of %d exceeded".formatted(this.limit)))
        : Optional.empty();
  }

  /** Creates a status, or only says so. */
  SimulatorReply create(MastodonParameters given, String account, Optional<String> key) {
    String visibility = given.one("visibility").orElse("public");
    MastodonStatus status =
        new MastodonStatus(
            nextId(),
            account,
            this.clock.instant(),
            given.text("status").strip(),
            given.text("spoiler_text"),
            this.silenced && visibility.equals("public") ? "unlisted" : visibility,
            given.text("language"),
            given.one("in_reply_to_id").filter(it -> !it.isEmpty()).orElse(null),
            given.all("media_ids[]"),
            null);
    if (this.dropsNext) {
      this.dropsNext = false;
      return SimulatorReply.json(200, status.json(List.of()));
    }
    this.statuses.put(status.id(), status);
    this.media.bind(status.id(), status.media());
    key.ifPresent(
        it ->
            this.keys.put(
                account + "/" + it, new Kept(status.id(), this.clock.instant().plus(KEY_LIFE))));
    return shown(status);
  }

  /** Ids hold the moment: milliseconds before sixteen other bits. */
  private String nextId() {
    this.last = Math.max(this.last + 1, this.clock.millis() << 16);
    return Long.toString(this.last);
  }

  private SimulatorReply shown(MastodonStatus status) {
    return SimulatorReply.json(200, json(status));
  }

  private Map<String, Object> json(MastodonStatus status) {
    return status.json(this.media.json(status.media()));
  }

  /** A status that may be seen by now. */
  private Optional<MastodonStatus> visible(String id) {
    return Optional.ofNullable(this.statuses.get(id)).filter(this::isVisible);
  }

  private boolean isVisible(MastodonStatus status) {
    return !this.clock.instant().isBefore(status.createdAt().plus(this.lag));
  }

  SimulatorReply show(String id) {
    return visible(id).map(this::shown).orElseGet(MastodonReplies::notFound);
  }

  SimulatorReply source(String id, String account) {
    return visible(id)
        .filter(it -> it.account().equals(account))
        .map(it -> SimulatorReply.json(200, it.source()))
        .orElseGet(MastodonReplies::notFound);
  }

  /** Edits a status; attachments that are not named again are gone. */
  SimulatorReply edit(String id, MastodonParameters given, String account) {
    Optional<MastodonStatus> status = own(id, account);
    if (status.isEmpty()) {
      return MastodonReplies.notFound();
    }
    List<String> media = given.all("media_ids[]");
    Optional<SimulatorReply> fault =
        this.media.faultIn(media, account, id).or(() -> faultInText(given));
    if (fault.isPresent()) {
      return fault.get();
    }
    MastodonStatus edited =
        status
            .get()
            .edited(
                given.text("status").strip(),
                given.text("spoiler_text"),
                given.one("language").orElse(status.get().language()),
                media,
                this.clock.instant());
    this.statuses.put(id, edited);
    this.media.bind(id, media);
    return shown(edited);
  }

  private Optional<MastodonStatus> own(String id, String account) {
    return Optional.ofNullable(this.statuses.get(id)).filter(it -> it.account().equals(account));
  }

  /** Deletes a status and answers what it was made of. */
  SimulatorReply delete(String id, String account) {
    Optional<MastodonStatus> status = own(id, account);
    if (status.isEmpty()) {
      return MastodonReplies.notFound();
    }
    Map<String, Object> json = json(status.get());
    json.put("text", status.get().text());
    this.statuses.remove(id);
    this.media.bind(id, List.of());
    return SimulatorReply.json(200, json);
  }

  /** One page of an account's statuses, newest first, with links to its neighbours. */
  SimulatorReply page(String account, Map<String, String> query, String path) {
    int size = Math.min(40, Integer.parseInt(query.getOrDefault("limit", "20")));
    List<MastodonStatus> chosen =
        this.statuses.values().stream()
            .filter(it -> it.account().equals(account) && isVisible(it))
            .filter(it -> isWithin(it, query))
            .sorted(Comparator.comparing(MastodonStatus::id))
            .toList();
    boolean upwards = query.containsKey("min_id");
    int from = upwards ? 0 : Math.max(0, chosen.size() - size);
    int to = upwards ? Math.min(size, chosen.size()) : chosen.size();
    List<MastodonStatus> page = new ArrayList<>(chosen.subList(from, to)).reversed();
    SimulatorReply reply = SimulatorReply.json(200, page.stream().map(this::json).toList());
    return page.isEmpty()
        ? reply
        : reply.with("Link", links(page, page.size() == size, MastodonStatus.SITE + path, size));
  }

  private static boolean isWithin(MastodonStatus status, Map<String, String> query) {
    String low = query.getOrDefault("min_id", query.getOrDefault("since_id", ""));
    String high = query.getOrDefault("max_id", "");
    return (low.isEmpty() || status.id().compareTo(low) > 0)
        && (high.isEmpty() || status.id().compareTo(high) < 0);
  }

  private static String links(List<MastodonStatus> page, boolean more, String path, int size) {
    String next =
        "<%s?limit=%d&max_id=%s>; rel=\"next\", ".formatted(path, size, page.getLast().id());
    return (more ? next : "")
        + "<%s?limit=%d&min_id=%s>; rel=\"prev\"".formatted(path, size, page.getFirst().id());
  }

  List<Publication> publications(String account) {
    return this.statuses.values().stream()
        .filter(it -> it.account().equals(account))
        .map(
            it ->
                new Publication(
                    it.id(), it.createdAt(), it.text(), it.address(), this.media.shown(it.media())))
        .toList();
  }
}
