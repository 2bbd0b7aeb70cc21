// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Resolves a name once per connection, within a time. The client connects to the very addresses
 * that come out of here, so that a name that changes its mind gains nothing.
 */
final class GuardedDns implements Dns {

  private final HostResolver resolver;
  private final Duration timeout;

  GuardedDns(HostResolver resolver, Duration timeout) {
    this.resolver = resolver;
    this.timeout = timeout;
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> this.resolver.resolve(host));
    Thread.ofVirtual().name("resolve").start(lookup);
    try {
      return lookup.get(this.timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw new UnknownHostException("The host has no address");
    } catch (TimeoutException late) {
      lookup.cancel(true);
      throw new UnknownHostException("The host's address could not be found in time");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("Interrupted");
    }
  }
}
