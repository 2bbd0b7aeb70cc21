// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** An instance's consent page and token endpoint, for one registered application. */
final class MastodonOauth {

  private static final Set<String> SCOPES =
      Set.of("read:accounts", "read:statuses", "write:statuses", "write:media");
  private static final Duration CODE_LIFE = Duration.ofMinutes(10);

  private final Clock clock;
  private final ConsentDesk desk;
  private final BiConsumer<String, Set<String>> tokens;
  private int given;

  /**
   * The doors of an instance.
   *
   * @param tokens takes each new token with its scopes
   */
  MastodonOauth(Clock clock, BiConsumer<String, Set<String>> tokens) {
    this.clock = clock;
    this.tokens = tokens;
    this.desk =
        new ConsentDesk(
            clock,
            new ConsentDesk.Rules(
                "client_id", MastodonSimulator.CLIENT_ID, " ", SCOPES, false, CODE_LIFE, ""));
  }

  void registerRedirect(String redirect) {
    this.desk.register(redirect);
  }

  SimulatorReply visit(SimulatorRequest request) {
    return this.desk.visit(request);
  }

  SimulatorReply answer(SimulatorRequest request) {
    Map<String, String> form = request.form();
    if (!MastodonSimulator.CLIENT_ID.equals(form.get("client_id"))
        || !MastodonSimulator.CLIENT_SECRET.equals(form.get("client_secret"))) {
      return error(
          401,
          "invalid_client",
          "Client authentication failed due to unknown client, no client authentication included,"
              + " or unsupported authentication method.");
    }
    if (!"authorization_code".equals(form.get("grant_type"))) {
      return error(
          400,
          "unsupported_grant_type",
          "The authorization grant type is not supported by the authorization server.");
    }
    return this.desk
        .redeem(
            form.getOrDefault("code", ""),
            form.getOrDefault("redirect_uri", ""),
            form.getOrDefault("code_verifier", ""))
        .map(this::given)
        .orElseGet(
            () ->
                error(
                    400,
                    "invalid_grant",
                    "The provided authorization grant is invalid, expired, revoked, does not match"
                        + " the redirection URI used in the authorization request, or was issued to"
                        + " another client."));
  }

  private SimulatorReply given(Set<String> scopes) {
    this.given++;
    String token = "mastodon-given-token-" + this.given;
    this.tokens.accept(token, scopes);
    return SimulatorReply.json(
        200,
        Map.of(
            "access_token",
            token,
            "token_type",
            "Bearer",
            "scope",
            String.join(" ", scopes),
            "created_at",
            this.clock.instant().getEpochSecond()));
  }

  private static SimulatorReply error(int status, String error, String description) {
    return SimulatorReply.json(status, Map.of("error", error, "error_description", description));
  }
}
