// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing.returns;

import java.util.List;

/**
 * What a returned mail says of one copy.
 *
 * @param kind what became of it
 * @param addresses of the reader as the other server writes them, the original one first; may be
 *     empty, and may be anybody's invention
 * @param code the SMTP reply's code, 0 where none is known
 * @param status the enhanced status code (RFC 3463), empty where none is known
 * @param isFinal whether the other server has given up; it goes on trying otherwise
 */
public record ReturnedCopy(
    ReturnKind kind, List<String> addresses, int code, String status, boolean isFinal) {

  public ReturnedCopy {
    addresses = List.copyOf(addresses);
  }

  @Override
  public String toString() {
    return "ReturnedCopy[%s, %d %s]".formatted(this.kind, this.code, this.status);
  }
}
