// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person is sent to a platform with (RFC 6749, section 4.1.1). The response type, the scope,
 * the address to come back to, the state and the challenge are added to its parameters.
 *
 * @param page the platform's page, without a query
 * @param scopes what the app asks for, in the platform's words
 * @param separator between scopes: a space by the standard, a comma on some platforms
 * @param parameters the platform's further parameters: the client's id under the platform's name of
 *     it, and whatever else it wants; no secrets, for they go through a browser
 * @param challenged whether the platform takes a challenge (RFC 7636, S256)
 */
public record Consent(
    URI page,
    List<String> scopes,
    String separator,
    Map<String, String> parameters,
    boolean challenged) {

  public Consent {
    scopes = List.copyOf(scopes);
    parameters = new LinkedHashMap<>(parameters);
  }
}
