// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.outbound;

import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes guarded sockets that are not connected yet, which is what the client asks for. */
final class GuardedSocketFactory extends SocketFactory {

  private final GuardedSocket.Route route;

  GuardedSocketFactory(GuardedSocket.Route route) {
    this.route = route;
  }

  @Override
  public Socket createSocket() {
    return new GuardedSocket(this.route);
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("Sockets are connected by the client");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException("Sockets are connected by the client");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException("Sockets are connected by the client");
  }

  @Override
  public Socket createSocket(
      InetAddress address, int port, InetAddress localAddress, int localPort) {
    throw new UnsupportedOperationException("Sockets are connected by the client");
  }
}
