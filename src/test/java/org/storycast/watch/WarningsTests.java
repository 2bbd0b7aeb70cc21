// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.storycast.access.Role;
import org.storycast.database.TestDatabase;
import org.storycast.running.RunningService;
import org.storycast.running.Submissions;
import tools.jackson.databind.JsonNode;

/** A budget on its way to its end: shown while posts still go out, told when they wait. */
class WarningsTests {

  @Test
  void aNearlySpentBudgetIsShownAndPostsThatWaitForItAreTold() {
    try (RunningService service =
        RunningService.on(
            TestDatabase.Kind.H2.fresh(),
            RunningService.temporary(),
            "storycast.channels.courier.settings.price=0.20",
            "storycast.channels.courier.settings.budget-daily=0.25")) {
      look(service);
      assertThat(courier(service).path("details").has("warnings")).isFalse();
      String first = Submissions.submit(service, "Four fifths of the budget");
      Submissions.await(service, first, "courier", "PUBLISHED");
      look(service);
      assertThat(courier(service).at("/details/warnings/0").asString()).isEqualTo("spending");
      assertThat(courier(service).path("status").asString()).isEqualTo("UP");
      assertThat(problems(service)).noneMatch(it -> it.title().contains("courier"));
      String second = Submissions.submit(service, "Over the budget");
      Submissions.await(service, second, "courier", "DUE");
      assertThat(problems(service))
          .filteredOn(it -> it.id().equals("budget courier"))
          .singleElement()
          .satisfies(it -> assertThat(it.detail()).startsWith("1 waiting"));
    }
  }

  private static void look(RunningService service) {
    service.as(Role.OPERATOR).post("/api/v1/channels/courier/check", null);
  }

  private static JsonNode courier(RunningService service) {
    return service
        .as(Role.READER)
        .get("/actuator/health")
        .json()
        .at("/components/channels/components/courier");
  }

  private static List<Problem> problems(RunningService service) {
    return service.context().getBean(CurrentProblems.class).all();
  }
}
