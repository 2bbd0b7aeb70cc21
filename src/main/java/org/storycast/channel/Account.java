// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.convert.DurationStyle;

/**
 * One account on one platform, as the operator configured it. The accessors name the missing or
 * malformed setting in an {@link InvalidAccountException}, so that a factory just asks for what it
 * needs.
 *
 * @param id the channel's name
 * @param kind which adapter opens it
 * @param language the language in which it speaks, as a BCP 47 tag
 * @param settings what is not secret
 * @param credentials what is
 */
public record Account(
    ChannelId id,
    String kind,
    String language,
    Map<String, String> settings,
    Map<String, Secret> credentials) {

  public Account {
    settings = Map.copyOf(settings);
    credentials = Map.copyOf(credentials);
  }

  /** A setting that must be there. */
  public String setting(String name) {
    return optionalSetting(name)
        .orElseThrow(() -> new InvalidAccountException("settings." + name, "is missing; set it"));
  }

  /** A setting that may be absent; a blank one counts as absent. */
  public Optional<String> optionalSetting(String name) {
    return Optional.ofNullable(this.settings.get(name)).filter(value -> !value.isBlank());
  }

  /** A setting with a default. */
  public String setting(String name, String otherwise) {
    return optionalSetting(name).orElse(otherwise);
  }

  /** An absolute http or https address, without a trailing slash, with a default. */
  public URI address(String name, String otherwise) {
    String text = setting(name, otherwise);
    try {
      URI address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (address.getHost() != null && address.getScheme().startsWith("http")) {
        return address;
      }
    } catch (IllegalArgumentException malformed) {
      // answered below, with the setting's name
    }
    throw new InvalidAccountException(
        "settings." + name, "needs an address such as https://example.org, not \"" + text + "\"");
  }

  /** A duration such as {@code 10s} or {@code PT10S}, with a default. */
  public Duration duration(String name, Duration otherwise) {
    Optional<String> text = optionalSetting(name);
    try {
      return text.map(DurationStyle::detectAndParse).orElse(otherwise);
    } catch (IllegalArgumentException | DateTimeParseException malformed) {
      throw new InvalidAccountException(
          "settings." + name, "needs a duration such as 10s, not \"" + text.orElse("") + "\"");
    }
  }

  /** A whole number, with a default. */
  public int number(String name, int otherwise) {
    Optional<String> text = optionalSetting(name);
    try {
      return text.map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException malformed) {
      throw new InvalidAccountException(
          "settings." + name, "needs a whole number, not \"" + text.orElse("") + "\"");
    }
  }

  /** {@code true} or {@code false}, with a default. */
  public boolean flag(String name, boolean otherwise) {
    return switch (setting(name, Boolean.toString(otherwise))) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new InvalidAccountException("settings." + name, "needs true or false");
    };
  }

  /**
   * One of an enum's constants, with a default. The operator writes them in lower case, with
   * hyphens.
   */
  public <E extends Enum<E>> E choice(String name, E otherwise) {
    String word = setting(name, word(otherwise));
    E[] all = otherwise.getDeclaringClass().getEnumConstants();
    return Arrays.stream(all)
        .filter(it -> word(it).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidAccountException(
                    "settings." + name,
                    "needs one of %s, not \"%s\""
                        .formatted(
                            Arrays.stream(all).map(Account::word).collect(Collectors.joining(", ")),
                            word)));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A credential that must be there. */
  public Secret credential(String name) {
    return optionalCredential(name)
        .orElseThrow(
            () ->
                new InvalidAccountException(
                    "credentials." + name,
                    "is missing; set it, or credentials.%s-file to a file that holds it"
                        .formatted(name)));
  }

  /** A credential that may be absent; a blank one counts as absent. */
  public Optional<Secret> optionalCredential(String name) {
    return Optional.ofNullable(this.credentials.get(name))
        .filter(secret -> !secret.reveal().isEmpty());
  }

  /** A text from outside, in which every credential of this account has become {@code ***}. */
  public String redacted(String text) {
    String redacted = text;
    for (Secret secret : this.credentials.values()) {
      redacted = secret.reveal().isEmpty() ? redacted : redacted.replace(secret.reveal(), "***");
    }
    return redacted;
  }
}
