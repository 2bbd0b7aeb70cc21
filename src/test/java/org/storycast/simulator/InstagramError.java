// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The errors of the Graph API, as its reference lists them. */
enum InstagramError {
  SERVER(-1, 2_207_001, "Instagram server error", "Try again"),
  EXPIRED(-2, 2_207_020, "The media has expired", "Create it again"),
  UNKNOWN(1, 0, "An unknown error occurred", ""),
  THUMBNAIL(1, 2_207_057, "The thumbnail offset is beyond the video", "Thumbnail offset"),
  TEMPORARY(2, 0, "An unexpected error has occurred. Please retry your request later.", ""),
  BLOCKED(4, 2_207_051, "We restrict certain activity", "Action is blocked"),
  THROTTLED(4, 0, "Application request limit reached", ""),
  QUOTA(9, 2_207_042, "The account has reached its daily limit of posts", "Limit reached"),
  NO_CONTAINER(24, 2_207_006, "The requested resource does not exist", "Media not found"),
  NOT_PUBLISHABLE(24, 2_207_008, "The media is not ready to be published", "Temporary"),
  INVALID(100, 0, "Invalid parameter", ""),
  IMAGE_REQUIRED(100, 0, "(#100) The parameter image_url is required", ""),
  MISSING(
      100,
      33,
      "Unsupported request. Object does not exist, cannot be loaded due to missing permissions",
      ""),
  PROOF(100, 0, "Invalid appsecret_proof provided in the API argument", ""),
  MEDIA_TYPE(100, 2_207_023, "The media type is unknown", "Unknown media type"),
  CAROUSEL(100, 2_207_028, "A carousel needs 2 to 10 items", "Carousel"),
  EXPIRED_TOKEN(190, 463, "Error validating access token: Session has expired", ""),
  INVALID_TOKEN(190, 467, "Invalid OAuth access token", ""),
  VIDEO_FORMAT(352, 2_207_026, "The video format is not supported", "Video format"),
  DOWNLOAD(
      9004,
      2_207_052,
      "Only photo or video can be accepted as media type.",
      "Media download has failed"),
  NOT_FINISHED(9007, 2_207_027, "Media ID is not available", "Not ready"),
  TOO_LARGE(36000, 2_207_004, "The image size is too large.", "Image size too large"),
  IMAGE_FORMAT(36001, 2_207_005, "The image format is not supported", "Format"),
  RATIO(36003, 2_207_009, "The aspect ratio is not supported", "Aspect ratio"),
  CAPTION(36004, 2_207_010, "The caption is too long", "Caption");

  private final int code;
  private final int subcode;
  private final String message;
  private final String title;

  InstagramError(int code, int subcode, String message, String title) {
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
    error.put("is_transient", this.code < 3);
    if (!this.title.isEmpty()) {
      error.put("error_user_title", this.title);
      error.put("error_user_msg", this.message);
    }
    error.put("fbtrace_id", "A6LJylpZRQm");
    return SimulatorReply.json(
        this == TEMPORARY || this == UNKNOWN ? 500 : 400, Map.of("error", error));
  }

  static InstagramError ofSubcode(int subcode) {
    return Arrays.stream(values()).filter(it -> it.subcode == subcode).findFirst().orElseThrow();
  }

  /** What a container's status says. */
  String status() {
    return "Error: Media upload has failed with error code " + this.subcode;
  }

  /** Ends the handling of a request. */
  static final class Refused extends RuntimeException {

    private final transient InstagramError error;

    Refused(InstagramError error) {
      super(error.name());
      this.error = error;
    }

    InstagramError error() {
      return this.error;
    }
  }
}
