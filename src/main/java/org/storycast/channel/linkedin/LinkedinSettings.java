// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;

/**
 * How the operator set the account up.
 *
 * @param api where the API is
 * @param oauth where tokens are refreshed and looked at
 * @param author the URN of the member or the company page that speaks
 * @param version the month of the API's version; LinkedIn keeps each for about a year
 * @param form what a post carries beside its text
 * @param visibility who sees the posts
 * @param textLimit the longest commentary
 * @param limits what LinkedIn does not publish
 * @param uploadHosts the hosts that media, and the token with them, may be sent to
 * @param timeout of one request
 * @param timeLimit of one attempt; what is left of its uploads is done by the next
 * @param repeatSafeFor for how long LinkedIn is trusted to refuse the same text again
 * @param clientId of the app; needed to refresh a token and to ask when it ends
 * @param tokenEndsAt when the access token ends, where LinkedIn can't be asked
 */
record LinkedinSettings(
    URI api,
    URI oauth,
    String author,
    YearMonth version,
    Form form,
    String visibility,
    int textLimit,
    LinkedinLimits limits,
    List<String> uploadHosts,
    Duration timeout,
    Duration timeLimit,
    Duration repeatSafeFor,
    Optional<String> clientId,
    @Nullable Instant tokenEndsAt) {

  /** The form of a version. */
  static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM", Locale.ROOT);

  private static final Pattern AUTHOR =
      Pattern.compile("urn:li:(?:person|organization):[A-Za-z0-9_-]{1,64}");
  private static final List<String> VISIBILITIES = List.of("PUBLIC", "CONNECTIONS", "LOGGED_IN");
  private static final int SHORTEST_LIMIT = 400;
  private static final int LONGEST_LIMIT = 3_000;
  private static final Duration LONGEST_TRUST = Duration.ofDays(1);

  /** What a post carries beside its text. */
  enum Form {
    /** A card that leads to the story, which we fill in: LinkedIn fetches nothing. */
    ARTICLE,
    /** The story's pictures. */
    PICTURES,
    /** The story's film. */
    VIDEO,
    /** Nothing. */
    TEXT
  }

  static LinkedinSettings of(Account account) {
    Duration timeout = timeoutOf(account);
    return new LinkedinSettings(
        apiOf(account),
        oauthOf(account),
        authorOf(account),
        versionOf(account),
        account.choice("form", Form.ARTICLE),
        oneOf(account, "visibility", "PUBLIC", VISIBILITIES),
        textLimitOf(account),
        LinkedinLimits.of(account),
        List.of(
            account
                .setting("upload-hosts", "*.linkedin.com")
                .toLowerCase(Locale.ROOT)
                .split("\\s*,\\s*")),
        timeout,
        account.duration("time-limit", timeout.multipliedBy(10)),
        trustOf(account),
        account.optionalSetting("client-id"),
        endOf(account));
  }

  static URI apiOf(Account account) {
    return account.address("base-url", "https://api.linkedin.com");
  }

  static URI oauthOf(Account account) {
    return account.address("oauth-url", "https://www.linkedin.com");
  }

  static Duration timeoutOf(Account account) {
    return account.duration("timeout", Duration.ofSeconds(20));
  }

  /** Whether a URN is a member's or a page's. */
  static boolean isAuthor(String urn) {
    return AUTHOR.matcher(urn).matches();
  }

  /** Whether an author is a page. */
  static boolean isOrganization(String author) {
    return author.startsWith("urn:li:organization:");
  }

  static String authorOf(Account account) {
    String author = account.setting("author");
    if (!isAuthor(author)) {
      throw new InvalidAccountException(
          "settings.author",
          "needs urn:li:organization:… or urn:li:person:…, not \"%s\"".formatted(author));
    }
    return author;
  }

  static YearMonth versionOf(Account account) {
    String version = account.setting("api-version", "202609");
    try {
      return YearMonth.parse(version, MONTH);
    } catch (DateTimeParseException malformed) {
      throw new InvalidAccountException(
          "settings.api-version", "needs a month such as 202609, not \"" + version + "\"");
    }
  }

  /** One of LinkedIn's own words, as LinkedIn writes it. */
  static String oneOf(Account account, String name, String otherwise, List<String> all) {
    String value = account.setting(name, otherwise);
    if (!all.contains(value)) {
      throw new InvalidAccountException(
          "settings." + name,
          "needs one of %s, not \"%s\"".formatted(String.join(", ", all), value));
    }
    return value;
  }

  private static int textLimitOf(Account account) {
    int limit = account.number("text-limit", LONGEST_LIMIT);
    if (limit < SHORTEST_LIMIT || limit > LONGEST_LIMIT) {
      throw new InvalidAccountException(
          "settings.text-limit",
          "needs %d to %d characters, not %d".formatted(SHORTEST_LIMIT, LONGEST_LIMIT, limit));
    }
    return limit;
  }

  private static Duration trustOf(Account account) {
    Duration trust = account.duration("repeat-safe-for", Duration.ZERO);
    if (trust.isNegative() || trust.compareTo(LONGEST_TRUST) > 0) {
      throw new InvalidAccountException(
          "settings.repeat-safe-for", "needs a duration from 0s to 24h, not " + trust);
    }
    return trust;
  }

  private static @Nullable Instant endOf(Account account) {
    Optional<String> text = account.optionalSetting("token-ends-at");
    try {
      return text.map(Instant::parse).orElse(null);
    } catch (DateTimeParseException malformed) {
      throw new InvalidAccountException(
          "settings.token-ends-at",
          "needs a moment such as 2027-01-20T00:00:00Z, not \"" + text.orElse("") + "\"");
    }
  }

  boolean isOfAnOrganization() {
    return isOrganization(this.author);
  }

  /** Whether media may be sent there: LinkedIn names the address, and a stranger's could be any. */
  boolean mayUploadTo(URI address) {
    String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    boolean allowed =
        this.uploadHosts.stream()
            .anyMatch(it -> it.startsWith("*.") ? host.endsWith(it.substring(1)) : host.equals(it));
    boolean local = host.equals("127.0.0.1") || host.equals("localhost");
    return allowed && ("https".equals(address.getScheme()) || local);
  }
}
