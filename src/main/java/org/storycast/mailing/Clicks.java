// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.storycast.audience.ReaderId;
import org.storycast.mailing.ClickTokens.Claimed;

/** Where the counted links of mails lead, and who followed them. */
@Service
public class Clicks {

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,4}");

  private final ClickTokens tokens;
  private final IssueLinks links;
  private final ClickCounter counter;
  private final ClickRows rows;
  private final ClickProperties properties;

  Clicks(
      ClickTokens tokens,
      IssueLinks links,
      ClickCounter counter,
      ClickRows rows,
      ClickProperties properties) {
    this.tokens = tokens;
    this.links = links;
    this.counter = counter;
    this.rows = rows;
    this.properties = properties;
  }

  /**
   * Where a link of a mail leads, as a Location header carries it: an address that the newsroom
   * itself wrote into the issue, or nowhere. It asks neither whether the reader is still known nor
   * whether clicks are still counted.
   *
   * @param token as the mail has it
   * @param number the link's, as the mail has it
   * @return empty when the link was not made here, or what it was made for is gone
   * @throws org.springframework.dao.DataAccessException when the database is away and the issue is
   *     not among the latest that were asked for
   */
  public Optional<String> target(String token, String number) {
    return opened(token, number, null).map(Opened::target).map(ClickLinks::location);
  }

  /**
   * The same for somebody who goes there, which is counted soon and needs no database now.
   *
   * @param userAgent what the program says it is; it is looked at and not stored
   */
  public Optional<String> follow(String token, String number, @Nullable String userAgent) {
    Optional<Opened> opened = opened(token, number, userAgent);
    if (this.properties.count()) {
      opened.map(Opened::hit).ifPresent(this.counter::note);
    }
    return opened.map(Opened::target).map(ClickLinks::location);
  }

  private Optional<Opened> opened(String token, String number, @Nullable String userAgent) {
    Optional<Claimed> claimed =
        NUMBER.matcher(number).matches() ? this.tokens.read(token) : Optional.empty();
    return claimed.flatMap(
        it ->
            this.links
                .of(it.line().issue())
                .filter(linked -> this.tokens.isTrue(it, linked.id()))
                .flatMap(linked -> opened(it.line(), linked, Integer.parseInt(number), userAgent)));
  }

  private static Optional<Opened> opened(
      LineId line, IssueLinks.Linked linked, int number, @Nullable String userAgent) {
    int links = linked.targets().size();
    if (number > links) {
      return Optional.empty();
    }
    return Optional.of(
        new Opened(
            linked.targets().get(number - 1),
            new Hit(line, number, links, ClickRules.isScanner(userAgent))));
  }

  /**
   * What a reader followed and is still known, the oldest first; for whoever asks for their data.
   */
  public List<ReaderClick> of(ReaderId reader) {
    return this.rows.of(reader);
  }

  private record Opened(String target, Hit hit) {}
}
