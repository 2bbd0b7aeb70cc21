// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.MutableClock;

/** Each rule of the consent page, of the code's exchange and of what tells whose it is. */
class LinkedinConsentTests {

  private static final String QUERY =
      "response_type=code&client_id=86abcdefghijkl&redirect_uri=https%3A%2F%2Fa.example%2Fback"
          + "&scope=w_organization_social+r_organization_admin&state=s";

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final LinkedinSimulator linkedin =
      new LinkedinSimulator(this.clock).registerRedirect(URI.create("https://a.example/back"));
  private final RawLinkedin raw = new RawLinkedin(this.linkedin);

  @AfterEach
  void stop() {
    this.linkedin.close();
  }

  private RawHttp.Answer visit(String query) {
    return this.raw.send("GET", "/oauth/v2/authorization?" + query, "");
  }

  private String form() {
    String location = visit(QUERY + "&decision=allow").header("Location");
    return "grant_type=authorization_code&redirect_uri=https%3A%2F%2Fa.example%2Fback&code="
        + location.replaceAll(".*[?&]code=([^&]+).*", "$1")
        + "&client_id=86abcdefghijkl&client_secret="
        + LinkedinSimulator.CLIENT_SECRET;
  }

  private RawHttp.Answer exchange(String form) {
    return this.raw.send(
        "POST", "/oauth/v2/accessToken", form, "Content-Type", "application/x-www-form-urlencoded");
  }

  @Test
  void showsAPageAndGivesATokenForItsCode() {
    assertThat(visit(QUERY).response().body()).contains("<li>w_organization_social</li>");
    RawHttp.Answer answer = exchange(form());
    assertThat(answer.json().path("expires_in").asInt()).isEqualTo(5_184_000);
    assertThat(answer.json().has("refresh_token")).isFalse();
    this.linkedin.makePartner();
    assertThat(exchange(form()).json().path("refresh_token_expires_in").asInt())
        .isEqualTo(31_536_000);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"client_id=8, client_id=9", "a.example, b.example"})
  void sendsNobodyBackToAStranger(String part, String instead) {
    assertThat(visit(QUERY.replace(part, instead)).status()).isEqualTo(400);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "response_type=code, response_type=token, unsupported_response_type",
    "r_organization_admin, r_member_social, unauthorized_scope_error",
    "state=s, state=s&decision=deny, user_cancelled_authorize"
  })
  void sendsBackWithAnErrorInItsOwnWords(String part, String instead, String error) {
    assertThat(visit(QUERY.replace(part, instead)).header("Location"))
        .startsWith("https://a.example/back?")
        .contains("error=" + error, "state=s");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "code=code, code=cod, 400, invalid_request",
    "a.example, b.example, 400, invalid_request",
    "authorization_code, password, 400, invalid_request",
    "client_id=8, client_id=9, 401, invalid_client",
    "secret-4714, secret-4715, 401, invalid_client"
  })
  void refusesAnExchangeThatDoesNotFit(String part, String instead, int status, String error) {
    RawHttp.Answer answer = exchange(form().replace(part, instead));
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("error").asString()).isEqualTo(error);
  }

  @Test
  void takesACodeOnceAndForHalfAnHour() {
    String form = form();
    assertThat(exchange(form).status()).isEqualTo(200);
    assertThat(exchange(form).status()).isEqualTo(400);
    String late = form();
    this.clock.advance(Duration.ofMinutes(30));
    assertThat(exchange(late).status()).isEqualTo(400);
  }

  @Test
  void tellsRolesToAdministratorsOnly() {
    String path = "/organizationAcls?q=roleAssignee&state=APPROVED";
    assertThat(this.raw.rest("GET", path, "").json().path("elements").size()).isEqualTo(4);
    assertThat(this.raw.restAs(LinkedinSimulator.MEMBER_TOKEN, "GET", path, "").status())
        .isEqualTo(403);
    assertThat(this.raw.rest("GET", "/organizationAcls?q=organization", "").status())
        .isEqualTo(400);
  }

  @Test
  void tellsNamesOfPagesToAdministratorsOnly() {
    String path = "/organizations?ids=List(5515715)";
    assertThat(this.raw.rest("GET", path, "").json().at("/results/5515715/id").asLong())
        .isEqualTo(5_515_715);
    assertThat(this.raw.restAs(LinkedinSimulator.MEMBER_TOKEN, "GET", path, "").status())
        .isEqualTo(403);
    assertThat(this.raw.rest("GET", "/organizations?ids=5515715", "").status()).isEqualTo(400);
  }

  @Test
  void tellsWhoTheMemberIsToTokensThatMayAsk() {
    assertThat(
            this.raw
                .send(
                    "GET",
                    "/v2/userinfo",
                    "",
                    "Authorization",
                    "Bearer " + LinkedinSimulator.MEMBER_TOKEN)
                .json()
                .path("sub")
                .asString())
        .isEqualTo("a1B2c3D4");
    assertThat(
            this.raw
                .send(
                    "GET",
                    "/v2/userinfo",
                    "",
                    "Authorization",
                    "Bearer " + LinkedinSimulator.PAGE_TOKEN)
                .status())
        .isEqualTo(403);
  }
}
