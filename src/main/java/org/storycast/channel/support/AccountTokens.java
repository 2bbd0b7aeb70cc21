// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Secret;

/** The tokens of one account; see {@link AccessTokens}. */
public final class AccountTokens {

  private static final Logger log = LoggerFactory.getLogger(AccountTokens.class);

  /** A request may travel this long before the platform looks at its token. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private static final String REMEDY =
      ": connect the account again in the console, or configure a new credential";
  private static final String UNREADABLE =
      "The stored tokens were encrypted with another key: restore storycast.secret-key or the file"
          + " secret.key, connect the account again in the console, or configure a new credential";
  private static final String EXPIRED = "The account's credential expired at %s" + REMEDY;
  private static final String DENIED = "%s" + REMEDY;
  private static final String INTERRUPTED =
      "%s; a refresh that began at %s ended without a stored answer, in which the platform may have"
          + " replaced the refresh token"
          + REMEDY;
  private static final Access SUPERSEDED =
      new Access.TryLater(
          "The account was connected anew, and this process has not opened it yet",
          Duration.ofSeconds(5));

  private final Identity identity;
  private final TokenEndpoint endpoint;
  private final OauthTokens tokens;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final TokenSlot slot;

  AccountTokens(
      Identity identity,
      TokenEndpoint endpoint,
      OauthTokens tokens,
      TransactionTemplate transactions,
      Clock clock,
      TokenSlot slot) {
    this.identity = identity;
    this.endpoint = endpoint;
    this.tokens = tokens;
    this.transactions = transactions;
    this.clock = clock;
    this.slot = slot;
  }

  /** Whose tokens, and with which refresh token they began. */
  record Identity(ChannelId channel, Secret seed) {}

  /** Either an answer, or the note that a refresh has begun. */
  private record Beginning(@Nullable Access answer, boolean interrupted) {}

  /** A token that is good for the next request. */
  public Access current() {
    return obtain(Optional.empty());
  }

  /** Another token than the one that the platform refused before its time. */
  public Access insteadOf(Secret refused) {
    return obtain(Optional.of(refused));
  }

  /** When the refresh token ends; empty where the platform has not said, or nobody can look. */
  public Optional<Instant> refreshTokenEndsAt() {
    try {
      return inTransaction(() -> Optional.ofNullable(lock().refreshExpiresAt()));
    } catch (DataAccessException | TransactionException failure) {
      return Optional.empty();
    }
  }

  /**
   * Sends a request with a token, and once more with another token when the platform says that the
   * first is no longer good.
   *
   * @param request is given the token
   * @param tokenIsBad whether the answer says that
   */
  public AuthorizedReply send(
      Function<Secret, Reply> request, Predicate<Reply.Answered> tokenIsBad) {
    return switch (current()) {
      case Access.Refused refused -> new AuthorizedReply.Withheld(refused.outcome());
      case Access.TryLater later -> new AuthorizedReply.Withheld(later.outcome());
      case Access.Granted(Secret token) -> {
        Reply reply = request.apply(token);
        yield reply instanceof Reply.Answered answered && tokenIsBad.test(answered)
            ? sendAgain(request, token)
            : new AuthorizedReply.Sent(reply);
      }
    };
  }

  private AuthorizedReply sendAgain(Function<Secret, Reply> request, Secret refused) {
    return switch (insteadOf(refused)) {
      case Access.Refused reason -> new AuthorizedReply.Withheld(reason.outcome());
      case Access.TryLater later -> new AuthorizedReply.Withheld(later.outcome());
      case Access.Granted(Secret token) -> new AuthorizedReply.Sent(request.apply(token));
    };
  }

  private Access obtain(Optional<Secret> refused) {
    synchronized (this.slot) {
      try {
        storeWhatIsUnstored();
        Beginning beginning = inTransaction(() -> useOrBegin(refused));
        if (beginning.answer() != null) {
          return beginning.answer();
        }
        Access access = inTransaction(() -> useOrRefresh(refused, beginning.interrupted()));
        this.slot.unstored = null;
        return access;
      } catch (DataAccessException | TransactionException failure) {
        log.atWarn()
            .addKeyValue("channel", this.identity.channel())
            .addKeyValue("failure", failure.getClass().getSimpleName())
            .log("Tokens can't be read or stored");
        return new Access.TryLater("The tokens can't be read or stored in the database", null);
      }
    }
  }

  private <T> T inTransaction(Supplier<T> work) {
    T result = this.transactions.execute(status -> work.get());
    if (result == null) {
      throw new IllegalStateException("A transaction ended without a result");
    }
    return result;
  }

  /** Committed before the platform is asked: it tells a crash in between from a quiet night. */
  private Beginning useOrBegin(Optional<Secret> refused) {
    OauthTokens.Row row = lock();
    Optional<Access> answer = answerFrom(row, refused);
    if (answer.isPresent()) {
      return new Beginning(answer.get(), false);
    }
    if (row.refreshingSince() == null) {
      this.tokens.refreshingSince(this.identity.channel(), this.clock.instant());
    }
    return new Beginning(null, row.refreshingSince() != null);
  }

  private Optional<Access> answerFrom(OauthTokens.Row row, Optional<Secret> refused) {
    Instant now = this.clock.instant();
    if (row.superseded()) {
      return Optional.of(SUPERSEDED);
    }
    if (row.refresh().isEmpty()) {
      return Optional.of(new Access.Refused(UNREADABLE));
    }
    if (row.access().isPresent()
        && !row.access().equals(refused)
        && row.accessExpiresAt() != null
        && now.plus(MARGIN).isBefore(row.accessExpiresAt())) {
      return Optional.of(new Access.Granted(row.access().get()));
    }
    return row.refreshExpiresAt() != null && !now.isBefore(row.refreshExpiresAt())
        ? Optional.of(new Access.Refused(EXPIRED.formatted(row.refreshExpiresAt())))
        : Optional.empty();
  }

  /** The row stays locked while the platform is asked, so that no other process asks too. */
  private Access useOrRefresh(Optional<Secret> refused, boolean interrupted) {
    OauthTokens.Row row = lock();
    return answerFrom(row, refused).orElseGet(() -> refresh(row, interrupted));
  }

  private Access refresh(OauthTokens.Row row, boolean interrupted) {
    Instant since = this.clock.instant();
    return switch (this.endpoint.refresh(row.refresh().orElseThrow())) {
      case TokenEndpoint.Answer.Given given -> {
        this.slot.unstored = new TokenSlot.Unstored(given, since);
        this.tokens.store(this.identity.channel(), given, since);
        yield new Access.Granted(given.accessToken());
      }
      case TokenEndpoint.Answer.Denied(String reason) -> denied(row, interrupted, reason);
      case TokenEndpoint.Answer.Unchanged(String detail, Duration notBefore) -> {
        endUnless(interrupted);
        yield new Access.TryLater(detail, notBefore);
      }
      case TokenEndpoint.Answer.Unknown(String detail) -> new Access.TryLater(detail, null);
    };
  }

  private Access denied(OauthTokens.Row row, boolean interrupted, String reason) {
    endUnless(interrupted);
    return new Access.Refused(
        interrupted
            ? INTERRUPTED.formatted(reason, row.refreshingSince())
            : DENIED.formatted(reason));
  }

  private void endUnless(boolean interrupted) {
    if (!interrupted) {
      this.tokens.refreshingSince(this.identity.channel(), null);
    }
  }

  /** Where the row has no open refresh, it was stored after all, or someone knows better. */
  private void storeWhatIsUnstored() {
    TokenSlot.Unstored unstored = this.slot.unstored;
    if (unstored != null) {
      this.transactions.executeWithoutResult(
          status -> {
            OauthTokens.Row row = lock();
            if (row.refreshingSince() != null && !row.superseded()) {
              this.tokens.store(this.identity.channel(), unstored.given(), unstored.since());
            }
          });
      this.slot.unstored = null;
    }
  }

  private OauthTokens.Row lock() {
    return this.tokens.lock(this.identity.channel(), this.identity.seed());
  }

  @Override
  public String toString() {
    return "AccountTokens[" + this.identity.channel() + "]";
  }
}
