// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.Locale;

/**
 * A line of the report.
 *
 * @param what who sent, and under which conditions
 * @param connections to the sink
 * @param messages how many the sink took, each checked
 * @param seconds from the order until everything was settled
 * @param senderCpu CPU time of the sender's process in seconds
 * @param databaseCpu the same of the database's processes; zero where there is none
 * @param peakMegabytes the most memory that the sender's process had resident
 */
record BenchmarkRow(
    String what,
    int connections,
    long messages,
    double seconds,
    double senderCpu,
    double databaseCpu,
    long peakMegabytes) {

  static final String HEAD =
      "| Sender | Connections | Messages | Messages/s | Sender CPU, µs each | Database CPU, µs each | Peak memory, MB |\n"
          + "|---|--:|--:|--:|--:|--:|--:|";

  double perSecond() {
    return this.messages / this.seconds;
  }

  double cpuMicros() {
    return this.senderCpu * 1e6 / this.messages;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %,d | %,.0f | %,.0f | %s | %d |",
        this.what,
        this.connections,
        this.messages,
        perSecond(),
        cpuMicros(),
        this.databaseCpu == 0
            ? "–"
            : String.format(Locale.ROOT, "%,.0f", this.databaseCpu * 1e6 / this.messages),
        this.peakMegabytes);
  }
}
