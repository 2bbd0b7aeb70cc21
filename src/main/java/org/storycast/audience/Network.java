// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** The part of a network address that one household, office or provider's customer shares. */
final class Network {

  private static final int IPV4_BYTES = 3;
  private static final int IPV6_BYTES = 8;

  private Network() {}

  /** Such as {@code c00002/24}; what is no address is a network of its own. */
  static String of(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address.replaceAll("%.*", ""));
      int bytes = parsed instanceof Inet6Address ? IPV6_BYTES : IPV4_BYTES;
      return HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), bytes))
          + "/"
          + bytes * Byte.SIZE;
    } catch (IllegalArgumentException none) {
      return address;
    }
  }
}
