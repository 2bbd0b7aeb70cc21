// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.util.MailSSLSocketFactory;

/**
 * The way of one connection to its relay, in clear or under encryption. It is made here and not by
 * the mail library, so that a message can be written in one piece and so that a write that hangs
 * can be ended: what the library writes is looked through twice, octet by octet, and waits for ever
 * for a relay that no longer reads.
 *
 * <p>It sends at once. With Nagle's algorithm and delayed acknowledgements an open connection
 * carries some 22 messages a second.
 */
final class RelaySocket {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

  private final RelayProperties relay;
  private final Socket network = new Socket();
  private OutputStream out = OutputStream.nullOutputStream();

  RelaySocket(RelayProperties relay) {
    this.relay = relay;
  }

  /**
   * Connects.
   *
   * @param timeout for whatever is read
   * @return what the dialogue goes over: encrypted from its first byte, or not yet
   */
  Socket open(Duration timeout) throws IOException {
    this.network.setTcpNoDelay(true);
    this.network.setKeepAlive(true);
    this.network.setSoTimeout(Math.toIntExact(timeout.toMillis()));
    this.network.connect(address(), Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
    if (this.relay.encryption() == Encryption.TLS) {
      SSLSocket encrypted =
          (SSLSocket)
              encryption().createSocket(this.network, this.relay.host(), this.relay.port(), true);
      if (!isTrusted()) {
        SSLParameters checked = encrypted.getSSLParameters();
        checked.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(checked);
      }
      encrypted.startHandshake();
      return encrypted;
    }
    this.out = this.network.getOutputStream();
    return this.network;
  }

  /** Under the name that was given, so that nobody looks up the name of an address. */
  private InetSocketAddress address() throws IOException {
    String host = this.relay.host();
    return new InetSocketAddress(
        InetAddress.getByAddress(host, InetAddress.getByName(host).getAddress()),
        this.relay.port());
  }

  /** What puts encryption around the network, now or once the relay has agreed. */
  SSLSocketFactory encryption() throws IOException {
    return new LayeredEncryption(trusting(), socket -> this.out = socket.getOutputStream());
  }

  private SSLSocketFactory trusting() throws IOException {
    if (!isTrusted()) {
      return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }
    try {
      MailSSLSocketFactory trusting = new MailSSLSocketFactory();
      trusting.setTrustAllHosts(true);
      return trusting;
    } catch (GeneralSecurityException missing) {
      throw new IOException("TLS is not to be had", missing);
    }
  }

  /** Whether the relay's certificate is not to be checked. */
  boolean isTrusted() {
    return List.of(this.relay.trust().split("\\s+")).contains(this.relay.host())
        || this.relay.trust().equals("*");
  }

  /** Writes at once, through the encryption where there is one. */
  void write(byte[] bytes) throws IOException {
    this.out.write(bytes);
    this.out.flush();
  }

  /** Ends it under whatever was put around it; who reads or writes fails at once. */
  void cut() throws IOException {
    this.network.close();
  }
}
