// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.io.InputStream;
import org.springframework.stereotype.Component;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.media.MediaLibrary;

/** Opens attachments from the media library. */
@Component
class LibraryAttachments implements Attachments {

  private final MediaLibrary library;

  LibraryAttachments(MediaLibrary library) {
    this.library = library;
  }

  @Override
  public InputStream open(Attachment attachment) {
    return this.library.open(attachment.digest().hex());
  }
}
