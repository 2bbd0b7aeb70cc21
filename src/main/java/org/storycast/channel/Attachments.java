// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.io.InputStream;

/** Opens the bytes of attachments. A factory takes it through its constructor. */
public interface Attachments {

  /** Opens the bytes, which are those of the digest; the caller closes the stream. */
  InputStream open(Attachment attachment);
}
