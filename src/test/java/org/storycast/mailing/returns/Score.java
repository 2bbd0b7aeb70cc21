// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing.returns;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How well the reader of returned mail does on real mails with known answers. */
final class Score {

  private final List<String> failures = new ArrayList<>();
  private int withRecipients;
  private int recipientsFound;
  private int surplus;
  private int outcomes;
  private int outcomesRight;
  private int suppressedForPolicy;

  /** Scores every mail, or every second one. */
  static Score of(Path folder, int modulo, int remainder) throws IOException {
    JsonNode expected =
        JsonMapper.shared().readTree(Files.readString(folder.resolve("expected.json")));
    Score score = new Score();
    TreeMap<String, JsonNode> mails = new TreeMap<>();
    expected.properties().forEach(it -> mails.put(it.getKey(), it.getValue()));
    int index = 0;
    for (var mail : mails.entrySet()) {
      if (index++ % modulo == remainder) {
        try (InputStream in =
            Files.newInputStream(folder.resolve("mails").resolve(mail.getKey()))) {
          score.note(mail.getKey(), MailReader.read(in), mail.getValue());
        }
      }
    }
    return score;
  }

  private void note(String name, ReturnedMail mail, JsonNode expected) {
    noteRecipients(name, mail, expected.get("recipients"));
    int hardExpected = 0;
    int softExpected = 0;
    boolean policy = false;
    for (JsonNode outcome : expected.get("outcomes")) {
      boolean hard = outcome.get("hardbounce").asBoolean();
      hardExpected += hard ? 1 : 0;
      softExpected += hard ? 0 : 1;
      policy |= outcome.get("dsn").asString().contains(".7.");
    }
    int hard =
        (int) mail.copies().stream().filter(it -> it.kind() == ReturnKind.RECIPIENT_DEAD).count();
    int soft = Math.max(mail.copies().size(), 1) - hard;
    int right = Math.min(hard, hardExpected) + Math.min(soft, softExpected);
    this.outcomes += hardExpected + softExpected;
    this.outcomesRight += right;
    if (right < hardExpected + softExpected || hard > hardExpected) {
      this.failures.add(
          "KIND %s %s %s expected %s"
              .formatted(
                  name,
                  mail.copies().stream().flatMap(it -> it.addresses().stream()).toList(),
                  mail.copies(),
                  expected.get("outcomes")));
    }
    if (policy && hard > hardExpected) {
      this.suppressedForPolicy++;
    }
  }

  private void noteRecipients(String name, ReturnedMail mail, JsonNode expected) {
    if (expected.isEmpty()) {
      return;
    }
    this.withRecipients++;
    Set<String> found = new HashSet<>();
    mail.copies()
        .forEach(copy -> copy.addresses().forEach(it -> found.add(it.toLowerCase(Locale.ROOT))));
    Set<String> wanted = new HashSet<>();
    expected.forEach(it -> wanted.add(it.asString().toLowerCase(Locale.ROOT)));
    if (found.containsAll(wanted)) {
      this.recipientsFound++;
    } else {
      this.failures.add(
          "WHO  %s %s found %s expected %s".formatted(name, mail.kind(), found, wanted));
    }
    if (mail.copies().size() > wanted.size()) {
      this.surplus++;
      this.failures.add("MORE %s found %s expected %s".formatted(name, found, wanted));
    }
  }

  double recipientsFound() {
    return 100.0 * this.recipientsFound / this.withRecipients;
  }

  double outcomesRight() {
    return 100.0 * this.outcomesRight / this.outcomes;
  }

  int suppressedForPolicy() {
    return this.suppressedForPolicy;
  }

  int surplus() {
    return this.surplus;
  }

  List<String> failures() {
    return this.failures;
  }

  @Override
  public String toString() {
    return "recipient found %.1f %% (%d of %d), hard or soft right %.1f %% (%d of %d), invented %d, suppressed for policy %d"
        .formatted(
            recipientsFound(),
            this.recipientsFound,
            this.withRecipients,
            outcomesRight(),
            this.outcomesRight,
            this.outcomes,
            this.surplus,
            this.suppressedForPolicy);
  }
}
