// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;

class ArchiveTests {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void listsItsIssuesPageByPageTheYoungestFirst(TestDatabase.Kind kind) {
    try (HikariDataSource source = Pool.of(kind.fresh())) {
      MailingFixture desk = new MailingFixture(source, this.clock, 25, Map.of());
      List<IssueId> all = new ArrayList<>();
      for (int number = 0; number < 45; number++) {
        all.addFirst(opened(desk, number, number % 3 == 0 ? "kk" : "en"));
      }
      IssueId unlisted = desk.mailings().open("test", Issues.anIssue(), Issues.EVERYBODY);
      assertThat(walk(desk.archive(), "")).isEqualTo(all).doesNotContain(unlisted);
      assertThat(walk(desk.archive(), "kk")).hasSize(15).isSubsetOf(all);
      assertThat(desk.archive().languages()).containsExactly("en", "kk");
      assertThat(desk.archive().isIndexed(all.getFirst())).isTrue();
      assertThat(desk.archive().isIndexed(unlisted)).isFalse();
      assertThat(desk.archive().page("", "nonsense")).isEmpty();
      assertThat(desk.archive().page("", "2026-11-20T12:00:00Z_x")).isEmpty();
      desk.forgetEverything();
      assertThat(desk.archive().page("", "").orElseThrow().entries()).isEmpty();
    }
  }

  private static IssueId opened(MailingFixture desk, int number, String language) {
    IssueContent it = Issues.anIssue();
    IssueContent content =
        new IssueContent(it.subject(), it.preheader(), it.html(), it.text(), language);
    IssueId id = desk.mailings().open(UUID.randomUUID().toString(), content, Issues.EVERYBODY);
    desk.jdbc()
        .sql(
            "UPDATE issue SET opened_at = TIMESTAMP WITH TIME ZONE '2026-11-01 00:00:00+00:00' +"
                + " CAST(? AS INTEGER) * INTERVAL '1' MINUTE WHERE id = ?")
        .params(number, id.value())
        .update();
    desk.archive().add(id);
    desk.archive().add(id);
    return id;
  }

  private static List<IssueId> walk(Archive archive, String language) {
    List<IssueId> ids = new ArrayList<>();
    String from = "";
    while (from != null) {
      ArchivePage page = archive.page(language, from).orElseThrow();
      assertThat(page.entries().size()).isLessThanOrEqualTo(20);
      page.entries().forEach(entry -> ids.add(entry.id()));
      from = page.older().orElse(null);
    }
    return ids;
  }
}
