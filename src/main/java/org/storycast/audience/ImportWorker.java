// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Works off uploaded files, one at a time across all instances. First a file is read to its end, so
 * that one that can't be read adds nobody; then it is read again and committed batch by batch. An
 * import that another process left goes on after its last batch.
 */
@Component
class ImportWorker implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);
  private static final long GRACE_SECONDS = 20;

  private final ImportLease lease;
  private final ImportRows imports;
  private final ImportChunks chunks;
  private final ImportBatches batches;
  private final ReentrantLock running = new ReentrantLock();
  private volatile boolean started;
  private volatile boolean stopping;

  ImportWorker(ImportLease lease, ImportRows imports, ImportChunks chunks, ImportBatches batches) {
    this.lease = lease;
    this.imports = imports;
    this.chunks = chunks;
    this.batches = batches;
  }

  /**
   * On a thread of its own, since an import takes longer than other scheduled work may wait; and
   * one that nobody interrupts, since an interrupted write closes the embedded database.
   */
  @Scheduled(fixedDelay = 1000)
  void look() {
    if (!this.stopping && !this.running.isLocked() && this.imports.next().isPresent()) {
      Thread.ofPlatform().name("reader-import").daemon().start(this::runDue);
    }
  }

  /** Works off what there is, unless another instance does. */
  void runDue() {
    UUID worker = UUID.randomUUID();
    if (!this.running.tryLock()) {
      return;
    }
    try {
      if (this.lease.take(worker)) {
        workOff(worker);
      }
    } finally {
      this.running.unlock();
    }
  }

  private void workOff(UUID worker) {
    UUID now = null;
    try {
      boolean goesOn = true;
      while (goesOn && !this.stopping && this.lease.renew(worker)) {
        Optional<ReaderImport> next = this.imports.next();
        now = next.map(ReaderImport::id).orElse(null);
        goesOn = next.isPresent() && isEnded(worker, next.get());
      }
    } catch (RuntimeException failure) {
      failed(now, failure);
    } finally {
      this.lease.give(worker);
    }
  }

  /** The failure's own words may quote an address, so they stay out of the log. */
  private void failed(@Nullable UUID id, RuntimeException failure) {
    log.atWarn()
        .addKeyValue("import", id)
        .addKeyValue("failure", failure.getClass().getSimpleName())
        .log("An import of readers failed and is tried again");
    if (id != null) {
      this.imports.note(
          id,
          "It goes on after the last committed row as soon as the database answers (%s)"
              .formatted(failure.getClass().getSimpleName()));
    }
  }

  /** Answers whether the next one may be begun. */
  private boolean isEnded(UUID worker, ReaderImport job) {
    try {
      return isChecked(worker, job) && isAdded(worker, job);
    } catch (UnreadableImportException unreadable) {
      return end(worker, job, ImportState.UNREADABLE, String.valueOf(unreadable.getMessage()));
    }
  }

  private boolean isChecked(UUID worker, ReaderImport job) {
    if (job.totalRows() != null) {
      return true;
    }
    long rows = ImportFile.open(this.chunks, job.id(), job.order()).countRows();
    this.batches.inTurn(worker, job.id(), () -> this.imports.begin(job.id(), rows));
    return true;
  }

  private boolean isAdded(UUID worker, ReaderImport job) {
    ImportFile file = ImportFile.open(this.chunks, job.id(), job.order());
    file.skip(job.counts().rows());
    List<ImportedRow> batch = file.batch();
    while (!batch.isEmpty()) {
      if (this.stopping) {
        return false;
      }
      if (!this.batches.commit(worker, job.id(), batch, file.bytes())) {
        return true;
      }
      batch = file.batch();
    }
    return end(worker, job, ImportState.DONE, "");
  }

  private boolean end(UUID worker, ReaderImport job, ImportState state, String detail) {
    this.batches.inTurn(
        worker,
        job.id(),
        () -> {
          this.imports.end(job.id(), state, detail);
          this.chunks.delete(job.id());
        });
    return true;
  }

  @Override
  public void start() {
    this.stopping = false;
    this.started = true;
  }

  @Override
  public boolean isRunning() {
    return this.started;
  }

  /** Lets the batch in hand be committed. */
  @Override
  public void stop() {
    this.started = false;
    this.stopping = true;
    try {
      if (this.running.tryLock(GRACE_SECONDS, TimeUnit.SECONDS)) {
        this.running.unlock();
      } else {
        log.warn("A batch of readers is left to whoever imports next");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
