// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;

/**
 * How Telegram shows the page behind a message's link.
 *
 * @param size of its picture
 * @param above whether it stands above the text
 */
record LinkPreview(Size size, boolean above) {

  /** How large the picture is. */
  enum Size {
    /** As Telegram thinks fit. */
    AUTOMATIC,
    /** As wide as the message. */
    LARGE,
    /** Beside the text. */
    SMALL,
    /** No preview. */
    NONE
  }

  static LinkPreview of(Account account) {
    Size size =
        switch (account.setting("link-preview", "large")) {
          case "automatic" -> Size.AUTOMATIC;
          case "large" -> Size.LARGE;
          case "small" -> Size.SMALL;
          case "none" -> Size.NONE;
          default ->
              throw new InvalidAccountException(
                  "settings.link-preview", "needs automatic, large, small or none");
        };
    return new LinkPreview(size, account.flag("link-preview-above", false));
  }

  /** Where the text has several links, the preview is that of the story. */
  LinkPreviewOptions optionsFor(@Nullable URI link) {
    LinkPreviewOptions options = new LinkPreviewOptions();
    switch (this.size) {
      case NONE -> {
        options.setIsDisabled(true);
        return options;
      }
      case LARGE -> options.setPreferLargeMedia(true);
      case SMALL -> options.setPreferSmallMedia(true);
      case AUTOMATIC -> {}
    }
    options.setUrlField(link == null ? null : link.toString());
    options.setShowAboveText(this.above ? true : null);
    return options;
  }
}
