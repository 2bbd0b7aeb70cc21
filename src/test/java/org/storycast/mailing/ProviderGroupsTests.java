// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.audience.EmailAddress;

class ProviderGroupsTests {

  private static final Map<String, String> SERVERS =
      Map.of(
          "courier.example", "aspmx.l.google.com",
          "ministry.example", "mail.ministry.example",
          "bank.example", "bank-example.mail.protection.outlook.com");

  private final Queue<Runnable> background = new ArrayDeque<>();
  private final ProviderGroups groups =
      new ProviderGroups(domain -> Optional.ofNullable(SERVERS.get(domain)), this.background::add);

  @ParameterizedTest
  @CsvSource({
    "anna@gmail.com,google",
    "anna@bk.ru,mailru",
    "anna@yandex.kz,yandex",
    "anna@hotmail.com,outlook"
  })
  void knowsTheLargeOnesWithoutALookUp(String address, String group) {
    assertThat(of(address)).isEqualTo(group);
    assertThat(this.background).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "anna@courier.example,courier.example,google",
    "anna@bank.example,bank.example,office365",
    "anna@ministry.example,ministry.example,ministry.example",
    "anna@nowhere.example,nowhere.example,nowhere.example"
  })
  void groupsByMailServerAsSoonAsItIsKnown(String address, String before, String after) {
    assertThat(of(address)).isEqualTo(before);
    assertThat(of(address)).isEqualTo(before);
    assertThat(this.background).hasSize(1);
    this.background.remove().run();
    assertThat(of(address)).isEqualTo(after);
  }

  @Test
  void takesTheServerOfTheLowestNumber() {
    assertThat(DnsMailServers.first(List.of("20 b.example.", "5 a.example.", "30 c.example.")))
        .contains("a.example");
    assertThat(DnsMailServers.first(List.of("0 ."))).as("RFC 7505: takes no mail").isEmpty();
    assertThat(DnsMailServers.first(List.of("nonsense"))).isEmpty();
  }

  private String of(String address) {
    return this.groups.of(EmailAddress.parse(address));
  }
}
