// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.outbound;

import java.net.InetAddress;
import java.util.List;

/**
 * Some neighbouring addresses.
 *
 * @param network the first of them
 * @param bits how many leading bits they share
 */
record NetworkRange(InetAddress network, int bits) {

  /**
   * IPv4 that is not on the public internet: the IANA special-purpose registry (read 2026-08) with
   * multicast and the reserved last block.
   */
  private static final List<NetworkRange> CLOSED_4 =
      all(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** Public IPv6 lies in here only; loopback, ULA, link-local, mapped and NAT64 lie elsewhere. */
  private static final NetworkRange OPEN_6 = of("2000::/3");

  /** Protocol assignments with Teredo, documentation, 6to4, more documentation. */
  private static final List<NetworkRange> CLOSED_6 =
      all("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  /** Whether an address is on the public internet. */
  static boolean isPublic(InetAddress address) {
    return address.getAddress().length == 4
        ? CLOSED_4.stream().noneMatch(range -> range.contains(address))
        : OPEN_6.contains(address) && CLOSED_6.stream().noneMatch(it -> it.contains(address));
  }

  private static List<NetworkRange> all(String... ranges) {
    return List.of(ranges).stream().map(NetworkRange::of).toList();
  }

  private static NetworkRange of(String range) {
    int slash = range.indexOf('/');
    return new NetworkRange(
        InetAddress.ofLiteral(range.substring(0, slash)),
        Integer.parseInt(range.substring(slash + 1)));
  }

  boolean contains(InetAddress address) {
    byte[] mine = this.network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < this.bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
