// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds a name's addresses. */
@FunctionalInterface
interface HostResolver {

  /** All addresses of a name; at least one. */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
