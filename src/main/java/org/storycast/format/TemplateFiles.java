// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.storycast.channel.Digest;

/**
 * The template files of one kind as they were at one moment.
 *
 * @param kind whose they are
 * @param folders where they were looked for, the one that wins first
 * @param files by their path within the folder
 */
record TemplateFiles(String kind, List<Path> folders, SortedMap<String, TemplateFile> files) {

  /**
   * One file.
   *
   * @param path for people
   * @param text what it says
   */
  record TemplateFile(Path path, String text) {}

  /**
   * Reads all files of a kind.
   *
   * @throws CannotComposeException when one can't be read
   */
  static TemplateFiles read(String kind, List<Path> folders) {
    SortedMap<String, TemplateFile> files = new TreeMap<>();
    for (Path folder : folders) {
      for (Path path : within(folder)) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        if (!files.containsKey(name)) {
          files.put(name, new TemplateFile(path, text(path)));
        }
      }
    }
    return new TemplateFiles(kind, folders, files);
  }

  /** Changes when a file is added, removed, replaced or saved; it reads no file's text. */
  static Digest fingerprint(List<Path> folders) {
    Map<Path, String> states = new LinkedHashMap<>();
    for (Path folder : folders) {
      for (Path path : within(folder)) {
        try {
          states.put(path, Files.getLastModifiedTime(path).toInstant() + " " + Files.size(path));
        } catch (IOException vanished) {
          states.put(path, "gone");
        }
      }
    }
    return Digest.of(states.toString());
  }

  Optional<TemplateFile> find(String name) {
    return Optional.ofNullable(this.files.get(name));
  }

  /** Whether a part has a file. */
  boolean has(String part) {
    return Stream.of(Escaping.values())
        .anyMatch(it -> this.files.containsKey(part + it.extension()));
  }

  /**
   * The file of a part.
   *
   * @throws CannotComposeException when there is none, or two
   */
  String fileOf(String part) {
    List<String> found =
        Stream.of(Escaping.values())
            .map(escaping -> part + escaping.extension())
            .filter(this.files::containsKey)
            .toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new CannotComposeException(
        found.isEmpty()
            ? "There is no template %s.html or %s.txt in %s; write one"
                .formatted(part, part, this.folders)
            : "There are two templates of the part \"%s\" in %s, %s; remove one"
                .formatted(part, this.folders, found),
        null);
  }

  private static List<Path> within(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(path -> Escaping.of(path.getFileName().toString()).isPresent())
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException | java.io.UncheckedIOException unreadable) {
      throw new CannotComposeException("The folder %s can't be read".formatted(folder), unreadable);
    }
  }

  private static String text(Path path) {
    try {
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (CharacterCodingException foreign) {
      throw new CannotComposeException("%s is not in UTF-8; save it so".formatted(path), foreign);
    } catch (IOException unreadable) {
      throw new CannotComposeException("%s can't be read".formatted(path), unreadable);
    }
  }
}
