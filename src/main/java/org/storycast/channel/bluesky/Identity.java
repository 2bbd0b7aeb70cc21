// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Whose session it is.
 *
 * @param did the account's name for ever
 * @param handle the account's name for people
 * @param server that holds the account's records
 */
record Identity(String did, String handle, URI server) {

  private static final Pattern DID = Pattern.compile("did:[a-z]+:[A-Za-z0-9._:%-]{1,200}");

  /**
   * Reads a session's answer; empty where it names nobody.
   *
   * @param asked the service that answered; it stands in where the answer names no server
   */
  static Optional<Identity> of(JsonNode session, URI asked) {
    String did = session.path("did").asString("");
    return DID.matcher(did).matches()
        ? Optional.of(
            new Identity(
                did,
                session.path("handle").asString(did),
                server(session.path("didDoc"), asked).orElse(asked)))
        : Optional.empty();
  }

  private static Optional<URI> server(JsonNode document, URI asked) {
    return document
        .path("service")
        .valueStream()
        .filter(it -> it.path("id").asString("").endsWith("#atproto_pds"))
        .map(it -> it.path("serviceEndpoint").asString(""))
        .flatMap(it -> address(it, asked).stream())
        .findFirst();
  }

  /** The token goes there, so never to an address that is less secret than the one we know. */
  private static Optional<URI> address(String text, URI asked) {
    try {
      URI address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean isSafe =
          "https".equals(address.getScheme()) || asked.getScheme().equals(address.getScheme());
      return isSafe && address.getHost() != null ? Optional.of(address) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
