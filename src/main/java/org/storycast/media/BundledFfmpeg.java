// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ffmpeg that comes with Storycast for the machine that it was built on: one program that needs
 * no library of the system. It runs from a folder that is its user's alone, and stays there for the
 * next start.
 */
final class BundledFfmpeg {

  private static final Logger log = LoggerFactory.getLogger(BundledFfmpeg.class);
  private static final String RESOURCES = "/ws/schild/jave/nativebin/";
  private static final List<String> NAMES =
      List.of(
          "ffmpeg-amd64",
          "ffmpeg-aarch64",
          "ffmpeg-x86_64-osx",
          "ffmpeg-aarch64-osx",
          "ffmpeg-amd64.exe");

  private static final int PIECE = 1 << 16;

  private BundledFfmpeg() {}

  /** Where the program lies; empty where none comes along or it can't be unpacked. */
  static Optional<Path> unpacked() {
    return unpackedBelow(Path.of(System.getProperty("java.io.tmpdir")));
  }

  static Optional<Path> unpackedBelow(Path temporary) {
    return NAMES.stream()
        .filter(name -> BundledFfmpeg.class.getResource(RESOURCES + name) != null)
        .findFirst()
        .flatMap(name -> unpacked(name, temporary));
  }

  private static Optional<Path> unpacked(String name, Path temporary) {
    try {
      Path program = folder(temporary).resolve(name);
      if (!isWhole(program, name)) {
        unpack(name, program);
      }
      return Optional.of(program);
    } catch (IOException failure) {
      log.atWarn().setCause(failure).log("The ffmpeg of this package can't be unpacked");
      return Optional.empty();
    }
  }

  /** Where others may write as well, a program of ours could become one of theirs. */
  private static Path folder(Path temporary) throws IOException {
    String me = System.getProperty("user.name");
    Path folder = temporary.resolve("storycast-" + me);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Path fresh = Files.createTempDirectory("storycast-program");
      try {
        Files.move(fresh, folder);
      } catch (FileAlreadyExistsException another) {
        Files.delete(fresh);
      }
    }
    if (!Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName().equals(me)) {
      throw new IOException(folder + " belongs to somebody else");
    }
    return folder;
  }

  private static boolean isWhole(Path program, String name) throws IOException {
    if (!Files.isExecutable(program)) {
      return false;
    }
    try (InputStream packed = open(name);
        InputStream unpacked = Files.newInputStream(program)) {
      return isSame(packed, unpacked);
    }
  }

  private static boolean isSame(InputStream one, InputStream other) throws IOException {
    while (true) {
      byte[] piece = one.readNBytes(PIECE);
      if (!Arrays.equals(piece, other.readNBytes(PIECE))) {
        return false;
      }
      if (piece.length < PIECE) {
        return true;
      }
    }
  }

  /** Another process may unpack it at the same time, so it appears whole or not at all. */
  private static void unpack(String name, Path program) throws IOException {
    Path unfinished = Files.createTempFile(program.getParent(), name, ".tmp");
    try (InputStream packed = open(name)) {
      Files.copy(packed, unfinished, StandardCopyOption.REPLACE_EXISTING);
      if (!unfinished.toFile().setExecutable(true, true)) {
        throw new IOException(unfinished + " can't be made a program");
      }
      Files.move(unfinished, program, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream packed = BundledFfmpeg.class.getResourceAsStream(RESOURCES + name);
    if (packed == null) {
      throw new IOException(name + " is not in this package");
    }
    return packed;
  }
}
