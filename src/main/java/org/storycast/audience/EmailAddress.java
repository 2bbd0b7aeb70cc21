// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A reader's address as it goes to the relay: the local part as its owner writes it, the domain in
 * lower-case A-labels. Addresses that differ only in case are one reader's.
 *
 * @param value such as {@code anna@xn--mnchen-3ya.example}
 */
public record EmailAddress(String value) {

  private static final int LONGEST = 254;
  private static final int LONGEST_LOCAL_PART = 64;
  private static final int LONGEST_DOMAIN = 253;
  private static final Pattern LOCAL_PART =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern SURROUNDING_SPACE =
      Pattern.compile("\\A[ \\t\\xA0]+|[ \\t\\xA0]+\\z");
  private static final Pattern NUMERIC_TOP = Pattern.compile(".*\\.[0-9]+");

  /**
   * Reads an address as people write it.
   *
   * @throws InvalidAddressException with the reason
   */
  public static EmailAddress parse(String text) {
    String stripped = SURROUNDING_SPACE.matcher(text).replaceAll("");
    int at = stripped.lastIndexOf('@');
    if (at < 0) {
      throw new InvalidAddressException("has no @");
    }
    String value = localPart(stripped.substring(0, at)) + "@" + domain(stripped.substring(at + 1));
    if (value.length() > LONGEST) {
      throw new InvalidAddressException("is longer than 254 characters");
    }
    return new EmailAddress(checkedByMailLibrary(value));
  }

  private static String localPart(String text) {
    if (text.length() > LONGEST_LOCAL_PART) {
      throw new InvalidAddressException("has more than 64 characters before the @");
    }
    if (!text.chars().allMatch(character -> character > ' ' && character < 127)) {
      throw new InvalidAddressException(
          text.isBlank()
              ? "has nothing before the @"
              : "has a character before the @ that mail servers do not take");
    }
    if (!LOCAL_PART.matcher(text).matches()) {
      throw new InvalidAddressException("is malformed before the @");
    }
    return text;
  }

  private static String domain(String text) {
    if (text.startsWith("[")) {
      throw new InvalidAddressException("names a machine by number instead of a domain");
    }
    String domain = aLabels(text).toLowerCase(Locale.ROOT);
    if (domain.length() > LONGEST_DOMAIN) {
      throw new InvalidAddressException("has a domain of more than 253 characters");
    }
    if (!DOMAIN.matcher(domain).matches() || NUMERIC_TOP.matcher(domain).matches()) {
      throw new InvalidAddressException("has no valid domain after the @");
    }
    return domain;
  }

  private static String aLabels(String domain) {
    try {
      return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException malformed) {
      throw new InvalidAddressException("has no valid domain after the @");
    }
  }

  private static String checkedByMailLibrary(String value) {
    try {
      new InternetAddress(value, true).validate();
      return value;
    } catch (AddressException malformed) {
      throw new InvalidAddressException("is malformed");
    }
  }

  /** What two spellings of one reader's address share. */
  public String key() {
    return this.value.toLowerCase(Locale.ROOT);
  }

  /** The digest by which a suppressed address is known after the address itself was erased. */
  public String digest() {
    try {
      byte[] bytes = ("storycast-address\n" + key()).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256", missing);
    }
  }

  /** Such as {@code a…@example.org}: its owner recognises it, and nobody learns it. */
  public String masked() {
    return this.value.charAt(0) + toString();
  }

  /** Prints the domain only: whole addresses do not belong in logs. */
  @Override
  public String toString() {
    return "…" + this.value.substring(this.value.indexOf('@'));
  }
}
