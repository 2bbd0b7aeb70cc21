// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A channel or group, who is in it and what was posted. */
public final class TelegramChat {

  /** What a bot may do in a chat. */
  public enum Role {
    /** May post, edit its own posts and delete them for two days. */
    ADMINISTRATOR,
    /** May besides edit, pin and delete whatever it likes for ever. */
    MODERATOR,
    /** An administrator without the right to post. */
    READER,
    /** Just there. */
    MEMBER,
    /** Not there. */
    STRANGER,
    /** Thrown out. */
    KICKED
  }

  private final long id;
  private final String type;
  private final @Nullable String username;
  private final Map<Long, Role> roles = new HashMap<>();
  private final NavigableMap<Integer, TelegramPost> posts = new TreeMap<>();
  private final Set<Integer> pinned = new LinkedHashSet<>();
  private int lastId;
  private @Nullable Long upgradedTo;

  TelegramChat(long id, String type, @Nullable String username) {
    this.id = id;
    this.type = type;
    this.username = username;
  }

  /** Its number. */
  public long id() {
    return this.id;
  }

  /** Gives a bot a role. */
  public synchronized void admit(String token, Role role) {
    this.roles.put(Long.parseLong(token.substring(0, token.indexOf(':'))), role);
  }

  /** Turns the group into a supergroup of another number. */
  public synchronized void upgradeTo(long other) {
    this.upgradedTo = other;
  }

  @Nullable Long upgradedTo() {
    return this.upgradedTo;
  }

  synchronized Role roleOf(long bot) {
    return this.roles.getOrDefault(bot, Role.STRANGER);
  }

  boolean isChannel() {
    return this.type.equals("channel");
  }

  boolean answersTo(String name) {
    return Long.toString(this.id).equals(name)
        || this.username != null && name.equalsIgnoreCase("@" + this.username);
  }

  int nextId() {
    this.lastId++;
    return this.lastId;
  }

  NavigableMap<Integer, TelegramPost> posts() {
    return this.posts;
  }

  /** Pins a post above the others; one that was pinned before stays so. */
  boolean pin(int post) {
    return this.pinned.add(post);
  }

  void unpin(int post) {
    this.pinned.remove(post);
  }

  /** The ids of the posts that are pinned, oldest first. */
  public synchronized List<Integer> pinned() {
    return List.copyOf(this.pinned);
  }

  /** The post that another one answers; null where it answers none. */
  public synchronized @Nullable Integer answeredBy(int post) {
    return this.posts.get(post).replyTo();
  }

  /** Whether members heard nothing of a post. */
  public synchronized boolean isSilent(int post) {
    return this.posts.get(post).silent();
  }

  /** What readers see: an album is one publication. */
  List<Publication> publications() {
    Map<String, List<TelegramPost>> grouped = new LinkedHashMap<>();
    for (TelegramPost post : this.posts.values()) {
      String group = post.group() == null ? "post " + post.id() : post.group();
      grouped.computeIfAbsent(group, it -> new ArrayList<>()).add(post);
    }
    return grouped.values().stream().map(it -> publication(it)).toList();
  }

  private Publication publication(List<TelegramPost> posts) {
    TelegramPost first = posts.getFirst();
    return new Publication(
        Integer.toString(first.id()),
        first.date(),
        first.content().text(),
        permalink(first.id()),
        posts.stream()
            .map(TelegramPost::media)
            .filter(Objects::nonNull)
            .map(it -> new Publication.Media(it.mediaType(), it.bytes()))
            .toList());
  }

  /** The words that error messages use. */
  String kindOfChat() {
    return this.type + " chat";
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", this.id);
    json.put("title", "The Steppe Courier");
    if (this.username != null) {
      json.put("username", this.username);
    }
    json.put("type", this.type);
    return json;
  }

  URI permalink(int post) {
    return URI.create(
        this.username == null
            ? "https://t.me/c/%s/%d".formatted(Long.toString(-this.id).substring(3), post)
            : "https://t.me/%s/%d".formatted(this.username, post));
  }
}
