// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.outbound;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;

/** A socket that connects to public addresses only: the last word, whatever a client resolved. */
final class GuardedSocket extends Socket {

  private final Route route;

  GuardedSocket(Route route) {
    this.route = route;
  }

  @Override
  public void connect(SocketAddress endpoint) throws IOException {
    connect(endpoint, 0);
  }

  @Override
  public void connect(SocketAddress endpoint, int timeout) throws IOException {
    if (!(endpoint instanceof InetSocketAddress target) || target.isUnresolved()) {
      throw new RefusedException("The address was not resolved");
    }
    AddressGuard.check(target.getAddress());
    super.connect(this.route.to(target), timeout);
  }

  /** Where a connection to an address really goes; tests bend it to local listeners. */
  @FunctionalInterface
  interface Route {
    InetSocketAddress to(InetSocketAddress target);
  }
}
