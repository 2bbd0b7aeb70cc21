// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.storycast.access.Role;
import org.storycast.database.TestDatabase;
import org.storycast.running.RunningService;
import tools.jackson.databind.JsonNode;

/** The end of credentials is told days ahead, by health and by an alert. */
class ExpiryTests {

  @Test
  void theEndOfCredentialsIsSeenDaysAhead() {
    try (RunningService service =
        RunningService.on(TestDatabase.Kind.H2.fresh(), RunningService.temporary())) {
      Instant later = endsIn(service, Duration.ofDays(11));
      assertThat(courier(service).path("status").asString()).isEqualTo("UP");
      assertThat(courier(service).at("/details/credentialsEndAt").asString())
          .isEqualTo(later.toString());
      assertThat(problems(service)).noneMatch(it -> it.id().startsWith("expiry"));
      Instant soon = endsIn(service, Duration.ofDays(9));
      assertThat(courier(service).path("status").asString()).isEqualTo("ATTENTION");
      assertThat(problems(service))
          .filteredOn(it -> it.id().equals("expiry courier"))
          .singleElement()
          .satisfies(
              it -> {
                assertThat(it.title()).contains(soon.toString());
                assertThat(it.detail()).contains("in the console");
              });
    }
  }

  /** The courier's refresh token ends then, and somebody looks. */
  private static Instant endsIn(RunningService service, Duration time) {
    Instant end = Instant.now().plus(time).truncatedTo(ChronoUnit.SECONDS);
    JdbcClient jdbc = service.context().getBean(JdbcClient.class);
    jdbc.sql("DELETE FROM oauth_token").update();
    jdbc.sql(
            """
            INSERT INTO oauth_token (channel, seed_digest, refresh_token, refresh_expires_at,
                                     updated_at)
            VALUES ('courier', 'digest', 'sealed', ?, ?)
            """)
        .params(end.atOffset(ZoneOffset.UTC), end.atOffset(ZoneOffset.UTC))
        .update();
    service.as(Role.OPERATOR).post("/api/v1/channels/courier/check", null);
    return end;
  }

  private static JsonNode courier(RunningService service) {
    return service
        .as(Role.READER)
        .get("/actuator/health")
        .json()
        .at("/components/channels/components/courier");
  }

  private static Iterable<Problem> problems(RunningService service) {
    return service.context().getBean(CurrentProblems.class).all();
  }
}
