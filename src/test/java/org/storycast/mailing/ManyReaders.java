// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Readers by the thousand, called {@code reader1@example.org} and so on. */
final class ManyReaders {

  private ManyReaders() {}

  static void add(JdbcClient jdbc, int count) {
    jdbc.sql(
            """
            INSERT INTO reader
              (id, address, address_key, name, language, state, consent_source, added_at)
            SELECT gen_random_uuid(), 'reader' || n || '@example.org',
              'reader' || n || '@example.org', 'Reader No. ' || n, 'en', 'CONFIRMED', 'a form',
              CURRENT_TIMESTAMP
            FROM generate_series(1, ?) AS numbers (n)
            """)
        .param(count)
        .update();
  }
}
