// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.outbound;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/**
 * Decides what may be asked: http and https, ports 80 and 443, and hosts on the public internet in
 * their plain spelling. What an operator lists as allowed is exempt from the rules on host and port
 * only.
 */
final class AddressGuard {

  private static final Set<Integer> PORTS = Set.of(80, 443);
  private static final Pattern DOTTED_QUAD =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern LEADING_ZERO = Pattern.compile("(?:^|\\.)0\\d");
  private static final Pattern NUMBER = Pattern.compile("\\d+|0[xX][0-9a-fA-F]*|0[oO][0-7]*");

  /** Endings of names that mean a machine nearby: RFC 6761, 6762, 8375 and ICANN's "internal". */
  private static final List<String> NEARBY =
      List.of(".localhost", ".local", ".internal", ".home.arpa", ".lan", ".intranet", ".corp");

  /** Sharp s, final sigma and joiners lead to two hosts, by IDNA 2003 and 2008. */
  private static final String DISPUTED = "\\ßς\u200c\u200d";

  private final Set<String> allowed;

  AddressGuard(Set<String> allowed) {
    this.allowed =
        allowed.stream().map(it -> it.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  /** The address as the client will use it; one parser decides and connects. */
  HttpUrl check(URI address) throws RefusedException {
    String scheme = address.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw new RefusedException("Only http and https addresses are fetched");
    }
    String authority = address.getRawAuthority();
    if (authority == null || authority.isEmpty()) {
      throw new RefusedException("The address names no host");
    }
    if (authority.indexOf('@') >= 0) {
      throw new RefusedException("The address holds credentials; set them as a header instead");
    }
    if (authority.indexOf('%') >= 0) {
      throw new RefusedException("The host is spelled with escapes; write it plainly");
    }
    HttpUrl url = HttpUrl.parse(address.toString());
    if (url == null) {
      throw new RefusedException("The address is malformed");
    }
    if (!isAllowed(url)) {
      checkPort(url.port());
      checkHost(authority, url.host());
    }
    return url;
  }

  /** Whether the operator lists host and port. */
  boolean isAllowed(HttpUrl url) {
    return this.allowed.contains(url.host() + ":" + url.port())
        || this.allowed.contains("[" + url.host() + "]:" + url.port());
  }

  private static void checkPort(int port) throws RefusedException {
    if (!PORTS.contains(port)) {
      throw new RefusedException(
          "Port %d is closed; storycast.outbound.allow opens it for a host".formatted(port));
    }
  }

  private static void checkHost(String authority, String host) throws RefusedException {
    if (authority.startsWith("[")) {
      checkLiteral6(host);
      return;
    }
    checkSpelling(authority);
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (NUMBER.matcher(name.substring(name.lastIndexOf('.') + 1)).matches()) {
      checkLiteral4(host);
      return;
    }
    if (name.indexOf('.') < 0 || NEARBY.stream().anyMatch(name::endsWith)) {
      throw new RefusedException("\"%s\" is a name inside a network".formatted(host));
    }
  }

  private static void checkLiteral6(String host) throws RefusedException {
    if (host.indexOf(':') < 0) {
      throw new RefusedException("An IPv4 address is hidden in an IPv6 address");
    }
    check(InetAddress.ofLiteral(host));
  }

  private static void checkLiteral4(String host) throws RefusedException {
    if (!DOTTED_QUAD.matcher(host).matches() || LEADING_ZERO.matcher(host).find()) {
      throw new RefusedException("\"%s\" is an odd spelling of an address".formatted(host));
    }
    check(InetAddress.ofLiteral(host));
  }

  /** Circled, full-width and other look-alike letters are refused; names in any script are fine. */
  private static void checkSpelling(String authority) throws RefusedException {
    String lower = authority.toLowerCase(Locale.ROOT);
    boolean odd = !Normalizer.normalize(lower, Normalizer.Form.NFKC).equals(lower);
    if (odd || lower.codePoints().anyMatch(it -> DISPUTED.indexOf(it) >= 0)) {
      throw new RefusedException(
          "The host is spelled with letters that may mean others; write its xn-- form");
    }
    if (lower.codePoints().anyMatch(it -> it > 0x7f) && unicodeOf(lower).isEmpty()) {
      throw new RefusedException("The host is malformed");
    }
  }

  private static String unicodeOf(String authority) {
    try {
      return IDN.toASCII(authority.replaceFirst(":\\d*$", ""));
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  /** Refuses an address that a name led to unless it is on the public internet. */
  static void check(InetAddress address) throws RefusedException {
    if (!NetworkRange.isPublic(address)) {
      throw new RefusedException(
          "The host leads to %s, which is not on the public internet"
              .formatted(address.getHostAddress()));
    }
  }
}
