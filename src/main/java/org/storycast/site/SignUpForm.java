// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.InvalidAddressException;
import org.storycast.audience.OfferedProperties;
import org.storycast.audience.Rhythm;

/**
 * What somebody has filled in, as it came. Choices that are not offered count as not made.
 *
 * @param address as written
 * @param name as written
 * @param language of the mail, one that is offered
 * @param sections those ticked
 * @param rhythm one that is offered
 * @param stamp by which the form shows when it was handed out
 * @param bait what only programs fill in
 */
record SignUpForm(
    String address,
    String name,
    String language,
    Set<String> sections,
    Rhythm rhythm,
    String stamp,
    String bait) {

  private static final int LONGEST_ADDRESS = 320;
  private static final int LONGEST_NAME = 200;

  /** Nothing filled in yet. */
  static SignUpForm empty(String language, List<Rhythm> rhythms) {
    return new SignUpForm("", "", language, Set.of(), rhythms.getFirst(), "", "");
  }

  static SignUpForm of(
      HttpServletRequest request,
      SignUpForm empty,
      OfferedProperties offered,
      List<Rhythm> rhythms) {
    return new SignUpForm(
        text(request, "address", LONGEST_ADDRESS),
        text(request, "name", LONGEST_NAME),
        chosen(request, "language", offered.languages()).orElse(empty.language()),
        Stream.of(values(request, "section"))
            .filter(offered.sections()::contains)
            .collect(Collectors.toUnmodifiableSet()),
        chosen(request, "rhythm", rhythms.stream().map(Rhythm::name).toList())
            .map(Rhythm::valueOf)
            .orElse(empty.rhythm()),
        text(request, "stamp", LONGEST_NAME),
        text(request, "website", LONGEST_NAME));
  }

  private static String text(HttpServletRequest request, String name, int longest) {
    String value = request.getParameter(name);
    return value == null ? "" : value.substring(0, Math.min(value.length(), longest)).strip();
  }

  private static String[] values(HttpServletRequest request, String name) {
    String @Nullable [] values = request.getParameterValues(name);
    return values == null ? new String[0] : values;
  }

  private static Optional<String> chosen(
      HttpServletRequest request, String name, List<String> offered) {
    return Optional.ofNullable(request.getParameter(name)).filter(offered::contains);
  }

  /** The address, or which word says what is wrong with it. */
  Checked checked() {
    if (this.address.isEmpty()) {
      return new Checked(null, "addressMissing");
    }
    try {
      return new Checked(EmailAddress.parse(this.address), "");
    } catch (InvalidAddressException malformed) {
      int at = this.address.lastIndexOf('@');
      boolean foreign = at > 0 && this.address.substring(0, at).chars().anyMatch(it -> it > 126);
      return new Checked(null, foreign ? "addressForeign" : "addressMalformed");
    }
  }

  /**
   * What the address is worth.
   *
   * @param address absent where it is none
   * @param problem the name of a word; empty where there is none
   */
  record Checked(@Nullable EmailAddress address, String problem) {}

  /** Prints no personal data. */
  @Override
  public String toString() {
    return "SignUpForm[%s]".formatted(this.language);
  }
}
