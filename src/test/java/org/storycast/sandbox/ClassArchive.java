// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * Classes in the form in which a JVM needs them, kept by one process for those after it: each
 * starts with two thirds of the work. It is worth its making where dozens are started.
 *
 * <p>Only what comes from jars is kept, so the folders of the class path are packed (Java SE 25,
 * "The java Command", -XX:ArchiveClassesAtExit). Where the archive can't be used, the JVM starts
 * without it.
 */
public final class ClassArchive {

  private final Path archive;
  private final String classPath;

  private ClassArchive(Path archive, String classPath) {
    this.archive = archive;
    this.classPath = classPath;
  }

  /**
   * Packs the class path of this JVM.
   *
   * @param folder for the jars and the archive; lives as long as the processes
   */
  public static ClassArchive in(Path folder) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : JavaProcess.classPath().split(File.pathSeparator)) {
      jars.add(
          Files.isDirectory(Path.of(entry))
              ? packed(entry, folder.resolve("classes-" + jars.size() + ".jar"))
              : entry);
    }
    return new ClassArchive(folder.resolve("classes.jsa"), String.join(File.pathSeparator, jars));
  }

  private static String packed(String classes, Path jar) throws IOException {
    int status =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(System.out, System.err, "-c", "-0", "-f", jar.toString(), "-C", classes, ".");
    if (status != 0) {
      throw new IOException(classes + " can't be packed");
    }
    return jar.toString();
  }

  /** Prepares the process that leaves its classes when it ends; a request to terminate will do. */
  public ProcessBuilder first(Class<?> main, String... arguments) {
    return process("-XX:ArchiveClassesAtExit=" + this.archive, main, arguments);
  }

  /** Prepares one that starts with them. */
  public ProcessBuilder next(Class<?> main, String... arguments) {
    return process("-XX:SharedArchiveFile=" + this.archive, main, arguments);
  }

  private ProcessBuilder process(String option, Class<?> main, String... arguments) {
    List<String> options = new ArrayList<>(JavaProcess.SMALL);
    options.add(option);
    return JavaProcess.on(this.classPath, options, main, arguments).redirectErrorStream(true);
  }
}
