// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ClassUtils;
import org.storycast.channel.Account;
import org.storycast.channel.Attempt;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Digest;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;

/**
 * Stops the process before or after the n-th checkpoint or announcement of the watched deliveries,
 * says so, and waits to be killed.
 */
final class KillPoint implements BeanPostProcessor {

  static final String REACHED = "KILL ME";

  private final int write;
  private final boolean after;
  private final AtomicInteger writes = new AtomicInteger();
  private final Set<DeliveryKey> watched = ConcurrentHashMap.newKeySet();

  KillPoint(int write, boolean after) {
    this.write = write;
    this.after = after;
  }

  void watch(DeliveryKey key) {
    this.watched.add(key);
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof PublisherFactory factory ? killable(factory) : bean;
  }

  private PublisherFactory killable(PublisherFactory factory) {
    return new PublisherFactory() {
      @Override
      public String kind() {
        return factory.kind();
      }

      @Override
      public Publisher open(Account account) {
        return killable(factory.open(account));
      }
    };
  }

  /** A publisher of the same abilities, whose attempts pass through here. */
  private Publisher killable(Publisher publisher) {
    return (Publisher)
        Proxy.newProxyInstance(
            Publisher.class.getClassLoader(),
            ClassUtils.getAllInterfaces(publisher),
            (proxy, method, arguments) -> {
              Object[] passed =
                  arguments == null
                      ? new Object[0]
                      : Arrays.stream(arguments)
                          .map(it -> it instanceof Attempt attempt ? new Watched(attempt) : it)
                          .toArray();
              try {
                method.setAccessible(true);
                return method.invoke(publisher, passed);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  private void reached(DeliveryKey key, int number, boolean afterwards) {
    if (this.watched.contains(key) && number == this.write && afterwards == this.after) {
      System.out.println(REACHED);
      System.out.flush();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException never) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private final class Watched implements Attempt {

    private final Attempt attempt;

    private Watched(Attempt attempt) {
      this.attempt = attempt;
    }

    @Override
    public DeliveryKey key() {
      return this.attempt.key();
    }

    @Override
    public int number() {
      return this.attempt.number();
    }

    @Override
    public Optional<String> checkpoint(String step) {
      return this.attempt.checkpoint(step);
    }

    @Override
    public void checkpoint(String step, String handle) {
      watched(() -> this.attempt.checkpoint(step, handle));
    }

    @Override
    public void committing(String step, Digest of) {
      watched(() -> this.attempt.committing(step, of));
    }

    private void watched(Runnable word) {
      boolean counts = KillPoint.this.watched.contains(key());
      int number = counts ? KillPoint.this.writes.getAndIncrement() : -1;
      reached(key(), number, false);
      word.run();
      reached(key(), number, true);
    }

    @Override
    public Optional<Instant> committedAt() {
      return this.attempt.committedAt();
    }

    @Override
    public void quietUntil(Instant moment) {
      this.attempt.quietUntil(moment);
    }
  }
}
