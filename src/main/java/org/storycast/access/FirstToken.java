// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Hands the first token out, once: at a start without any token. Of several instances that start
 * together one does. Whoever lost all tokens empties the table {@code access_token} and starts
 * again.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FirstToken implements ApplicationRunner {

  static final String NAME = "first";

  private static final Logger log = LoggerFactory.getLogger(FirstToken.class);

  private final AccessTokens tokens;
  private final @Nullable Path file;

  FirstToken(AccessTokens tokens, AccessProperties properties) {
    this.tokens = tokens;
    this.file = properties.firstTokenFile();
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (!this.tokens.isEmpty()) {
      return;
    }
    Optional<IssuedToken> issued = this.tokens.tryToCreate(NAME, Role.ADMIN, "first start");
    if (issued.isEmpty()) {
      return;
    }
    if (this.file == null) {
      log.warn(
          "The first token, of role ADMIN; it is shown this once. Create others with it: {}",
          issued.get().text());
    } else {
      write(issued.get(), this.file);
    }
  }

  /** A token that nobody can read is worth nothing, so it is taken back where the file fails. */
  private void write(IssuedToken issued, Path target) {
    try {
      Files.deleteIfExists(target);
      Files.createFile(
          target,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(target, issued.text() + "\n", StandardOpenOption.WRITE);
      log.atWarn().addKeyValue("file", target).log("The first token, of role ADMIN, is in a file");
    } catch (IOException unwritable) {
      this.tokens.forget(issued.token().id());
      throw new UncheckedIOException(
          "storycast.api.first-token-file: \"%s\" can't be written; name a file in a folder that"
                  .formatted(target)
              + " exists and is writable",
          unwritable);
    }
  }
}
