// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What simulated X knows, with its allowance for a user in 15 minutes. */
enum XEndpoint {
  CREATE("POST", "/2/tweets", 100),
  DELETE("DELETE", "/2/tweets/[^/]+", 50),
  LOOK_UP("GET", "/2/tweets/[0-9]{1,19}", 900),
  LOOK_UP_SEVERAL("GET", "/2/tweets", 5000),
  TIMELINE("GET", "/2/users/[^/]+/tweets", 900),
  ME("GET", "/2/users/me", 75),
  UPLOAD("POST", "/2/media/upload/(initialize|[0-9]+/(append|finalize))", 1875),
  WHOLE_UPLOAD("POST", "/2/media/upload", 500),
  DESCRIBE("POST", "/2/media/metadata", 500),
  UPLOAD_STATUS("GET", "/2/media/upload", 1000);

  private final String method;
  private final String path;
  private final int limit;

  XEndpoint(String method, String path, int limit) {
    this.method = method;
    this.path = path;
    this.limit = limit;
  }

  static Optional<XEndpoint> of(SimulatorRequest request) {
    return List.of(values()).stream()
        .filter(it -> it.method.equals(request.method()) && request.path().matches(it.path))
        .findFirst();
  }

  int limit() {
    return this.limit;
  }

  /** What a token of OAuth 2.0 must allow (docs.x.com, v2-authentication-mapping, read 2026-08). */
  Set<String> scopes() {
    return switch (this) {
      case CREATE, DELETE -> Set.of("tweet.read", "tweet.write", "users.read");
      case LOOK_UP, LOOK_UP_SEVERAL, TIMELINE, ME -> Set.of("tweet.read", "users.read");
      case UPLOAD, WHOLE_UPLOAD, DESCRIBE, UPLOAD_STATUS -> Set.of("media.write");
    };
  }

  boolean isRead() {
    return this.method.equals("GET");
  }

  /** Whether an app that speaks for no user may not ask. */
  boolean isOfTheUser() {
    return this == ME || this == UPLOAD_STATUS;
  }
}
