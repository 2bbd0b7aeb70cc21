// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.storycast.access.Role;
import org.storycast.database.TestDatabase;
import org.storycast.running.RunningService;
import org.storycast.running.Submissions;
import tools.jackson.databind.JsonNode;

/** What people and programs see of money; the page is kept for people to look at. */
class SpendingShownTests {

  private static final Path KEPT = Path.of("target", "looked-at", "spending.html");

  @Test
  void operatorsSeeWhatAChannelCostsAndWhyAPostWaits() throws IOException {
    try (RunningService service =
        RunningService.on(
            TestDatabase.Kind.H2.fresh(),
            RunningService.temporary(),
            "storycast.channels.courier.settings.price=0.20",
            "storycast.channels.courier.settings.budget-daily=0.30",
            "storycast.channels.courier.settings.budget-monthly=40",
            "storycast.channels.gazette.settings.price=0.015")) {
      String first = Submissions.submit(service, "Within the budget");
      Submissions.await(service, first, "courier", "PUBLISHED");
      String second = Submissions.submit(service, "Over the budget");
      JsonNode waiting = Submissions.await(service, second, "courier", "DUE");
      assertThat(waiting.path("reason").asString()).isEqualTo("QUOTA");
      assertThat(waiting.path("detail").asString()).contains("USD 0.20 of USD 0.30 are spent");
      Submissions.await(service, second, "gazette", "PUBLISHED");
      assertInTheApi(service);
      assertInTheConsole(service, waiting.path("id").asString());
      assertInTheMeters(service);
    }
  }

  @Test
  void operatorsSeeWhatALookFoundWorthOne() {
    try (RunningService service =
        RunningService.on(
            TestDatabase.Kind.H2.fresh(),
            RunningService.temporary(),
            "storycast.channels.courier.settings.price=0.20",
            "storycast.channels.courier.settings.budget-monthly=0.25")) {
      String story = Submissions.submit(service, "Four fifths of the budget");
      Submissions.await(service, story, "courier", "PUBLISHED");
      service.as(Role.OPERATOR).post("/api/v1/channels/courier/check", null);
      Browser browser = Browser.loggedIn(service, service.token("a reader", Role.READER));
      Document page = browser.open("/console");
      assertThat(page.select("#pulse .tile.warn").text()).contains("1 to look at");
      assertThat(page.select("#channels article:contains(courier) .found").text())
          .isEqualTo("! Look spending");
      String link = page.select("#channels article:contains(courier) .found a").attr("href");
      assertThat(browser.open(link).select("tr:contains(spending)").text())
          .contains("! Look", "USD 0.20 today, USD 0.20 of USD 0.25 this month", "budget-monthly");
    }
  }

  private static void assertInTheApi(RunningService service) {
    JsonNode channels = service.as(Role.READER).get("/api/v1/channels").json();
    JsonNode spending =
        channels
            .valueStream()
            .filter(isCalled("courier"))
            .findFirst()
            .orElseThrow()
            .path("spending");
    assertThat(spending.path("currency").asString()).isEqualTo("USD");
    assertThat(spending.path("today").decimalValue()).isEqualByComparingTo("0.20");
    assertThat(spending.path("dailyBudget").decimalValue()).isEqualByComparingTo("0.30");
    assertThat(spending.path("thisMonth").decimalValue()).isEqualByComparingTo("0.20");
    assertThat(spending.path("monthlyBudget").decimalValue()).isEqualByComparingTo("40");
    assertThat(spending.path("waiting").asInt()).isEqualTo(1);
    assertThat(
            channels
                .valueStream()
                .filter(isCalled("desk"))
                .findFirst()
                .orElseThrow()
                .path("spending")
                .isNull())
        .isTrue();
  }

  private static java.util.function.Predicate<JsonNode> isCalled(String name) {
    return it -> it.path("name").asString().equals(name);
  }

  private static void assertInTheConsole(RunningService service, String delivery)
      throws IOException {
    Browser browser = Browser.loggedIn(service, service.token("a reader", Role.READER));
    Document page = browser.open("/console");
    Files.createDirectories(KEPT.getParent());
    Files.writeString(KEPT, page.outerHtml());
    assertThat(page.select("#channels article:contains(courier) .spent").text())
        .contains("today USD 0.20 of 0.30", "this month USD 0.20 of 40.00", "1 waits for budget");
    assertThat(page.select("#channels article:contains(gazette) .spent").text())
        .contains("today USD 0.03");
    assertThat(page.select("#channels article:contains(desk) .spent")).isEmpty();
    assertThat(browser.open("/console/deliveries/" + delivery).text())
        .contains("budget for the day is used up");
  }

  private static void assertInTheMeters(RunningService service) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(25))
        .untilAsserted(
            () ->
                assertThat(service.as(Role.READER).get("/actuator/prometheus").body())
                    .contains(
                        "storycast_channel_spent{channel=\"courier\",currency=\"USD\",period=\"day\"} 0.2",
                        "storycast_channel_budget{channel=\"courier\",currency=\"USD\",period=\"month\"} 40.0",
                        "storycast_channel_budget_waiting{channel=\"courier\"} 1.0"));
  }
}
