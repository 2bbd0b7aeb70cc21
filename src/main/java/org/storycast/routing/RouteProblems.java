// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.routing;

import java.util.List;

/** The routes that are configured and off. */
public interface RouteProblems {

  /** Every route that is off, with the reason; empty when all work. */
  List<Problem> problems();

  /**
   * A route that is off.
   *
   * @param route its name
   * @param why what to correct, for the operator
   */
  record Problem(String route, String why) {}
}
