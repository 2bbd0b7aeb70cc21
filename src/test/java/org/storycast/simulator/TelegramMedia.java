// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.List;
import java.util.Map;

/**
 * A picture or film that Telegram took.
 *
 * @param kind {@code photo} or {@code video}
 * @param fileId under which it can be sent again
 * @param mediaType such as {@code image/jpeg}
 * @param bytes as received or fetched
 * @param width in pixels
 * @param height in pixels
 */
record TelegramMedia(
    String kind, String fileId, String mediaType, byte[] bytes, int width, int height) {

  void addTo(Map<String, Object> message) {
    Map<String, Object> file =
        Map.of(
            "file_id",
            this.fileId,
            "file_unique_id",
            "u" + this.fileId,
            "file_size",
            this.bytes.length,
            "width",
            this.width,
            "height",
            this.height);
    if (this.kind.equals("photo")) {
      message.put("photo", List.of(file));
    } else {
      Map<String, Object> video = new java.util.LinkedHashMap<>(file);
      video.put("duration", 0);
      video.put("mime_type", this.mediaType);
      message.put("video", video);
    }
  }
}
