// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** Errors of the API, in the words of Meta's pages and of users' reports. */
enum ThreadsError {
  TEMPORARY(500, 2, 0, "An unexpected error has occurred. Please retry your request later.", ""),
  THROTTLED(400, 4, 0, "Application request limit reached", ""),
  BLOCKED(400, 4, 2_207_051, "We restrict certain activity to protect our community", "Blocked"),
  PERMISSION(400, 10, 0, "Application does not have permission for this action", ""),
  NOT_THERE(400, 24, 4_279_009, "The requested resource does not exist", "Media Not Found"),
  INVALID(400, 100, 0, "Invalid parameter", ""),
  TOO_LONG(400, 100, 0, "Param text must be at most 500 characters long.", ""),
  LINKS(400, 100, 0, "THREADS_API__LINK_LIMIT_EXCEEDED", ""),
  NO_STATUS(400, 100, 0, "Tried accessing nonexisting field (status)", ""),
  MISSING(
      400,
      100,
      33,
      "Unsupported request. Object does not exist, cannot be loaded due to missing permissions",
      ""),
  QUOTA(400, 9, 0, "The publishing limit of the profile is reached", "Limit"),
  EXPIRED_TOKEN(400, 190, 463, "Error validating access token: Session has expired", ""),
  INVALID_TOKEN(400, 190, 0, "Error validating access token: Invalid OAuth access token", ""),
  DOWNLOAD(400, 9_004, 2_207_052, "The media could not be fetched from this URI", "Media download");

  private final int status;
  private final int code;
  private final int subcode;
  private final String message;
  private final String title;

  ThreadsError(int status, int code, int subcode, String message, String title) {
    this.status = status;
    this.code = code;
    this.subcode = subcode;
    this.message = message;
    this.title = title;
  }

  SimulatorReply reply() {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", this.message);
    error.put("type", "OAuthException");
    error.put("code", this.code);
    if (this.subcode != 0) {
      error.put("error_subcode", this.subcode);
    }
    error.put("is_transient", this == TEMPORARY);
    if (!this.title.isEmpty()) {
      error.put("error_user_title", this.title);
      error.put("error_user_msg", this.message);
    }
    error.put("fbtrace_id", "A6LJylpZRQm");
    return SimulatorReply.json(this.status, Map.of("error", error));
  }

  /** Ends the handling of a request. */
  static final class Refused extends RuntimeException {

    private final transient ThreadsError error;

    Refused(ThreadsError error) {
      super(error.name());
      this.error = error;
    }

    ThreadsError error() {
      return this.error;
    }
  }
}
