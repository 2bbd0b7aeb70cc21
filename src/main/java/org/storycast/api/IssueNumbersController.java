// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.storycast.mailing.IssueId;
import org.storycast.mailing.IssueNumbers;
import org.storycast.mailing.IssueNumbers.Followed;
import org.storycast.mailing.IssueNumbers.Link;
import org.storycast.mailing.Numbers;

/** Issues: what became of them, in numbers. */
@RestController
@RequestMapping(ApiDoor.BASE + "/issues/{id}")
@Tag(name = "issues")
class IssueNumbersController {

  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private final Numbers numbers;

  IssueNumbersController(Numbers numbers) {
    this.numbers = numbers;
  }

  @GetMapping("/numbers")
  @Operation(
      summary = "Count what became of an issue",
      description =
          "Readers, each once. Accepted is what a relay took, not what a mailbox has. Clicks are"
              + " those that no rule takes for a machine's, where they are counted. Opens are not"
              + " counted: nobody can know them.")
  NumbersView numbers(@PathVariable UUID id) {
    return NumbersView.of(known(id));
  }

  @GetMapping(path = "/links.csv", produces = "text/csv")
  @Operation(
      summary = "List an issue's counted links as CSV",
      description =
          "UTF-8 with the columns number, address, readers, machines; a first line names them.")
  ResponseEntity<String> links(@PathVariable UUID id) {
    StringBuilder csv = new StringBuilder("number,address,readers,machines\r\n");
    Followed clicks = known(id).clicks();
    if (clicks != null) {
      clicks.links().forEach(link -> csv.append(row(link)));
    }
    return ResponseEntity.ok()
        .contentType(CSV)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("links-%s.csv".formatted(id))
                .build()
                .toString())
        .body(csv.toString());
  }

  /** RFC 4180; an address begins with http, so that no spreadsheet takes it for a formula. */
  private static String row(Link link) {
    return "%d,\"%s\",%d,%d\r\n"
        .formatted(
            link.number(), link.target().replace("\"", "\"\""), link.readers(), link.machines());
  }

  private IssueNumbers known(UUID id) {
    return this.numbers
        .of(new IssueId(id))
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "There is no issue %s; a delivery by e-mail names its issue as remoteId"
                        .formatted(id)));
  }
}
