// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.channel.Secret;
import tools.jackson.databind.json.JsonMapper;

/** Opened accounts as encrypted text, for the database. */
@Component
class SealedAccounts {

  private static final JsonMapper JSON = new JsonMapper();

  private final TokenCipher cipher;

  SealedAccounts(TokenCipher cipher) {
    this.cipher = cipher;
  }

  /** Encrypts accounts for a place; they open for that place only. */
  String seal(List<OpenedAccount> accounts, String place) {
    List<Plain> plain = accounts.stream().map(Plain::of).toList();
    return this.cipher.seal(new Secret(JSON.writeValueAsString(plain)), place);
  }

  /** Decrypts accounts; empty where another key encrypted them. */
  Optional<List<OpenedAccount>> open(String sealed, String place) {
    return this.cipher
        .open(sealed, place)
        .map(
            text ->
                List.of(JSON.readValue(text.reveal(), Plain[].class)).stream()
                    .map(Plain::account)
                    .toList());
  }

  /** An account with its secrets laid open. It is sealed at once and has no other use. */
  private record Plain(
      String id,
      String name,
      Map<String, String> settings,
      Map<String, String> credentials,
      @Nullable Tokens tokens,
      @Nullable Instant endsAt) {

    static Plain of(OpenedAccount account) {
      Map<String, String> credentials = new TreeMap<>();
      account.credentials().forEach((name, secret) -> credentials.put(name, secret.reveal()));
      return new Plain(
          account.id(),
          account.name(),
          account.settings(),
          credentials,
          account.tokens() == null ? null : Tokens.of(account.tokens()),
          account.endsAt());
    }

    OpenedAccount account() {
      Map<String, Secret> secrets = new TreeMap<>();
      this.credentials.forEach((name, value) -> secrets.put(name, new Secret(value)));
      return new OpenedAccount(
          this.id,
          this.name,
          this.settings,
          secrets,
          this.tokens == null ? null : this.tokens.given(),
          this.endsAt);
    }

    @Override
    public String toString() {
      return "Plain[" + this.id + "]";
    }
  }

  private record Tokens(
      String access, Duration accessLife, String refresh, @Nullable Duration refreshLife) {

    static Tokens of(TokenEndpoint.Answer.Given given) {
      Secret refresh = given.refreshToken();
      return new Tokens(
          given.accessToken().reveal(),
          given.accessLife(),
          refresh == null ? "" : refresh.reveal(),
          given.refreshLife());
    }

    TokenEndpoint.Answer.Given given() {
      return new TokenEndpoint.Answer.Given(
          new Secret(this.access), this.accessLife, new Secret(this.refresh), this.refreshLife);
    }

    @Override
    public String toString() {
      return "Tokens[***]";
    }
  }
}
