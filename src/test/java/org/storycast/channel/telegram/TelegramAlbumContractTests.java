// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.util.List;
import java.util.Map;
import org.storycast.channel.Attachment;

/** Three pictures, pinned. */
class TelegramAlbumContractTests extends TelegramPublisherContractTests {

  @Override
  Map<String, String> settings() {
    return Map.of("form", "album", "pin", "urgent");
  }

  @Override
  List<Attachment> attachments() {
    return List.of(this.files.picture(120), this.files.picture(121), this.files.picture(122));
  }
}
