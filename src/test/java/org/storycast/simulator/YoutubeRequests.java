// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** How YouTube reads a request. */
final class YoutubeRequests {

  private static final Set<String> PARTS =
      Set.of("id", "snippet", "status", "statistics", "processingDetails", "contentDetails");
  private static final JsonMapper JSON = new JsonMapper();

  private YoutubeRequests() {}

  /** Both spellings are taken: {@code part=a,b} and {@code part=a&part=b}. */
  static Set<String> parts(SimulatorRequest request) {
    return Set.copyOf(
        request.raw().queryParameter("part").values().stream()
            .flatMap(value -> Arrays.stream(value.split(",")))
            .toList());
  }

  static Optional<SimulatorReply> refusalOfParts(SimulatorRequest request) {
    if (!request.query().containsKey("part")) {
      return Optional.of(
          GoogleReplies.refusal(
              400, "global", "missingRequiredParameter", "No filter selected. Expected: part"));
    }
    return PARTS.containsAll(parts(request))
        ? Optional.empty()
        : Optional.of(GoogleReplies.refusal(400, "youtube.part", "unknownPart", "Unknown part"));
  }

  static JsonNode resource(SimulatorRequest request) {
    byte[] body = request.body();
    boolean zipped = body.length > 2 && body[0] == 0x1f && (body[1] & 0xff) == 0x8b;
    if (!zipped) {
      return request.json();
    }
    try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return JSON.readTree(unzipped.readAllBytes());
    } catch (IOException | JacksonException malformed) {
      return MissingNode.getInstance();
    }
  }
}
