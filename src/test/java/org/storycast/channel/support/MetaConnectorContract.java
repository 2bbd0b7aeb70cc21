// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.storycast.channel.Account;
import org.storycast.channel.ConnectorContract;
import org.storycast.channel.Secret;
import org.storycast.simulator.HttpSimulator;

/**
 * What Meta's logins have in common beside what every connector must do.
 *
 * @param <S> the platform's simulator
 */
public abstract class MetaConnectorContract<S extends HttpSimulator> extends ConnectorContract<S> {

  /** Starts the platform. */
  protected MetaConnectorContract(
      Function<Clock, S> platform, Function<Clock, AccountConnector> connector) {
    super(platform, connector);
  }

  /** What the platform says of a code that does not fit. */
  protected abstract String wordsOfAWrongCode();

  @Override
  protected List<String> words(Refusal refusal) {
    return switch (refusal) {
      case USED_CODE -> List.of("used");
      case LATE_CODE, OTHER_ADDRESS, OTHER_VERIFIER -> List.of(wordsOfAWrongCode());
      case OTHER_SECRET -> List.of("validating");
      case PART -> List.of("connect again and leave everything switched on");
    };
  }

  @Override
  protected List<String> required() {
    return List.of("app-id");
  }

  @Override
  protected Map<String, String> mistakes() {
    return Map.of(
        "app-id", "-", "base-url", "-", "login-url", "-", "api-version", "-", "timeout", "-");
  }

  @Test
  void takesTheMarkOffThatMetaHangsBehindTheCode() {
    Account app = app();
    for (String mark : List.of("#_", "#_=_")) {
      Grant grant = allowed(app);
      Secret code = new Secret(grant.code().reveal() + mark);
      opened(exchange(app, new Grant(code, grant.redirect(), Optional.empty())));
    }
  }
}
