// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one channel is to publish: complete, within the channel's limits, and frozen before the
 * first attempt.
 *
 * @param parts the texts by the names of the profile's {@link PartProfile}s; none is blank
 * @param link where the readers go, with the campaign parameters and the delivery's key; absent
 *     where the story has no address
 * @param language BCP 47 tag
 * @param attachments pictures and films
 * @param sections the story's sections, for channels that sort by them
 * @param tags the story's tags, for channels that carry them apart from the text
 * @param urgent whether it overtakes what the channel is still busy with
 * @param digestOf the stories of a digest; absent where the post is one story's
 * @param inReplyTo what this channel published of the story that this one continues; absent where
 *     it continues none, or none that the channel published
 */
public record Post(
    Map<String, String> parts,
    @Nullable URI link,
    String language,
    List<Attachment> attachments,
    List<String> sections,
    List<String> tags,
    boolean urgent,
    @Nullable DigestOf digestOf,
    @Nullable Receipt inReplyTo) {

  public Post {
    parts = Map.copyOf(parts);
    attachments = List.copyOf(attachments);
    sections = List.copyOf(sections);
    tags = List.copyOf(tags);
  }

  /** A post that takes its turn. */
  public Post(
      Map<String, String> parts,
      @Nullable URI link,
      String language,
      List<Attachment> attachments,
      List<String> sections,
      List<String> tags) {
    this(parts, link, language, attachments, sections, tags, false, null, null);
  }

  /** The same post as the continuation of a publication. */
  public Post inReplyTo(Receipt earlier) {
    return new Post(
        this.parts,
        this.link,
        this.language,
        this.attachments,
        this.sections,
        this.tags,
        this.urgent,
        this.digestOf,
        earlier);
  }

  /** A text that the channel's profile declares. */
  public String part(String name) {
    return optionalPart(name)
        .orElseThrow(() -> new IllegalArgumentException("The post has no part \"" + name + "\""));
  }

  /** A text that this post may do without. */
  public Optional<String> optionalPart(String name) {
    return Optional.ofNullable(this.parts.get(name));
  }

  /** The attachment of a role that the channel's profile demands. */
  public Attachment attachment(String role) {
    return optionalAttachment(role)
        .orElseThrow(
            () -> new IllegalArgumentException("The post has no attachment \"" + role + "\""));
  }

  /** An attachment that this post may do without. */
  public Optional<Attachment> optionalAttachment(String role) {
    return this.attachments.stream().filter(it -> it.role().equals(role)).findFirst();
  }

  /** All attachments of a role, in their order. */
  public List<Attachment> attachments(String role) {
    return this.attachments.stream().filter(it -> it.role().equals(role)).toList();
  }

  /** The digest of everything that readers would see. */
  public Digest digest() {
    SortedMap<String, String> sorted = new TreeMap<>(this.parts);
    String all =
        "%s\n%s\n%s\n%s\n%s\n%s"
            .formatted(
                sorted, this.link, this.language, this.attachments, this.sections, this.tags);
    String whole = this.digestOf == null ? all : all + "\n" + this.digestOf;
    return Digest.of(this.inReplyTo == null ? whole : whole + "\nre " + this.inReplyTo);
  }
}
