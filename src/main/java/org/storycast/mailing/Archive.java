// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Past issues for everybody. */
@Service
public class Archive {

  private static final int PAGE = 20;
  private static final String BETWEEN = "_";
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");
  private static final IssueId LAST_ID = new IssueId(new UUID(-1, -1));

  private final ArchiveProperties settings;
  private final MailProperties properties;
  private final ArchiveRows rows;

  Archive(ArchiveProperties settings, MailProperties properties, ArchiveRows rows) {
    this.settings = settings;
    this.properties = properties;
    this.rows = rows;
  }

  /** Whether there is one. */
  public boolean isOpen() {
    return this.settings.enabled();
  }

  /** Whether search engines may list it. */
  public boolean isIndexed() {
    return this.settings.enabled() && this.settings.indexed();
  }

  /** Whether search engines may list an issue's page. */
  public boolean isIndexed(IssueId issue) {
    return isIndexed() && this.rows.contains(issue);
  }

  /** Puts an issue into the archive; a repeat changes nothing. */
  public void add(IssueId issue) {
    this.rows.insert(issue);
  }

  /** The languages that its issues are in. */
  public List<String> languages() {
    return this.rows.languages();
  }

  /**
   * A page.
   *
   * @param language only issues in it; all where empty
   * @param from where it begins, as the page before says; the youngest where empty
   * @return empty where {@code from} is none of ours
   */
  public Optional<ArchivePage> page(String language, String from) {
    return place(from).map(place -> page(language, place));
  }

  private ArchivePage page(String language, Place from) {
    List<ArchivePage.Entry> found = this.rows.page(language, from.moment(), from.id(), PAGE + 1);
    if (found.size() <= PAGE) {
      return new ArchivePage(found, Optional.empty());
    }
    List<ArchivePage.Entry> entries = found.subList(0, PAGE);
    ArchivePage.Entry last = entries.getLast();
    return new ArchivePage(entries, Optional.of(last.openedAt() + BETWEEN + last.id()));
  }

  private static Optional<Place> place(String from) {
    if (from.isEmpty()) {
      return Optional.of(new Place(END_OF_TIME, LAST_ID));
    }
    String[] parts = from.split(BETWEEN, 2);
    try {
      return parts.length == 2
          ? Optional.of(new Place(Instant.parse(parts[0]), IssueId.parse(parts[1])))
          : Optional.empty();
    } catch (DateTimeException | IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }

  /** An address on the site, from the outside. */
  public URI address(String path) {
    return URI.create(this.properties.onSite(path));
  }

  private record Place(Instant moment, IssueId id) {}
}
