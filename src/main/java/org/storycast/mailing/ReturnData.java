// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.PersonalData;
import org.storycast.audience.ReaderId;

/** What came back of a reader's copies, as part of the reader's file. */
@Component
class ReturnData implements PersonalData {

  private final ReturnRows rows;

  ReturnData(ReturnRows rows) {
    this.rows = rows;
  }

  @Override
  public String section() {
    return "returns";
  }

  @Override
  public List<ReturnRows.OfReader> of(ReaderId reader, @Nullable EmailAddress address) {
    return this.rows.of(reader);
  }

  /** What is kept names an identity that leads nowhere any more; an issue's numbers need it. */
  @Override
  public void erase(ReaderId reader, EmailAddress address) {
    // nothing to do, see above
  }
}
