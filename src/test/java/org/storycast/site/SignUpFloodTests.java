// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.Rhythm;
import org.storycast.audience.SignUpAnswer;
import org.storycast.audience.SignUpRequest;
import org.storycast.audience.Wishes;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;
import org.storycast.mailing.MailingFixture;
import org.storycast.simulator.EmailSimulator;

/** Whoever has us sign addresses up by the thousand has us send next to nothing. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class SignUpFloodTests {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final EmailSimulator relay = new EmailSimulator(this.clock);
  private final MailingFixture mail;
  private final SignUpDesk desk;

  SignUpFloodTests(TestDatabase.Kind kind) {
    TestDatabase database = kind.fresh();
    this.mail = new MailingFixture(database.source(), this.clock, this.relay.port(), Map.of());
    this.desk =
        new SignUpDesk(
            this.mail.signUps(),
            this.mail.letters(),
            this.mail.mailings(),
            new SignUpProperties(
                true,
                List.of(Rhythm.EACH_STORY),
                List.of(),
                null,
                null,
                Duration.ofHours(48),
                Duration.ZERO),
            database.transactions());
  }

  @AfterEach
  void stop() {
    this.relay.close();
  }

  @Test
  void oneAddressFromManyNetworksGetsThreeLettersADay() {
    for (int number = 0; number < 1000; number++) {
      this.clock.advance(Duration.ofSeconds(80));
      ask("anna@example.org", "10.%d.%d.1".formatted(number / 250, number % 250));
    }
    this.mail.runLetters();
    assertThat(this.relay.mailsTo("anna@example.org")).hasSize(3);
    assertThat(this.relay.mails()).hasSize(3);
  }

  @Test
  void manyAddressesFromOneNetworkGetItsTwentyLetters() {
    List<SignUpAnswer> answers =
        IntStream.range(0, 1000)
            .mapToObj(number -> ask("reader%d@example.org".formatted(number), "192.0.2.7"))
            .toList();
    this.mail.runLetters();
    assertThat(this.relay.mails()).hasSize(20);
    assertThat(answers).filteredOn(SignUpAnswer.TooMany.class::isInstance).hasSize(980);
  }

  private SignUpAnswer ask(String address, String from) {
    return this.desk.ask(
        new SignUpRequest(
            EmailAddress.parse(address),
            "",
            new Wishes("en", Set.of(), Rhythm.EACH_STORY),
            "page",
            from,
            "I want mail.",
            Duration.ofHours(48)));
  }
}
