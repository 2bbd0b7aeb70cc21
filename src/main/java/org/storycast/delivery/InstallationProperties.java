// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What tells this installation from a clone or a restored backup of it.
 *
 * @param file holds the installation's id, key and last seal; kept outside the database and its
 *     backups
 * @param id the installation's id where several machines share one database and no file
 * @param key signs the ledger's seals there; at least 32 characters, a secret
 */
@ConfigurationProperties("storycast.installation")
public record InstallationProperties(
    @Nullable Path file, @Nullable String id, @Nullable String key) {

  @Override
  public String toString() {
    return "InstallationProperties[file=%s, id=%s]".formatted(this.file, this.id);
  }
}
