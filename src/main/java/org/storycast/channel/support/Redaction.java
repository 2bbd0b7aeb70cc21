// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.storycast.channel.Account;
import org.storycast.channel.Secret;

/**
 * Takes an account's credentials out of what a platform says, and the secrets that came up while it
 * was being connected.
 */
public final class Redaction implements UnaryOperator<String> {

  private final Account account;
  private final List<Secret> secrets;

  private Redaction(Account account, List<Secret> secrets) {
    this.account = account;
    this.secrets = secrets;
  }

  /** Hides the account's credentials, the code and the verifier. */
  public static Redaction of(Account account, Grant grant) {
    Redaction redaction = new Redaction(account, List.of(grant.code()));
    return grant.verifier().map(redaction::and).orElse(redaction);
  }

  /** Hides another secret too. */
  public Redaction and(Secret secret) {
    List<Secret> more = new ArrayList<>(this.secrets);
    more.add(secret);
    return new Redaction(this.account, List.copyOf(more));
  }

  @Override
  public String apply(String text) {
    String redacted = this.account.redacted(text);
    for (Secret secret : this.secrets) {
      redacted = secret.reveal().isEmpty() ? redacted : redacted.replace(secret.reveal(), "***");
    }
    return redacted;
  }
}
