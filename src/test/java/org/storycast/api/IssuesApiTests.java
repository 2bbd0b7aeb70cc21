// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.storycast.access.Role;
import org.storycast.mailing.IssueContent;
import org.storycast.mailing.IssueId;
import org.storycast.mailing.Mailings;
import org.storycast.mailing.Recipients;
import org.storycast.running.Http;
import org.storycast.running.RunningService;

class IssuesApiTests {

  private static final String ISSUES = "/api/v1/issues/";

  private final RunningService service = RunningService.shared();
  private final Http operator = this.service.as(Role.OPERATOR);

  @Test
  void aStoppedIssueIsShownAndGoesOnWhenSomebodySaysSo() {
    String id = stopped().toString();
    assertThat(this.operator.get(ISSUES + "stopped").body())
        .contains(id, "ten copies were refused", "Budget");
    assertThat(this.operator.get(ISSUES + id).json().path("stoppedBecause").asString())
        .contains("refused");
    Http.Reply released = this.operator.post(ISSUES + id + "/go-on", null);
    assertThat(released.status()).isEqualTo(200);
    assertThat(released.json().path("stoppedBecause").isNull()).isTrue();
    assertThat(released.json().at("/returns/hard").asInt(-1)).isZero();
    assertThat(this.operator.post(ISSUES + id + "/go-on", null).status()).isEqualTo(409);
    assertThat(this.operator.get(ISSUES + "stopped").body()).doesNotContain(id);
  }

  @Test
  void aStoppedIssueCanBeEnded() {
    String id = stopped().toString();
    assertThat(this.operator.post(ISSUES + id + "/end", null).status()).isEqualTo(200);
    assertThat(this.operator.post(ISSUES + id + "/end", null).status()).isEqualTo(409);
  }

  @Test
  void anIssueThatIsNotThereIsNamed() {
    Http.Reply reply = this.operator.post(ISSUES + UUID.randomUUID() + "/go-on", null);
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().path("detail").asString()).contains("There is no issue");
  }

  private IssueId stopped() {
    IssueId issue =
        this.service
            .context()
            .getBean(Mailings.class)
            .open(
                UUID.randomUUID().toString(),
                new IssueContent(
                    "Budget",
                    "",
                    "<a href=\"{{storycast:unsubscribe}}\">Unsubscribe</a>",
                    "Budget {{storycast:unsubscribe}}",
                    "en"),
                new Recipients("zz", List.of()));
    this.service
        .context()
        .getBean(JdbcClient.class)
        .sql("UPDATE issue SET state = 'OPEN', braked_at = ?, brake_reason = ? WHERE id = ?")
        .param(OffsetDateTime.parse("2026-11-20T12:00:00Z"))
        .params("ten copies were refused", issue.value())
        .update();
    return issue;
  }
}
