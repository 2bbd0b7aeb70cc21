// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Lets one transaction at a time add readers or forbid addresses, so that no address is forbidden
 * while its reader is being added unseen.
 */
@Repository
class Gatekeeper {

  private final JdbcClient jdbc;

  Gatekeeper(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Waits until this transaction is the only one; the turn ends with the transaction. */
  void waitForTurn() {
    this.jdbc.sql("SELECT id FROM audience_gate FOR UPDATE").query(Integer.class).single();
  }
}
