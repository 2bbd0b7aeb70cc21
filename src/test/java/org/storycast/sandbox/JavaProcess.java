// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A further JVM with the class path of this one. */
public final class JavaProcess {

  /** Starts quickly and stays small. */
  static final List<String> SMALL =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m");

  private JavaProcess() {}

  /**
   * Prepares a process that starts quickly and stays small.
   *
   * @param main the class to start
   * @param arguments what it is told
   */
  public static ProcessBuilder of(Class<?> main, String... arguments) {
    return with(SMALL, main, arguments).redirectErrorStream(true);
  }

  /**
   * Prepares a process with options of one's own.
   *
   * @param options for the JVM
   * @param main the class to start
   * @param arguments what it is told
   */
  public static ProcessBuilder with(List<String> options, Class<?> main, String... arguments) {
    return on(classPath(), options, main, arguments);
  }

  static ProcessBuilder on(
      String classPath, List<String> options, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-Djava.awt.headless=true",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /** Under the build's test runner the JVM's own class path is one jar that names the real one. */
  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
