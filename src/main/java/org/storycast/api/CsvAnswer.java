// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** An answer that is sent as it is made, whatever its size. */
final class CsvAnswer {

  private CsvAnswer() {}

  /** Sends a file; a listener that went away ends the writing by an exception. */
  static void send(HttpServletResponse response, String fileName, Content content)
      throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(fileName).build().toString());
    Writer writer =
        new BufferedWriter(
            new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    content.writeTo(writer);
    writer.flush();
  }

  /** What writes a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(Appendable target) throws IOException;
  }
}
