// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A formatted stretch of a message.
 *
 * @param type as the Bot API names it
 * @param offset in UTF-16 units
 * @param length in UTF-16 units
 * @param argument address, language or id; empty where the type has none
 */
record TelegramEntity(String type, int offset, int length, String argument) {

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", this.type);
    json.put("offset", this.offset);
    json.put("length", this.length);
    switch (this.type) {
      case "text_link" -> json.put("url", this.argument);
      case "custom_emoji" -> json.put("custom_emoji_id", this.argument);
      case "pre" -> {
        if (!this.argument.isEmpty()) {
          json.put("language", this.argument);
        }
      }
      default -> {}
    }
    return json;
  }
}
