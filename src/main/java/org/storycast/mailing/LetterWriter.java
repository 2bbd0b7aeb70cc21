// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.PendingSignUp;
import org.storycast.audience.Reader;
import org.storycast.audience.ReaderId;
import org.storycast.audience.ReaderState;
import org.storycast.audience.Readers;
import org.storycast.audience.SignUpId;
import org.storycast.audience.SignUps;

/** Writes a queued letter at the moment when it is sent, if somebody is to get it still. */
@Component
class LetterWriter {

  private final LetterPress press;
  private final SignUpTokens tokens;
  private final SignUps signUps;
  private final Readers readers;
  private final MailProperties properties;

  LetterWriter(
      LetterPress press,
      SignUpTokens tokens,
      SignUps signUps,
      Readers readers,
      MailProperties properties) {
    this.press = press;
    this.tokens = tokens;
    this.signUps = signUps;
    this.readers = readers;
    this.properties = properties;
  }

  /**
   * A letter in its envelope.
   *
   * @param to whom
   * @param message all of it
   */
  record Written(EmailAddress to, byte[] message) {}

  /**
   * Writes a letter; the same letter always has the same Message-ID. Empty where nobody is to get
   * it: the sign-up has expired or was confirmed, or the address must not be written to.
   *
   * @throws RuntimeException when a setting or a template keeps it from being written
   */
  Optional<Written> write(Letters.Claimed letter) {
    return switch (letter.kind()) {
      case CONFIRMATION -> this.signUps.pending(new SignUpId(letter.subject())).map(this::ask);
      case WELCOME -> welcome(letter.subject(), letter.id());
    };
  }

  private Written ask(PendingSignUp signUp) {
    String token = this.tokens.link(signUp.id(), signUp.expiresAt());
    URI link = URI.create(this.properties.onSite("/sign-up/confirm/" + token));
    return new Written(
        signUp.address(),
        this.press.confirmation(signUp.address(), signUp.language(), signUp.known(), link));
  }

  private Optional<Written> welcome(UUID subject, UUID letter) {
    ReaderId id = new ReaderId(subject);
    Map<ReaderId, Reader> found = this.readers.find(List.of(id));
    return Optional.ofNullable(found.get(id))
        .filter(reader -> reader.state() == ReaderState.CONFIRMED)
        .map(reader -> new Written(reader.address(), this.press.welcome(reader, letter)));
  }
}
