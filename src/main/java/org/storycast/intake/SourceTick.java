// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.storycast.intake.SourcesProperties.SourceSettings;

/** Starts a look at every source that is due; a slow source keeps no other waiting. */
@Component
class SourceTick {

  private static final Logger LOG = LoggerFactory.getLogger(SourceTick.class);
  private static final int AT_ONCE = 16;

  private final Sources sources;
  private final Poller poller;
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("poll-", 0).factory());

  SourceTick(Sources sources, Poller poller) {
    this.sources = sources;
    this.poller = poller;
  }

  /** Returns at once; the looks go on by themselves. */
  @Scheduled(fixedDelayString = "${storycast.intake.tick:2s}")
  void startDue() {
    this.sources.settings().forEach(this::startIfDue);
  }

  private void startIfDue(String name, SourceSettings settings) {
    if (!this.free.tryAcquire()) {
      return;
    }
    boolean started = false;
    try {
      if (this.poller.claim(name, settings)) {
        this.threads.execute(() -> poll(name, settings));
        started = true;
      }
    } finally {
      if (!started) {
        this.free.release();
      }
    }
  }

  /** Three times within a claim's life, so that a look may take as long as it must. */
  @Scheduled(fixedDelayString = "PT10S")
  void keepClaims() {
    this.poller.keepClaims();
  }

  private void poll(String name, SourceSettings settings) {
    try {
      this.poller.poll(name, settings);
    } catch (RuntimeException defect) {
      LOG.atError().addKeyValue("source", name).setCause(defect).log("Look at a source broke off");
    } finally {
      this.free.release();
    }
  }

  @PreDestroy
  void stop() {
    this.threads.shutdownNow();
  }
}
