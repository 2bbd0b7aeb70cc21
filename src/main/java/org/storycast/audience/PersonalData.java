// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import org.jspecify.annotations.Nullable;

/**
 * What another part of the service keeps of readers. Whoever has such tables brings a bean, so that
 * a reader's file is whole and erasing a reader leaves nothing behind.
 */
public interface PersonalData {

  /** Under which name it stands in a reader's file, such as {@code mailings}. */
  String section();

  /**
   * Everything that is kept, as it is to be written in JSON; names the reader's address nowhere.
   *
   * @param reader who may have been erased before
   * @param address of the reader; absent after the reader was erased
   */
  Object of(ReaderId reader, @Nullable EmailAddress address);

  /**
   * Erases what names or describes the reader. It belongs into the transaction that erases the
   * reader, and waits for nothing outside.
   */
  void erase(ReaderId reader, EmailAddress address);
}
