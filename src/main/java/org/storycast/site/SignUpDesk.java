// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.storycast.audience.Consent;
import org.storycast.audience.SignUpAnswer;
import org.storycast.audience.SignUpEnd;
import org.storycast.audience.SignUpId;
import org.storycast.audience.SignUpRequest;
import org.storycast.audience.SignUps;
import org.storycast.mailing.Letters;
import org.storycast.mailing.Mailings;

/** Takes sign-ups and confirmations, each in one transaction with the letter that follows it. */
@Component
class SignUpDesk {

  private final SignUps signUps;
  private final Letters letters;
  private final Mailings mailings;
  private final SignUpProperties properties;
  private final TransactionOperations transactions;

  SignUpDesk(
      SignUps signUps,
      Letters letters,
      Mailings mailings,
      SignUpProperties properties,
      TransactionOperations transactions) {
    this.signUps = signUps;
    this.letters = letters;
    this.mailings = mailings;
    this.properties = properties;
    this.transactions = transactions;
  }

  /** Whether anybody may sign up: without a relay nobody could be asked to confirm. */
  boolean isOpen() {
    return this.properties.enabled() && this.mailings.missingSetting().isEmpty();
  }

  SignUpAnswer ask(SignUpRequest request) {
    return this.transactions.execute(
        status -> {
          SignUpAnswer answer = this.signUps.ask(request);
          if (answer instanceof SignUpAnswer.Kept(SignUpId id)) {
            this.letters.askToConfirm(id);
          }
          return answer;
        });
  }

  SignUpEnd confirm(SignUpId id, Consent how) {
    return this.transactions.execute(
        status -> {
          SignUpEnd end = this.signUps.confirm(id, how);
          if (end instanceof SignUpEnd.Confirmed it && it.welcome()) {
            this.letters.welcome(it.reader());
          }
          return end;
        });
  }
}
