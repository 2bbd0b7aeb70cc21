// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
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

  private static final List<String> REQUIRED = List.of("app-id");
  private static final Map<String, String> MISTAKES =
      Map.of("app-id", "-", "base-url", "-", "login-url", "-", "api-version", "-", "timeout", "-");

  private final String wrongCode;

  /**
   * Starts the platform.
   *
   * @param wrongCode what the login says of a code that does not fit
   */
  protected MetaConnectorContract(
      Login login,
      String wrongCode,
      Function<Clock, S> platform,
      Function<Clock, AccountConnector> connector) {
    super(login, platform, connector);
    this.wrongCode = wrongCode;
  }

  /** Facebook's login, which opens pages. Tokens are prolonged where codes are exchanged. */
  protected static Login toPages() {
    List<String> failure = List.of("Facebook");
    return new Login(
        List.of(
            new Step("/v24.0/oauth/access_token", 0, failure),
            new Step("/v24.0/debug_token", 2, failure),
            new Step("/v24.0/me/accounts", 2, failure)),
        List.of("EAAGperson%dtoken"),
        Duration.ofMinutes(10),
        REQUIRED,
        MISTAKES);
  }

  /** A platform's own, which looks at the account at some addresses when it has its token. */
  protected static Login to(String platform, String token, String... looks) {
    List<String> failure = List.of(platform);
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("/oauth/access_token", 0, failure));
    steps.add(new Step("/access_token", 1, failure));
    Stream.of(looks).map(path -> new Step(path, 2, failure)).forEach(steps::add);
    return new Login(steps, List.of(token), Duration.ofHours(1), REQUIRED, MISTAKES);
  }

  @Override
  protected List<String> words(Refusal refusal) {
    return switch (refusal) {
      case USED_CODE -> List.of("used");
      case LATE_CODE, OTHER_ADDRESS, OTHER_VERIFIER -> List.of(this.wrongCode);
      case OTHER_SECRET -> List.of("validating");
      case PART -> List.of("connect again and leave everything switched on");
    };
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
