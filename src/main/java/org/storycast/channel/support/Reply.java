// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What became of one HTTP request. */
public sealed interface Reply {

  /**
   * The platform answered, with whatever status.
   *
   * @param status HTTP status
   * @param headers names are case-insensitive
   * @param body at most {@link HttpSender#MAX_BODY} bytes
   */
  record Answered(int status, HttpHeaders headers, byte[] body) implements Reply {

    private static final JsonMapper JSON = new JsonMapper();

    /** Whether the status is 2xx. */
    public boolean isSuccess() {
      return this.status / 100 == 2;
    }

    /** The body as JSON; a missing node where it is none, such as a proxy's HTML page. */
    public JsonNode json() {
      try {
        JsonNode node = JSON.readTree(this.body);
        return node == null ? MissingNode.getInstance() : node;
      } catch (JacksonException garbled) {
        return MissingNode.getInstance();
      }
    }

    /** The body as text. */
    public String text() {
      return new String(this.body, StandardCharsets.UTF_8);
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(this.headers.getFirst(name));
    }
  }

  /** The request surely did not reach the platform: no connection came about. */
  record NotSent(String detail) implements Reply {}

  /** The request may have reached the platform and no whole answer came back. */
  record NoAnswer(String detail) implements Reply {}
}
