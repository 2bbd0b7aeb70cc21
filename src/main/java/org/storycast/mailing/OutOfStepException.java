// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/** A line was not as its sender had left it: somebody else has decided it meanwhile. */
final class OutOfStepException extends RuntimeException {

  OutOfStepException(int expected, int found) {
    super("%d of %d lines were as expected".formatted(found, expected));
  }
}
