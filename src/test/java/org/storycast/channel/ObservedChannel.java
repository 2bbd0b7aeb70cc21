// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.storycast.simulator.Fault;

/** What one channel does, seen by trying it against its far end. */
final class ObservedChannel {

  private final PublisherContract contract;
  private final ChannelProfile profile;

  ObservedChannel(PublisherContract contract) {
    this.contract = contract;
    contract.use(contract.forms().getFirst());
    this.profile = contract.publisher().profile();
  }

  /** The row of the table that says what the channel can do. */
  String abilities() {
    return row(
        link(),
        forms(),
        yes(this.contract.publisher() instanceof Edits && isEdited()),
        yes(this.contract.publisher() instanceof Removes && isRemoved()),
        numbers(),
        readBack(),
        yes(this.contract.publisher() instanceof Checks),
        yes(isReply()),
        yes(this.contract.publisher() instanceof SendsDigests));
  }

  /** The rows of the table of texts and limits: one for each text. */
  List<String> limits() {
    RateLimit rate = this.profile.rateLimit();
    List<String> rows = new ArrayList<>();
    for (PartProfile part : texts().values()) {
      rows.add(
          row(
              rows.isEmpty() ? link() : "",
              "`%s`".formatted(part.name()),
              "%,d %s".formatted(part.limit(), part.measure().unit()),
              rows.isEmpty() ? "%,d in %s".formatted(rate.permits(), words(rate.period())) : ""));
    }
    return rows;
  }

  private Map<String, PartProfile> texts() {
    Map<String, PartProfile> texts = new java.util.LinkedHashMap<>();
    for (PublisherHarness.Form form : this.contract.forms()) {
      this.contract.use(form);
      this.contract.publisher().profile().parts().forEach(it -> texts.putIfAbsent(it.name(), it));
    }
    this.contract.use(this.contract.forms().getFirst());
    return texts;
  }

  /** The rows of the table of ambiguous ends. */
  List<String> ambiguousEnds() {
    List<String> rows = new ArrayList<>();
    if (this.contract instanceof HttpPublisherHarness) {
      rows.add(afterFault("the platform takes it, and the connection drops", Fault.TAKE_THEN_DROP));
      rows.add(afterFault("the platform takes it and answers 500", Fault.TAKE_THEN_500));
    }
    rows.add(afterAKill("we are killed after the call", true));
    rows.add(afterAKill("we are killed before the call", false));
    rows.set(0, rows.getFirst().replaceFirst("^\\|  \\|", "| " + link() + " |"));
    return rows;
  }

  private String link() {
    return "[%s](%s.md)".formatted(this.profile.name(), this.profile.kind());
  }

  private String forms() {
    return this.contract.forms().stream().map(this::form).collect(Collectors.joining("; "));
  }

  private String form(PublisherHarness.Form form) {
    this.contract.use(form);
    List<String> media =
        this.contract.publisher().profile().media().stream().map(ObservedChannel::medium).toList();
    this.contract.use(this.contract.forms().getFirst());
    String carried = media.isEmpty() ? "text" : String.join(", ", media);
    return this.contract.forms().size() == 1 ? carried : form + ": " + carried;
  }

  private static String medium(MediaDemand demand) {
    return switch (demand) {
      case MediaDemand.Card card -> "card";
      case MediaDemand.Film film -> "film";
      case MediaDemand.Pictures pictures ->
          pictures.most() == 1 ? "a picture" : "up to %d pictures".formatted(pictures.most());
      case MediaDemand.Captions captions -> "captions";
    };
  }

  private boolean isEdited() {
    Receipt receipt = published();
    String before = this.contract.onlyText();
    ((Edits) this.contract.publisher())
        .edit(receipt, this.contract.aCorrectedPost(), this.contract.memory("edit").attempt());
    return !this.contract.onlyText().equals(before);
  }

  private boolean isRemoved() {
    Receipt receipt = published();
    ((Removes) this.contract.publisher()).remove(receipt, this.contract.memory("remove").attempt());
    return this.contract.publications() == 0;
  }

  private String numbers() {
    Receipt receipt = published();
    if (!(this.contract.publisher() instanceof Measures measures)) {
      return "–";
    }
    Map<String, Long> counts = measures.metrics(receipt).counts();
    return counts.isEmpty() ? "yes" : String.join(", ", new TreeSet<>(counts.keySet()));
  }

  private String readBack() {
    Receipt receipt = published();
    this.contract.letTimePass(this.profile.settlingTime());
    if (!(this.contract.publisher() instanceof ReadsBack readsBack)) {
      return "–";
    }
    return readsBack.find(receipt) instanceof Finding.Found ? "yes" : "can't tell";
  }

  /** Whether what goes over the wire names what the post continues. */
  private boolean isReply() {
    return this.contract instanceof HttpPublisherHarness http
        && namings(http, true) > namings(http, false);
  }

  private long namings(HttpPublisherHarness http, boolean continues) {
    Receipt earlier = published();
    int before = http.simulator().requests().size();
    Post post = this.contract.post();
    this.contract
        .publisher()
        .publish(
            continues ? post.inReplyTo(earlier) : post, this.contract.memory("next").attempt());
    String id = earlier.remoteId().substring(earlier.remoteId().lastIndexOf('/') + 1);
    Pattern name = Pattern.compile("\\b" + Pattern.quote(id) + "\\b");
    return http.simulator().requests().stream()
        .skip(before)
        .filter(request -> !request.method().equals("GET"))
        .flatMap(request -> name.matcher(request.text()).results())
        .count();
  }

  private Receipt published() {
    this.contract.forgetEverything();
    Outcome outcome = this.contract.settle(this.contract.publisher(), this.contract.memory());
    return ((Outcome.Published) outcome).receipt();
  }

  private String afterFault(String what, Fault fault) {
    this.contract.forgetEverything();
    HttpPublisherHarness http = (HttpPublisherHarness) this.contract;
    http.simulator().failNext(fault);
    DeliveryMemory memory = this.contract.memory();
    return told(what, word(http.publish(this.contract.publisher(), memory)), memory);
  }

  private String afterAKill(String what, boolean called) {
    this.contract.forgetEverything();
    DeliveryMemory undisturbed = this.contract.memory();
    this.contract.settle(this.contract.publisher(), undisturbed);
    List<String> writes = undisturbed.writes();
    int announced = 0;
    while (!writes.get(announced).startsWith("committing:")) {
      announced++;
    }
    this.contract.forgetEverything();
    DeliveryMemory memory = this.contract.memory();
    memory.killAt(called ? announced + 1 : announced, !called);
    try {
      Outcome lost = this.contract.publisher().publish(this.contract.post(), memory.attempt());
      while (lost instanceof Outcome.TryLater later && !memory.isInDoubt()) {
        lost = this.contract.again(this.contract.publisher(), memory, later);
      }
    } catch (DeliveryMemory.Killed killed) {
      return told(what, "no outcome", memory);
    }
    return told(what, "no outcome", memory);
  }

  private String told(String what, String outcome, DeliveryMemory memory) {
    boolean doubt = outcome.equals("unclear") || outcome.equals("no outcome") && memory.isInDoubt();
    String found = doubt ? found(memory) : "not asked";
    return row("", what, outcome, found, next(outcome, doubt, found));
  }

  private String found(DeliveryMemory memory) {
    if (!(this.contract.publisher() instanceof ReadsBack readsBack)) {
      return "can't be asked";
    }
    this.contract.finishProcessing();
    this.contract.letTimePass(this.profile.settlingTime());
    return switch (readsBack.find(this.contract.post(), memory.attempt())) {
      case Finding.Found _ -> "found";
      case Finding.Underway _ -> "under way";
      case Finding.Unfinished _ -> "goes on behind it";
      case Finding.Absent _ -> "absent";
      case Finding.CannotTell _ -> "can't tell";
    };
  }

  private String next(String outcome, boolean doubt, String found) {
    if (!doubt) {
      return switch (outcome) {
        case "under way" -> "followed";
        case "published" -> "published";
        default -> "goes on where it was";
      };
    }
    Duration safe = this.profile.repeatSafeFor().dividedBy(2);
    String after =
        switch (found) {
          case "found" -> "published";
          case "under way" -> "followed";
          default -> "`on-doubt`";
        };
    return safe.isZero()
        ? after
        : "sent again with the same key for %s, then %s".formatted(words(safe), after);
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Published _ -> "published";
      case Outcome.Underway _ -> "under way";
      case Outcome.TryLater _ -> "try later";
      case Outcome.Rejected _ -> "rejected";
      case Outcome.ChannelClosed _ -> "closed";
      case Outcome.Unclear _ -> "unclear";
    };
  }

  private static String words(Duration time) {
    if (time.toDays() > 2) {
      return time.toDays() + " days";
    }
    List<String> words = new ArrayList<>();
    if (time.toHours() > 0) {
      words.add(time.toHours() + " h");
    }
    if (time.toMinutesPart() > 0) {
      words.add(time.toMinutesPart() + " min");
    }
    if (time.toSecondsPart() > 0) {
      words.add(time.toSecondsPart() + " s");
    }
    return String.join(" ", words);
  }

  private static String yes(boolean can) {
    return can ? "yes" : "–";
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
