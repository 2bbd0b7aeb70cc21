// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.storycast.channel.Checkup;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.Secret;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.TelegramChat;
import org.storycast.simulator.TelegramChat.Role;
import org.storycast.simulator.TelegramSimulator;

/** What a look at an account says, and that it changes nothing. */
class TelegramExaminationTests extends TelegramDesk {

  private static Verdict of(Checkup checkup, String subject) {
    return checkup.lines().stream()
        .filter(it -> it.subject().equals(subject))
        .map(Checkup.Line::verdict)
        .findFirst()
        .orElse(null);
  }

  private static String words(Checkup checkup) {
    return checkup.toString();
  }

  @Test
  void isGoodWhereEverythingIs() {
    Checkup checkup = publisher("pin", "always").check();
    assertThat(checkup.lines())
        .extracting(Checkup.Line::subject)
        .containsExactly(
            "bot token",
            "chat",
            "right to post",
            "right to delete",
            "right to pin",
            "observer token",
            "observer",
            "observer updates");
    assertThat(checkup.verdict()).isEqualTo(Verdict.GOOD);
    assertThat(checkup.endsAt()).isNull();
    assertThat(this.simulator.requests())
        .allMatch(it -> it.path().toLowerCase(Locale.ROOT).contains("/get"));
    assertThat(words(checkup)).doesNotContain("AAE");
  }

  @Test
  void saysWhichRightsAreMissing() {
    this.simulator.channel().admit(TelegramSimulator.TOKEN, Role.ADMINISTRATOR);
    Checkup checkup = publisher("pin", "urgent").check();
    assertThat(of(checkup, "right to post")).isEqualTo(Verdict.GOOD);
    assertThat(of(checkup, "right to delete")).isEqualTo(Verdict.WARNING);
    assertThat(of(checkup, "right to pin")).isEqualTo(Verdict.WARNING);
    assertThat(of(publisher().check(), "right to pin")).isNull();
    for (Role role : new Role[] {Role.READER, Role.MEMBER, Role.STRANGER}) {
      this.simulator.channel().admit(TelegramSimulator.TOKEN, role);
      assertThat(of(publisher().check(), "right to post")).isEqualTo(Verdict.BAD);
    }
    this.simulator.channel().admit(TelegramSimulator.TOKEN, Role.KICKED);
    assertThat(of(publisher().check(), "chat")).isEqualTo(Verdict.BAD);
  }

  @Test
  void saysWhatTheMembersOfAGroupMaySend() {
    TelegramChat group = this.simulator.addChat(-1005555555555L, "supergroup", "courier_club");
    group.admit(TelegramSimulator.TOKEN, Role.MEMBER);
    String[] here = {"chat-id", "@courier_club"};
    assertThat(of(publisher(here).check(), "right to post")).isEqualTo(Verdict.GOOD);
    assertThat(of(publisher(here).check(), "observer")).isEqualTo(Verdict.WARNING);
    Checkup films = publisher("chat-id", "@courier_club", "form", "video").check();
    assertThat(of(films, "right to post")).isEqualTo(Verdict.BAD);
    group.admit(TelegramSimulator.TOKEN, Role.MODERATOR);
    assertThat(of(publisher("chat-id", "@courier_club", "pin", "always").check(), "right to pin"))
        .isEqualTo(Verdict.GOOD);
  }

  @Test
  void saysThatTheTokenIsRevoked() {
    this.simulator.revoke(TelegramSimulator.TOKEN);
    Checkup checkup = publisher().check();
    assertThat(checkup.lines()).hasSize(1);
    assertThat(of(checkup, "bot token")).isEqualTo(Verdict.BAD);
    assertThat(words(checkup)).contains("BotFather");
  }

  @Test
  void saysThatTheChatIsNotThereOrHasMoved() {
    assertThat(of(publisher("chat-id", "@nobody_here").check(), "chat")).isEqualTo(Verdict.BAD);
    TelegramChat group = this.simulator.addChat(-4242, "group", null);
    group.upgradeTo(-1009876543210L);
    Checkup moved = publisher("chat-id", "-4242").check();
    assertThat(of(moved, "chat")).isEqualTo(Verdict.BAD);
    assertThat(words(moved)).contains("set settings.chat-id to -1009876543210");
  }

  @Test
  void saysThatThePublicNameIsAnother() {
    String number = Long.toString(TelegramSimulator.CHANNEL);
    Checkup checkup = publisher("chat-id", number, "username", "old_courier").check();
    assertThat(of(checkup, "username")).isEqualTo(Verdict.WARNING);
    assertThat(words(checkup)).contains("@steppe_courier");
  }

  @Test
  void saysWhatKeepsTheObserverFromHearing() {
    this.simulator.channel().admit(TelegramSimulator.OBSERVER_TOKEN, Role.MEMBER);
    this.simulator.setWebhookOf(TelegramSimulator.OBSERVER_TOKEN, "https://example.org/hook");
    Checkup checkup = publisher().check();
    assertThat(of(checkup, "observer")).isEqualTo(Verdict.WARNING);
    assertThat(of(checkup, "observer updates")).isEqualTo(Verdict.WARNING);
    this.simulator.revoke(TelegramSimulator.OBSERVER_TOKEN);
    assertThat(of(publisher().check(), "observer token")).isEqualTo(Verdict.WARNING);
  }

  @Test
  void saysWhatItMeansToHaveNoObserver() {
    TelegramPublisher alone =
        new TelegramPublisher(
            TelegramSettings.of(
                TelegramFixtures.account(
                    this.simulator.address(),
                    Map.of(),
                    Map.of("bot-token", new Secret(TelegramSimulator.TOKEN)))),
            this.files,
            this.clock);
    assertThat(of(alone.check(), "observer")).isEqualTo(Verdict.WARNING);
    assertThat(words(alone.check())).contains("credentials.observer-token");
  }

  @Test
  void knowsNothingOfASilentPlatform() {
    this.simulator.answerNext(it -> true, SimulatorReply.html(502, "Bad gateway"));
    assertThat(publisher().check().lines())
        .extracting(Checkup.Line::verdict)
        .containsExactly(Verdict.UNKNOWN);
    Checkup nobody = publisher("base-url", "http://127.0.0.1:1").check();
    assertThat(nobody.lines()).extracting(Checkup.Line::verdict).containsExactly(Verdict.UNKNOWN);
  }
}
