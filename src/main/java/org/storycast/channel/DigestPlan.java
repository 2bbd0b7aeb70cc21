// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.scheduling.support.CronExpression;

/**
 * When a channel's digests come and how long they are.
 *
 * @param times by rhythm, in the channel's time zone; empty where the channel has no digests
 * @param stories how many stories one tells at most
 */
public record DigestPlan(Map<DigestRhythm, CronExpression> times, int stories) {

  private static final String PREFIX = "digests.";
  private static final String STORIES = "stories";
  private static final int USUAL_STORIES = 30;
  private static final int MOST_STORIES = 100;

  /** A first of January, from which the distance of set times is tried. */
  private static final LocalDateTime SAMPLE = LocalDateTime.of(2026, 1, 1, 0, 0);

  private static final int SAMPLES = 60;

  public DigestPlan {
    times = Map.copyOf(times);
  }

  /**
   * Reads {@code digests.daily}, {@code digests.weekly} and {@code digests.stories}.
   *
   * @throws InvalidAccountException naming the setting and the remedy
   */
  static DigestPlan of(Account account) {
    Map<DigestRhythm, CronExpression> times = new EnumMap<>(DigestRhythm.class);
    for (String setting : settings(account)) {
      String label = setting.substring(PREFIX.length());
      if (!label.equals(STORIES)) {
        times.put(rhythm(setting, label), cron(setting, account.setting(setting)));
      }
    }
    if (!times.isEmpty()) {
      account.optionalSetting("zone").ifPresent(DigestPlan::checkZone);
    }
    int stories = account.number(PREFIX + STORIES, USUAL_STORIES);
    if (stories < 1 || stories > MOST_STORIES) {
      throw invalid(PREFIX + STORIES, "needs a number from 1 to " + MOST_STORIES);
    }
    return new DigestPlan(times, stories);
  }

  /**
   * Passes where the account has no setting of digests.
   *
   * @throws InvalidAccountException naming the first
   */
  static void refuse(Account account) {
    for (String setting : settings(account)) {
      throw invalid(setting, "does not fit: a channel of this kind sends no digests; remove it");
    }
  }

  private static List<String> settings(Account account) {
    return account.settings().keySet().stream()
        .filter(it -> it.startsWith(PREFIX) && account.optionalSetting(it).isPresent())
        .sorted()
        .toList();
  }

  private static DigestRhythm rhythm(String setting, String label) {
    return DigestRhythm.labelled(label)
        .orElseThrow(
            () ->
                invalid(
                    setting,
                    "is no rhythm; take one of "
                        + Arrays.stream(DigestRhythm.values())
                            .map(it -> PREFIX + it.label())
                            .collect(Collectors.joining(", "))));
  }

  private static CronExpression cron(String setting, String text) {
    CronExpression cron;
    try {
      cron = CronExpression.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw invalid(
          setting,
          "\"%s\" is malformed: %s; write second, minute, hour, day, month, weekday, such as 0 0 18 * * *"
              .formatted(text, malformed.getMessage()));
    }
    LocalDateTime last = cron.next(SAMPLE);
    if (last == null) {
      throw invalid(setting, "\"%s\" never comes; write 0 0 18 * * * for 18:00".formatted(text));
    }
    for (int sample = 0; sample < SAMPLES; sample++) {
      LocalDateTime next = cron.next(last);
      if (next == null) {
        break;
      }
      if (next.isBefore(last.plusHours(1))) {
        throw invalid(
            setting,
            "\"%s\" comes more often than every hour; write 0 0 18 * * * for 18:00"
                .formatted(text));
      }
      last = next;
    }
    return cron;
  }

  private static void checkZone(String zone) {
    try {
      ZoneId.of(zone);
    } catch (DateTimeException none) {
      throw invalid("zone", "\"%s\" is none; take one such as Asia/Almaty".formatted(zone));
    }
  }

  private static InvalidAccountException invalid(String setting, String why) {
    return new InvalidAccountException("settings." + setting, why);
  }
}
