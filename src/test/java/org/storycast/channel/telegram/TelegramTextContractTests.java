// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.util.List;
import java.util.Map;
import org.storycast.channel.Attachment;

/** A text alone. */
class TelegramTextContractTests extends TelegramPublisherContractTests {

  @Override
  Map<String, String> settings() {
    return Map.of("form", "text");
  }

  @Override
  List<Attachment> attachments() {
    return List.of();
  }
}
