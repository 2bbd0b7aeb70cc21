// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.net.URI;
import java.util.Optional;

/** Fetches the pictures of stories. */
interface PictureSource {

  /** The bytes behind the address; empty, and told in the log, where they can't be had. */
  Optional<byte[]> fetch(URI address);
}
