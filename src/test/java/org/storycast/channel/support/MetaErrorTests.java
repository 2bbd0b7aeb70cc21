// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class MetaErrorTests {

  private static final String USAGE = "x-business-use-case-usage";

  private static MetaError error(String body, String... headers) {
    HttpHeaders all = new HttpHeaders();
    for (int name = 0; name < headers.length; name += 2) {
      all.add(headers[name], headers[name + 1]);
    }
    return MetaError.of(
        "Facebook",
        new Reply.Answered(400, all, body.getBytes(StandardCharsets.UTF_8)),
        text -> text.replace("EAAG", "***"));
  }

  private static MetaError of(int code, int subcode) {
    return error("{\"error\":{\"code\":%d,\"error_subcode\":%d}}".formatted(code, subcode));
  }

  @Test
  void saysItsNumbersAndEverythingThatTheApiSaysOnce() {
    MetaError error =
        error(
            """
            {"error":{"message":"No: EAAG","type":"OAuthException","code":190,"error_subcode":463,
            "is_transient":true,"error_user_title":"Session","error_user_msg":"No: EAAG"}}
            """);
    assertThat(error.describe())
        .isEqualTo("Facebook answered 400, error 190/463: \"No: *** Session\"");
    assertThat(error.isTransient()).isTrue();
    assertThat(error.is(190)).isTrue();
    assertThat(error.is(190, 460)).isFalse();
    assertThat(error.isAny(1, 463)).isTrue();
  }

  @Test
  void readsTheFlatFormOfTheHostsThatExchangeCodes() {
    MetaError error =
        error("{\"error_type\":\"OAuthException\",\"code\":400,\"error_message\":\"Used\"}");
    assertThat(error.isFromTheApi()).isTrue();
    assertThat(error.describe()).isEqualTo("Facebook answered 400, error 400: \"Used\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "", "[]", "{\"error\":\"no\"}", "{\"error\":{\"code\":\"x\"}}"})
  void doesNotTakeAnythingElseForTheApisWord(String body) {
    MetaError error = error(body);
    assertThat(error.isFromTheApi()).isFalse();
    assertThat(error.describe()).isEqualTo("Facebook answered 400 without an error of its own");
  }

  @Test
  void keepsItShort() {
    String words =
        error("{\"error\":{\"code\":1,\"message\":\"%s\"}}".formatted("a".repeat(900))).words();
    assertThat(words).hasSize(401).endsWith("a…");
  }

  @ParameterizedTest(name = "{0}/{1}: {2} {3} {4}")
  @CsvSource({
    "190, 0, true, false, false",
    "102, 0, true, false, false",
    "104, 0, true, false, false",
    "3, 0, false, true, false",
    "10, 0, false, true, false",
    "200, 0, false, true, false",
    "299, 0, false, true, false",
    "300, 0, false, false, false",
    "100, 33, false, false, true",
    "100, 0, false, false, false"
  })
  void tellsTheFamilies(int code, int subcode, boolean token, boolean permission, boolean missing) {
    MetaError error = of(code, subcode);
    assertThat(error.isOfToken()).isEqualTo(token);
    assertThat(error.isOfPermission()).isEqualTo(permission);
    assertThat(error.isMissing()).isEqualTo(missing);
  }

  @Test
  void countsAWrongProofAmongTheTokens() {
    String body = "{\"error\":{\"code\":100,\"message\":\"Invalid appsecret_proof provided\"}}";
    assertThat(error(body).isOfToken()).isTrue();
  }

  @Test
  void takesTheLongestPauseOfAllUses() {
    String usage =
        """
        {"1":[{"type":"pages","estimated_time_to_regain_access":3},
        {"type":"ads","estimated_time_to_regain_access":7}],"2":[{"type":"pages"}]}
        """
            .replace("\n", "");
    assertThat(error("{}", USAGE, usage).pause()).contains(Duration.ofMinutes(7));
    assertThat(error("{}", USAGE, "{\"1\":[{}]}").pause()).isEmpty();
    assertThat(error("{}", USAGE, "{\"1\":").pause()).isEmpty();
    assertThat(error("{}").pause()).isEmpty();
  }

  @Test
  void redactsBeforeItCuts() {
    Reply.Answered answer =
        new Reply.Answered(
            400,
            new HttpHeaders(),
            "{\"error\":{\"code\":1,\"message\":\"%sEAAGtoken\"}}"
                .formatted("a".repeat(396))
                .getBytes(StandardCharsets.UTF_8));
    UnaryOperator<String> redaction = text -> text.replace("EAAGtoken", "***");
    assertThat(MetaError.of("Facebook", answer, redaction).words()).endsWith("a***");
  }
}
