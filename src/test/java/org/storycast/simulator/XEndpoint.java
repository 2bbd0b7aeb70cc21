// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.List;
import java.util.Optional;

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

  boolean isRead() {
    return this.method.equals("GET");
  }

  /** Whether an app that speaks for no user may not ask. */
  boolean isOfTheUser() {
    return this == ME || this == UPLOAD_STATUS;
  }
}
