// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A counting sink in a process of its own. It first says its port; each line of its standard input
 * names a file into which it writes what it took, and is answered by how many that were. Then it
 * forgets them.
 */
final class BenchmarkSink {

  private BenchmarkSink() {}

  /**
   * Counts until its standard input ends.
   *
   * @param arguments how many milliseconds late each reply is
   */
  public static void main(String[] arguments) throws IOException {
    try (CountingSink sink = new CountingSink(Duration.ofMillis(Integer.parseInt(arguments[0])))) {
      say(sink.port());
      BufferedReader orders =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String file = orders.readLine(); file != null; file = orders.readLine()) {
        write(sink.copies(), Path.of(file));
        say(sink.copies().total());
        sink.copies().clear();
      }
    }
    System.exit(0);
  }

  private static void write(Copies copies, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      copies.writeTo(new DataOutputStream(out));
    }
  }

  private static void say(int number) {
    System.out.println(number);
    System.out.flush();
  }
}
