// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sandbox;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.storycast.audience.Consent;
import org.storycast.audience.Readers;

/** The newspaper's readers by mail, who are there before its first story. */
final class SandboxReaders {

  private static final String READERS =
      """
      email,name,language
      aliya@reader.example,Aliya,en
      marat@reader.example,Marat,en
      joe@reader.example,Joe,en
      """;

  SandboxReaders(Readers readers) {
    readers.importCsv(
        new ByteArrayInputStream(READERS.getBytes(StandardCharsets.UTF_8)),
        "en",
        new Consent("the sandbox' own list", ""));
  }
}
