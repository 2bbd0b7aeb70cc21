// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The score on real mails of sixty mail servers, whose answers are known. */
class KnownMailTests {

  private static final Path FOLDER =
      Path.of(System.getProperty("conformance.dir", "../shared/conformance")).resolve("bounces");

  @Test
  void readsRealMailsOfManyServers() throws IOException {
    assumeThat(Files.isDirectory(FOLDER)).as("the folder of real mails").isTrue();
    Score score = Score.of(FOLDER, 1, 0);
    System.out.println("Returned mail: " + score);
    assertThat(score.recipientsFound()).as(score.failures()::toString).isGreaterThanOrEqualTo(97);
    assertThat(score.outcomesRight()).as(score.failures()::toString).isGreaterThanOrEqualTo(95);
    assertThat(score.suppressedForPolicy()).isZero();
    assertThat(score.surplus()).as(score.failures()::toString).isZero();
  }
}
