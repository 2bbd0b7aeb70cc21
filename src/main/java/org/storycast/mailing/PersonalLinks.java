// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/**
 * Where one reader's links lead.
 *
 * @param token signed, the same in all
 * @param unsubscribe leaves the list
 * @param preferences changes what is sent
 */
record PersonalLinks(String token, String unsubscribe, String preferences) {

  static PersonalLinks of(
      UnsubscribeToken token, UnsubscribeTokens tokens, MailProperties properties) {
    String signed = tokens.of(token);
    return new PersonalLinks(
        signed, properties.onSite("/u/" + signed), properties.onSite("/p/" + signed));
  }
}
