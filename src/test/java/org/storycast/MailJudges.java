// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Programs of others that judge mail; they ask no DNS, but a file. */
final class MailJudges {

  private static final Path SCRIPTS = Path.of("src", "test", "mta").toAbsolutePath();
  private static final Path HOME = Path.of("target", "mta").toAbsolutePath();
  private static final String MODULES = HOME.resolve("node_modules").toString();

  private final Path directory;
  private final Map<String, String> dns;

  MailJudges(Path directory, Map<String, String> dns) {
    this.directory = directory;
    this.dns = dns;
  }

  /** What a program said and how it ended. */
  record Verdict(int code, String said) {

    List<String> lines() {
      return this.said.lines().filter(line -> !line.isBlank()).toList();
    }
  }

  /** Brings the programs; the answer is not 0 where they can't be had. */
  static Verdict install() throws IOException, InterruptedException {
    Files.createDirectories(HOME);
    return run(List.of(script("install.sh"), HOME.toString()));
  }

  static String script(String name) {
    return SCRIPTS.resolve(name).toString();
  }

  /** One line for each mail: how many signatures are good, of how many. */
  List<String> dkimpy(List<Path> mails) throws IOException, InterruptedException {
    return run(with(List.of("/usr/bin/python3", script("dkimpy.py"), records()), mails)).lines();
  }

  /** The same by another judge. */
  List<String> mailauth(List<Path> mails) throws IOException, InterruptedException {
    return run(with(List.of("node", script("mailauth.cjs"), MODULES, records()), mails)).lines();
  }

  /** One line for each mail, on its first signature, by a third. */
  List<String> opendkim(List<Path> mails) throws IOException, InterruptedException {
    Path keys = this.directory.resolve("keys");
    Files.write(
        keys, this.dns.entrySet().stream().map(it -> it.getKey() + " " + it.getValue()).toList());
    Path settings = this.directory.resolve("opendkim.conf");
    Files.writeString(settings, "Mode v\nTestPublicKeys %s\n".formatted(keys));
    String files = mails.stream().map(Path::toString).collect(Collectors.joining(","));
    return run(List.of("/usr/sbin/opendkim", "-x", settings.toString(), "-t", files, "-v"))
        .lines()
        .stream()
        .filter(line -> line.contains("verification"))
        .toList();
  }

  /** The score of a mail; nothing outside of this machine is asked. */
  static Verdict spamAssassin(Path mail) throws IOException, InterruptedException {
    return run(List.of("/bin/sh", "-c", "spamassassin -L -t < '%s'".formatted(mail)));
  }

  /** What Gmail, Outlook and Apple Mail can't show of a page. */
  static List<String> caniemail(Path page) throws IOException, InterruptedException {
    return run(List.of("node", script("caniemail.mjs"), MODULES, page.toString())).lines();
  }

  private String records() throws IOException {
    Path file = this.directory.resolve("dns.json");
    Files.writeString(file, new JsonMapper().writeValueAsString(this.dns));
    return file.toString();
  }

  private static List<String> with(List<String> command, List<Path> files) {
    List<String> all = new ArrayList<>(command);
    files.forEach(file -> all.add(file.toString()));
    return all;
  }

  static Verdict run(List<String> command) throws IOException, InterruptedException {
    Path said = Files.createTempFile("said", ".txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (!process.waitFor(400, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("%s did not end".formatted(command.getFirst()));
    }
    String text = Files.readString(said);
    Files.delete(said);
    return new Verdict(process.exitValue(), text);
  }
}
