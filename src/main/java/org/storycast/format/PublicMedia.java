// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.Optional;

/** Says whether the world can fetch the media of posts. */
public interface PublicMedia {

  /** What keeps platforms from it, with the address that was tried; empty where nothing does. */
  Optional<String> trouble();
}
