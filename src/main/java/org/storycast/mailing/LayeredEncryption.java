// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/** Puts TLS around sockets that are connected already, and shows what comes of it. */
final class LayeredEncryption extends SSLSocketFactory {

  private static final String NEVER = "Encryption is put around a connection that is there";

  private final SSLSocketFactory factory;
  private final Taker taker;

  /**
   * A layer.
   *
   * @param factory makes the encrypted sockets
   * @param taker is shown each of them
   */
  LayeredEncryption(SSLSocketFactory factory, Taker taker) {
    this.factory = factory;
    this.taker = taker;
  }

  /** Is shown an encrypted socket. */
  interface Taker {

    void take(Socket encrypted) throws IOException;
  }

  @Override
  public Socket createSocket(Socket network, String host, int port, boolean autoClose)
      throws IOException {
    Socket encrypted = this.factory.createSocket(network, host, port, autoClose);
    this.taker.take(encrypted);
    return encrypted;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return this.factory.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return this.factory.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException(NEVER);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException(NEVER);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException(NEVER);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException(NEVER);
  }
}
