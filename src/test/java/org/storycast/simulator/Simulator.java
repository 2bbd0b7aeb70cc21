// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.List;

/** A far end on this machine. */
public interface Simulator extends AutoCloseable {

  /** The kind of channel whose platform it stands for. */
  String kind();

  /** What it holds and shows to readers, oldest first. */
  List<Publication> publications();

  @Override
  void close();
}
