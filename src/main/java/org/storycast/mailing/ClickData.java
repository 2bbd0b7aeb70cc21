// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.PersonalData;
import org.storycast.audience.ReaderId;

/** Which links a reader followed, as part of the reader's file. */
@Component
class ClickData implements PersonalData {

  private final Clicks clicks;

  ClickData(Clicks clicks) {
    this.clicks = clicks;
  }

  @Override
  public String section() {
    return "clicks";
  }

  @Override
  public List<ReaderClick> of(ReaderId reader, @Nullable EmailAddress address) {
    return this.clicks.of(reader);
  }

  /** What is kept names a line of the ledger, which names an identity that leads nowhere. */
  @Override
  public void erase(ReaderId reader, EmailAddress address) {
    // nothing to do, see above
  }
}
