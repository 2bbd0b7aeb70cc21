// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.storycast.audience.Reader;
import org.storycast.audience.ReaderId;
import org.storycast.audience.ReaderState;
import org.storycast.audience.Readers;

/**
 * What one transaction does for many workers: it writes what became of their copies, and claims the
 * next.
 */
@Component
class Claims {

  private static final Logger log = LoggerFactory.getLogger(Claims.class);

  /** Where half of a list has withdrawn, one transaction need not walk through all of it. */
  private static final int MOST_EXAMINED = 1000;

  private final IssueRows issues;
  private final Ledger ledger;
  private final Book book;
  private final Readers readers;
  private final Leases leases;
  private final Shaping shaping;
  private final WarmUp warmUp;
  private final RelayReturns returns;

  Claims(
      IssueRows issues,
      Ledger ledger,
      Book book,
      Readers readers,
      Leases leases,
      Shaping shaping,
      WarmUp warmUp,
      RelayReturns returns) {
    this.issues = issues;
    this.ledger = ledger;
    this.book = book;
    this.readers = readers;
    this.leases = leases;
    this.shaping = shaping;
    this.warmUp = warmUp;
    this.returns = returns;
  }

  /**
   * Belongs into a transaction, whose failure leaves everything as it was but for the supply.
   *
   * @param settlements what became of copies in hand
   * @param wanted how many copies are wanted
   * @param careful whether the ledger may not be as this sender believes: the answer to a commit
   *     was lost, or somebody else has decided a line
   */
  Handout exchange(Shift shift, List<Settlement> settlements, int wanted, boolean careful) {
    boolean alive = this.leases.renewWithin(shift.sender());
    List<Move> moves =
        careful
            ? catchUp(shift, settlements)
            : settlements.stream().map(it -> move(it, LineState.IN_FLIGHT)).collect(toList());
    if (!careful) {
      this.returns.count(settlements);
    }
    Handout handout = alive && wanted > 0 ? claim(shift, wanted, moves) : Handout.NOTHING;
    this.book.write(moves, shift.sender());
    this.returns.note(settlements);
    shift.supply().endRanges(shift.inHandAfter(settlements, handout));
    return handout;
  }

  private static <T> Collector<T, ?, List<T>> toList() {
    return Collectors.toCollection(ArrayList::new);
  }

  private static Move move(Settlement settlement, LineState from) {
    return Move.settle(settlement.claim(), from, settlement.step());
  }

  /**
   * Looks how things are. A line that was put in doubt meanwhile is settled all the same, since the
   * worker knows better; one that another attempt was begun at is left alone. What was claimed
   * without anybody here knowing is put back.
   */
  private List<Move> catchUp(Shift shift, List<Settlement> settlements) {
    shift.supply().drop();
    List<LineId> unknown =
        this.ledger.inHandOf(shift.sender()).stream()
            .map(Line::id)
            .filter(line -> !shift.inHand().contains(line))
            .toList();
    this.book.write(
        this.ledger.lock(unknown).stream()
            .filter(line -> line.state() == LineState.IN_FLIGHT)
            .map(Move::putBack)
            .toList(),
        shift.sender());
    Map<LineId, Line> lines =
        this.ledger.lock(settlements.stream().map(it -> it.claim().line()).toList()).stream()
            .collect(Collectors.toMap(Line::id, Function.identity()));
    List<Move> moves = new ArrayList<>();
    for (Settlement settlement : settlements) {
      Line line = lines.get(settlement.claim().line());
      if (line != null && isOurs(settlement.claim(), line)) {
        moves.add(move(settlement, line.state()));
      }
    }
    return moves;
  }

  private static boolean isOurs(Claim claim, Line line) {
    boolean ours =
        line.attempts() == claim.attempt()
            && (line.state() == LineState.IN_FLIGHT || line.state() == LineState.DOUBT);
    if (!ours) {
      log.atDebug().addKeyValue("issue", claim.issue()).log("A line was settled before");
    }
    return ours;
  }

  private Handout claim(Shift shift, int asked, List<Move> moves) {
    int wanted = this.warmUp.allow(asked);
    if (wanted == 0) {
      return Handout.NOTHING;
    }
    List<OpenIssue> open = this.issues.sendable();
    Map<Integer, OpenIssue> issues =
        open.stream().collect(Collectors.toMap(OpenIssue::number, Function.identity()));
    List<Claim> claims = new ArrayList<>();
    boolean dry = false;
    int examined = 0;
    while (claims.size() < wanted && !dry && examined < MOST_EXAMINED) {
      List<Line> lines = shift.supply().next(wanted - claims.size(), open);
      claims.addAll(claim(lines, issues, moves));
      examined += lines.size();
      dry = lines.isEmpty();
    }
    this.warmUp.begun(claims.size());
    return new Handout(claims, dry, shift.supply().hasMore(open));
  }

  /** Whoever withdrew after the freeze is left out; whose provider must wait gets a time. */
  private List<Claim> claim(List<Line> lines, Map<Integer, OpenIssue> issues, List<Move> moves) {
    Map<ReaderId, Reader> readers =
        lines.isEmpty() ? Map.of() : this.readers.find(lines.stream().map(Line::reader).toList());
    List<Claim> claims = new ArrayList<>();
    for (Line line : lines) {
      Reader reader = readers.get(line.reader());
      OpenIssue issue = issues.get(line.id().issue());
      if (reader == null) {
        moves.add(Move.excludeLate(line, "the reader is gone"));
      } else if (reader.state() != ReaderState.CONFIRMED) {
        moves.add(Move.excludeLate(line, reader.state().name()));
      } else if (issue != null) {
        boolean listed = line.state() == LineState.RETRYING;
        Duration wait = this.shaping.take(reader.address(), issue.priority(), listed);
        if (wait.isZero()) {
          moves.add(Move.begin(line));
          claims.add(new Claim(line.id(), issue.id(), reader, line.attempts() + 1, listed));
        } else {
          moves.add(Move.postpone(line, wait));
        }
      }
    }
    return claims;
  }
}
