// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.storycast.audience.Consent;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.InvalidAddressException;
import org.storycast.audience.Reader;
import org.storycast.audience.ReaderId;
import org.storycast.audience.ReaderState;
import org.storycast.audience.Readers;
import org.storycast.mailing.returns.ReturnKind;
import org.storycast.mailing.returns.ReturnedCopy;
import org.storycast.mailing.returns.ReturnedMail;

/**
 * Finds out which copy a returned mail is about, and stores it. Our own signature is believed
 * first; an address only when its reader got a copy lately, since anybody can write a bounce.
 */
@Component
class ReturnedMails {

  private static final Pattern UNSUBSCRIBE =
      Pattern.compile(
          "^\\s*unsubscribe-([A-Za-z0-9_-]{%d})\\s*$".formatted(UnsubscribeTokens.LENGTH));
  private static final Pattern LINK =
      Pattern.compile(
          "(?:/u/|unsubscribe-)([A-Za-z0-9_-]{%d})".formatted(UnsubscribeTokens.LENGTH));

  private final ReturnRows rows;
  private final ReturnPaths paths;
  private final UnsubscribeTokens tokens;
  private final ReturnsProperties settings;
  private final Readers readers;
  private final NumberRows numbers;
  private final Clock clock;

  ReturnedMails(
      ReturnRows rows,
      ReturnPaths paths,
      UnsubscribeTokens tokens,
      ReturnsProperties settings,
      Readers readers,
      NumberRows numbers,
      Clock clock) {
    this.rows = rows;
    this.paths = paths;
    this.tokens = tokens;
    this.settings = settings;
    this.readers = readers;
    this.numbers = numbers;
    this.clock = clock;
  }

  /**
   * Takes a mail in; belongs into the transaction that remembers that it was read.
   *
   * @return whether it was one of ours, so that it may be put away
   */
  boolean take(ReturnedMail mail) {
    Matcher unsubscribe = UNSUBSCRIBE.matcher(mail.subject());
    if (unsubscribe.matches()) {
      return unsubscribe(unsubscribe.group(1));
    }
    if (mail.kind() == ReturnKind.AUTO_REPLY) {
      return true;
    }
    Optional<LineId> line = signed(mail);
    if (line.isPresent()) {
      return isNews(mail.kind()) && takeAll(mail, line.get());
    }
    boolean taken = false;
    for (ReturnedCopy copy : mail.copies()) {
      taken |= isNews(copy.kind()) && take(copy);
    }
    return taken;
  }

  private static boolean isNews(ReturnKind kind) {
    return kind.isBounce() || kind == ReturnKind.COMPLAINT;
  }

  private boolean unsubscribe(String text) {
    Optional<UnsubscribeToken> token = this.tokens.read(text);
    if (token.isEmpty()) {
      return false;
    }
    ReaderId reader = token.get().reader();
    this.rows
        .lineOf(reader, token.get().issue())
        .ifPresent(
            line ->
                this.rows.insert(
                    new ReturnRows.Returned(line, reader, ReturnKind.UNSUBSCRIBE, 0, ""), false));
    if (this.readers.find(reader).filter(it -> it.state() == ReaderState.CONFIRMED).isPresent()) {
      this.numbers.unsubscribed(token.get());
    }
    return this.readers.unsubscribe(reader, new Consent("a mail to the unsubscribe address", ""));
  }

  /** A return path names one copy, whomever else the mail names. */
  private boolean takeAll(ReturnedMail mail, LineId line) {
    ReturnedCopy copy =
        mail.copies().stream()
            .findFirst()
            .orElseGet(() -> new ReturnedCopy(mail.kind(), List.of(), 0, "", true));
    return this.rows.readerOf(line).map(reader -> store(line, reader, copy)).orElse(false);
  }

  private boolean store(LineId line, ReaderId reader, ReturnedCopy copy) {
    if (copy.isFinal()) {
      this.rows.insert(
          new ReturnRows.Returned(line, reader, copy.kind(), copy.code(), copy.status()), false);
    }
    return true;
  }

  private Optional<LineId> signed(ReturnedMail mail) {
    return mail.places().stream()
        .map(this.paths::read)
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> linked(mail));
  }

  /** The link by which the reader of the enclosed copy would leave. */
  private Optional<LineId> linked(ReturnedMail mail) {
    return mail.places().stream()
        .flatMap(place -> LINK.matcher(place).results())
        .map(it -> this.tokens.read(it.group(1)))
        .flatMap(Optional::stream)
        .findFirst()
        .flatMap(it -> this.rows.lineOf(it.reader(), it.issue()));
  }

  private boolean take(ReturnedCopy copy) {
    Instant since = this.clock.instant().minus(this.settings.matchWithin());
    for (String address : copy.addresses()) {
      Optional<ReaderId> reader = reader(address);
      Optional<LineId> line = reader.flatMap(it -> this.rows.latestSent(it, since));
      if (reader.isPresent() && line.isPresent()) {
        return store(line.get(), reader.get(), copy);
      }
    }
    return false;
  }

  private Optional<ReaderId> reader(String address) {
    try {
      return this.readers.find(EmailAddress.parse(address)).map(Reader::id);
    } catch (InvalidAddressException somethingElse) {
      return Optional.empty();
    }
  }
}
