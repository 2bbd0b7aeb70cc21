// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.storycast.channel.Digest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Content identifiers: a version, a codec and a SHA-256 in base 32. */
final class BlueskyCid {

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  private BlueskyCid() {}

  static String ofFile(byte[] bytes) {
    return of("01551220" + Digest.of(bytes).hex());
  }

  /** The order of names does not matter; real servers hash another encoding of the same. */
  static String ofRecord(JsonNode record) {
    byte[] canonical = sorted(record).toString().getBytes(StandardCharsets.UTF_8);
    return of("01711220" + Digest.of(canonical).hex());
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.valueStream().forEach(it -> array.add(sorted(it)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    node.propertyStream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(it -> object.set(it.getKey(), sorted(it.getValue())));
    return object;
  }

  private static String of(String hex) {
    StringBuilder text = new StringBuilder("b");
    int bits = 0;
    int held = 0;
    for (byte part : HexFormat.of().parseHex(hex)) {
      bits = bits << 8 | part & 0xFF;
      held += 8;
      for (; held >= 5; held -= 5) {
        text.append(ALPHABET.charAt(bits >> held - 5 & 31));
      }
      bits &= (1 << held) - 1;
    }
    return held == 0
        ? text.toString()
        : text.append(ALPHABET.charAt(bits << 5 - held & 31)).toString();
  }
}
