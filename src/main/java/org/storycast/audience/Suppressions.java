// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The addresses that nobody writes to, whatever the route. They are kept as digests, so that an
 * address stays suppressed when everything else about its reader was erased or is imported again.
 */
@Service
public class Suppressions {

  private final SuppressionRows rows;
  private final ReaderRows readers;
  private final ConsentLog log;
  private final Gatekeeper gate;
  private final TransactionOperations transactions;

  Suppressions(
      SuppressionRows rows,
      ReaderRows readers,
      ConsentLog log,
      Gatekeeper gate,
      TransactionOperations transactions) {
    this.rows = rows;
    this.readers = readers;
    this.log = log;
    this.gate = gate;
    this.transactions = transactions;
  }

  /**
   * Suppresses a reader's address; a repeat changes nothing, and a weaker reason does not replace a
   * stronger one.
   *
   * @param detail for people, such as the other server's words
   * @return whether the reader is known
   */
  public boolean suppress(ReaderId reader, SuppressionReason reason, String detail) {
    Optional<Reader> known = this.readers.find(reader);
    known.ifPresent(it -> suppress(it.address(), reason, detail));
    return known.isPresent();
  }

  /** Suppresses an address, whether or not it is a reader's, as the service itself decides. */
  public void suppress(EmailAddress address, SuppressionReason reason, String detail) {
    String source = detail.isBlank() ? reason.name() : detail;
    suppress(address, reason, new Consent(source, "", "", Consent.SERVICE));
  }

  /**
   * Suppresses an address.
   *
   * @param how who ordered it; its source is kept as the detail
   */
  public void suppress(EmailAddress address, SuppressionReason reason, Consent how) {
    this.transactions.executeWithoutResult(
        status -> {
          this.gate.waitForTurn();
          suppressInTurn(address, reason, how);
        });
  }

  /** Answers whether that is news. */
  private boolean suppressInTurn(EmailAddress address, SuppressionReason reason, Consent how) {
    Consent kept = how.withoutAddresses();
    Optional<Reader> reader = this.readers.find(address);
    ReaderId id = reader.map(Reader::id).orElse(null);
    boolean isNews = enter(address.digest(), reason, kept.source(), id);
    if (isNews) {
      reader.ifPresent(it -> end(it, reason, kept));
    }
    return isNews;
  }

  /**
   * Suppresses up to {@link ManyRows#MOST} addresses within the transaction of now, those that
   * nobody knows by one statement; answers how many were news.
   */
  int suppress(List<Forbidding> many) {
    this.gate.waitForTurn();
    Map<String, SuppressionReason> known =
        this.rows.among(many.stream().map(it -> it.address().digest()).distinct().toList());
    Set<String> readers =
        this.readers
            .among(many.stream().map(it -> it.address().key()).distinct().toList())
            .keySet();
    Map<String, Forbidding> strangers = new LinkedHashMap<>();
    List<Forbidding> others = new ArrayList<>();
    for (Forbidding it : many) {
      SuppressionReason before = known.get(it.address().digest());
      boolean isStranger = before == null && !readers.contains(it.address().key());
      if (!(isStranger && strangers.putIfAbsent(it.address().digest(), it) == null)
          && before != it.reason()) {
        others.add(it);
      }
    }
    this.rows.insert(strangers.values());
    long news =
        others.stream().filter(it -> suppressInTurn(it.address(), it.reason(), it.how())).count();
    return strangers.size() + Math.toIntExact(news);
  }

  /** Answers whether that is news. */
  private boolean enter(
      String digest, SuppressionReason reason, String detail, @Nullable ReaderId reader) {
    SuppressionReason known = this.rows.find(digest).map(Suppression::reason).orElse(null);
    if (known == null) {
      this.rows.insert(digest, reason, detail, reader);
      return true;
    }
    SuppressionReason earlier =
        known.endsBySigningUp() ? known : this.rows.earlier(digest).orElse(null);
    if (reason.outweighs(known)) {
      this.rows.replace(digest, reason, earlier, detail);
      return true;
    }
    if (reason.endsBySigningUp() && earlier == null) {
      this.rows.setEarlier(digest, reason);
      return true;
    }
    return false;
  }

  /** Keeps an address from being written to whose reader is about to be erased. */
  void forget(Reader reader, Consent how) {
    enter(
        reader.address().digest(),
        SuppressionReason.ERASED,
        how.withoutAddresses().source(),
        reader.id());
  }

  private void end(Reader reader, SuppressionReason reason, Consent how) {
    boolean ended = reason.endsBySigningUp();
    ReaderState state = ended ? ReaderState.UNSUBSCRIBED : ReaderState.SUPPRESSED;
    boolean staysSuppressed = ended && reader.state() == ReaderState.SUPPRESSED;
    if (staysSuppressed || this.readers.move(reader.id(), reader.state(), state)) {
      this.log.append(
          reader.id(), ended ? ConsentEvent.Kind.UNSUBSCRIBED : ConsentEvent.Kind.SUPPRESSED, how);
    }
  }

  /** What is known of an address; empty where it may be written to. */
  public Optional<Suppression> find(EmailAddress address) {
    return this.rows.find(address.digest());
  }

  /**
   * Whether a mail that somebody asked for just now, such as a confirmation, may go to an address:
   * its owner may have unsubscribed and want to come back, but must not have bounced or complained.
   */
  public boolean mayBeAsked(EmailAddress address) {
    return find(address).map(it -> it.reason().endsBySigningUp()).orElse(true);
  }

  /** The digests of those among these addresses that must not be written to. */
  Set<String> among(Collection<EmailAddress> addresses) {
    return this.rows.among(addresses.stream().map(EmailAddress::digest).toList()).keySet();
  }

  /** Up to that many, the newest first, after the one of this digest; empty text begins. */
  public List<Suppression> page(String afterDigest, int size) {
    return this.rows.page(afterDigest, size);
  }

  /**
   * Lifts a suppression by hand. Who had unsubscribed before, or complained, is unsubscribed then
   * and may sign up again; a reader who was only thought dead, or was suppressed by hand, gets mail
   * again.
   *
   * @param digest of the address
   * @param how who orders it and why
   * @return whether there was one
   * @throws NotLiftableException when only the address' owner can end it
   */
  public boolean lift(String digest, Consent how) {
    return Boolean.TRUE.equals(
        this.transactions.execute(
            status -> {
              this.gate.waitForTurn();
              Optional<Suppression> known = this.rows.find(digest);
              known.ifPresent(it -> lift(it, how));
              return known.isPresent();
            }));
  }

  /** Whoever complained wanted no more mail; nothing else is left of the other reasons. */
  private static @Nullable SuppressionReason afterLifting(SuppressionReason reason) {
    return reason == SuppressionReason.COMPLAINED ? SuppressionReason.UNSUBSCRIBED : null;
  }

  private void lift(Suppression known, Consent order) {
    Consent how = order.withoutAddresses();
    if (known.reason().endsBySigningUp()) {
      throw new NotLiftableException(
          "This address' owner wanted no more mail; only the owner can end that, by signing up"
              + " again and confirming");
    }
    SuppressionReason left = this.rows.earlier(known.digest()).orElse(afterLifting(known.reason()));
    if (left == null) {
      this.rows.delete(known.digest());
    } else {
      this.rows.replace(known.digest(), left, null, how.source());
    }
    ReaderState after = left == null ? ReaderState.CONFIRMED : ReaderState.UNSUBSCRIBED;
    if (known.reader() != null
        && this.readers.move(known.reader(), ReaderState.SUPPRESSED, after)) {
      this.log.append(known.reader(), ConsentEvent.Kind.RELEASED, how);
    }
  }
}
