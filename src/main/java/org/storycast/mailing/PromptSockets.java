// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that send at once. With Nagle's algorithm and delayed acknowledgements an open connection
 * carries some 22 messages a second; the mail library never switches it off by itself, neither
 * under encryption, for which it wraps these.
 */
final class PromptSockets extends SocketFactory {

  private volatile @Nullable Socket last;

  /** Closes the last socket under whatever was put around it; who waits on it fails at once. */
  void closeLast() throws IOException {
    Socket socket = this.last;
    if (socket != null) {
      socket.close();
    }
  }

  @Override
  public Socket createSocket() throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    this.last = socket;
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return prompt(new Socket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return prompt(new Socket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return prompt(new Socket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return prompt(new Socket(host, port, local, localPort));
  }

  private Socket prompt(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    this.last = socket;
    return socket;
  }
}
