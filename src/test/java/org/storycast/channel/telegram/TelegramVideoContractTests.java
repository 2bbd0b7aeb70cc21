// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.util.List;
import java.util.Map;
import org.storycast.channel.Attachment;

/** A film, pinned. */
class TelegramVideoContractTests extends TelegramPublisherContractTests {

  @Override
  Map<String, String> settings() {
    return Map.of("form", "video", "pin", "always");
  }

  @Override
  List<Attachment> attachments() {
    return List.of(this.files.film());
  }
}
