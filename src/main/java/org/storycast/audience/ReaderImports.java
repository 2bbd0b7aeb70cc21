// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Files of readers that operators upload. A file is stored first and worked off later, by whichever
 * instance; importing it again changes nothing.
 */
@Service
public class ReaderImports {

  private static final Duration BROKEN_OFF = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final int PAGE = 1000;

  private final ImportRows imports;
  private final ImportChunks chunks;
  private final ImportRefusals refusals;
  private final TransactionOperations transactions;

  ReaderImports(
      ImportRows imports,
      ImportChunks chunks,
      ImportRefusals refusals,
      TransactionOperations transactions) {
    this.imports = imports;
    this.chunks = chunks;
    this.refusals = refusals;
    this.transactions = transactions;
  }

  /**
   * Stores a file, which is worked off soon. The same bytes with the same order, while such an
   * import waits or runs, are that import.
   *
   * @param most how many bytes the file may have
   * @throws UnreadableImportException when it is too large, or its first line names no address;
   *     nothing is stored then
   * @throws IOException when the file does not come to its end; nothing is stored then
   */
  public ReaderImport upload(ImportOrder order, InputStream file, long most) throws IOException {
    UUID id = UUID.randomUUID();
    this.imports.insert(id, order);
    boolean kept = false;
    try {
      String digest = store(id, order, file, most);
      List<String> ignored = ImportFile.open(this.chunks, id, order).columns().ignored();
      Optional<ReaderImport> same = this.imports.unfinished(digest);
      if (same.isPresent()) {
        return same.get();
      }
      this.imports.queue(id, digest, ignored);
      kept = true;
      return this.imports.find(id).orElseThrow();
    } finally {
      if (!kept) {
        this.imports.delete(id);
      }
    }
  }

  /** Each piece is its own transaction; answers a digest of the order and of all bytes. */
  private String store(UUID id, ImportOrder order, InputStream file, long most) throws IOException {
    MessageDigest digest = digest(order);
    long bytes = 0;
    int number = 0;
    byte[] chunk = file.readNBytes(ImportChunks.SIZE);
    while (chunk.length > 0) {
      bytes += chunk.length;
      if (bytes > most) {
        throw new UnreadableImportException(
            "The file is larger than %d bytes; split it, each part with the first line"
                .formatted(most),
            null);
      }
      digest.update(chunk);
      this.chunks.insert(id, number++, chunk);
      this.imports.uploaded(id, bytes);
      chunk = file.readNBytes(ImportChunks.SIZE);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest(ImportOrder order) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String settings =
          String.join(
              "\n",
              order.charset(),
              order.language(),
              BarCell.write(new TreeSet<>(order.sections())),
              order.consent());
      digest.update((settings + "\n\n").getBytes(StandardCharsets.UTF_8));
      return digest;
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256", missing);
    }
  }

  /** The import of this id; empty also a month after its end. */
  public Optional<ReaderImport> find(UUID id) {
    return this.imports.find(id);
  }

  /** Up to that many, the newest first. */
  public List<ReaderImport> newest(int size) {
    return this.imports.newest(size);
  }

  /**
   * Stops an import after the batch in hand; what was added stays.
   *
   * @param operator who stops it
   * @return whether it was not at its end
   */
  public boolean cancel(UUID id, String operator) {
    return Boolean.TRUE.equals(
        this.transactions.execute(
            status -> {
              boolean stopped =
                  this.imports.end(id, ImportState.CANCELLED, "Stopped by %s".formatted(operator));
              if (stopped) {
                this.chunks.delete(id);
              }
              return stopped;
            }));
  }

  /**
   * Writes every refused row as CSV, in bounded memory: {@code row}, {@code line}, {@code reason},
   * and the cell that should hold the address.
   */
  public void writeRefused(UUID id, Appendable target) throws IOException {
    CsvWriter csv = new CsvWriter(target);
    csv.row(List.of("row", "line", "reason", "email"));
    long after = 0;
    List<ImportedRow.Refused> page = this.refusals.page(id, after, PAGE);
    while (!page.isEmpty()) {
      for (ImportedRow.Refused it : page) {
        csv.row(List.of(Long.toString(it.row()), Long.toString(it.line()), it.reason(), it.cell()));
      }
      page = this.refusals.page(id, page.getLast().row(), PAGE);
    }
  }

  /** Deletes uploads that broke off, and a month later what ended. */
  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT3M")
  void forget() {
    this.imports.forget(BROKEN_OFF, KEPT);
  }
}
