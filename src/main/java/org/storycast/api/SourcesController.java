// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.storycast.intake.SourceStatus;
import org.storycast.intake.Sources;

/** Sources: how each is. */
@RestController
@RequestMapping(ApiDoor.BASE + "/sources")
@Tag(name = "sources")
class SourcesController {

  private final Sources sources;

  SourcesController(Sources sources) {
    this.sources = sources;
  }

  @GetMapping
  @Operation(summary = "List sources, with what keeps each from being read")
  List<SourceStatus> list() {
    return this.sources.statuses();
  }
}
