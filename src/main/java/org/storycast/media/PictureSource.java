// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.io.IOException;
import java.net.URI;

/** Fetches the pictures of stories. */
interface PictureSource {

  /**
   * The bytes behind the address.
   *
   * @throws IOException where they can't be had; the message says why
   */
  byte[] fetch(URI address) throws IOException;
}
