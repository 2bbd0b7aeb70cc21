// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.util.Set;

/**
 * What Google lets an account's owner allow. One scope is asked for, the least that covers all that
 * the adapter does; those beside it cover the same or more. By the discovery document of the
 * YouTube Data API, read 2026-11.
 */
final class YoutubeScopes {

  private static final String PREFIX = "https://www.googleapis.com/auth/";
  private static final String UPLOAD = "youtube.upload";
  private static final String MANAGE = "youtube";
  private static final String CAPTION = "youtube.force-ssl";
  private static final String PARTNER = "youtubepartner";

  private static final Set<String> MAY_UPLOAD = Set.of(UPLOAD, MANAGE, CAPTION, PARTNER);
  private static final Set<String> MAY_CHANGE = Set.of(MANAGE, CAPTION, PARTNER);
  private static final Set<String> MAY_CAPTION = Set.of(CAPTION, PARTNER);

  private YoutubeScopes() {}

  /** Videos are followed, read back, corrected and put into playlists, which uploading is not. */
  static String needed(ExtraSettings extras) {
    return PREFIX + (extras.captions() ? CAPTION : MANAGE);
  }

  /** The scope without what all of them begin with. */
  static String shortened(String scope) {
    return scope.startsWith(PREFIX) ? scope.substring(PREFIX.length()) : scope;
  }

  static boolean letUpload(Set<String> scopes) {
    return scopes.stream().anyMatch(MAY_UPLOAD::contains);
  }

  static boolean letChange(Set<String> scopes) {
    return scopes.stream().anyMatch(MAY_CHANGE::contains);
  }

  static boolean cover(Set<String> scopes, ExtraSettings extras) {
    Set<String> sufficient = extras.captions() ? MAY_CAPTION : MAY_CHANGE;
    return scopes.stream().anyMatch(sufficient::contains);
  }
}
