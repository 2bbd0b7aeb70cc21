// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a reader asked for and has not confirmed, as part of the reader's file. */
@Component
class SignUpData implements PersonalData {

  private final SignUpRows rows;

  SignUpData(SignUpRows rows) {
    this.rows = rows;
  }

  @Override
  public String section() {
    return "signUps";
  }

  @Override
  public List<SignUpRows.Asked> of(ReaderId reader, @Nullable EmailAddress address) {
    return address == null ? List.of() : this.rows.askedBy(address);
  }

  /** A letter that is still to be sent finds nothing to confirm, and is dropped. */
  @Override
  public void erase(ReaderId reader, EmailAddress address) {
    this.rows.delete(address);
  }
}
