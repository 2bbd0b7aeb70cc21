// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.stereotype.Component;
import org.storycast.channel.ConnectorContract;
import org.storycast.channel.PublisherContract;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.support.AccountConnector;
import org.storycast.simulator.SimulatedChannel;
import org.storycast.simulator.Simulator;

/**
 * A channel is a folder of one name in every room: code, contract test, simulator, templates, docs.
 * That its parts have templates and its kind is its package's name, its contract test proves.
 */
class ChannelCompletenessTests {

  private static final String CHANNEL = "org.storycast.channel";
  private static final JavaClasses ALL = new ClassFileImporter().importPackages("org.storycast");

  /** Every package below the channel's that is no shared piece and has code in main or test. */
  static Stream<String> kinds() {
    return ALL.getPackage(CHANNEL).getSubpackages().stream()
        .map(JavaPackage::getRelativeName)
        .filter(name -> !name.equals("support"))
        .sorted();
  }

  private static List<JavaClass> classesOf(String kind) {
    return List.copyOf(ALL.getPackage(CHANNEL + "." + kind).getClassesInPackageTree());
  }

  @Test
  void thereAreChannels() {
    assertThat(kinds()).contains("telegram");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void hasOneFactoryThatSpringFinds(String kind) {
    assertThat(classesOf(kind))
        .filteredOn(type -> type.isAssignableTo(PublisherFactory.class))
        .as("factories of %s: one @Component in %s.%s", kind, CHANNEL, kind)
        .hasSize(1)
        .allMatch(type -> type.isAnnotatedWith(Component.class));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void hasAContractTest(String kind) {
    assertThat(classesOf(kind))
        .filteredOn(type -> type.isAssignableTo(PublisherContract.class))
        .as("contract tests of %s: a subclass of PublisherContract", kind)
        .isNotEmpty()
        .allMatch(type -> type.getSimpleName().endsWith("ContractTests"))
        .noneMatch(type -> type.getModifiers().contains(JavaModifier.ABSTRACT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void hasASimulator(String kind) {
    assertThat(ALL.getPackage("org.storycast.simulator").getClasses())
        .extracting(JavaClass::getSimpleName)
        .as("simulators: one that is called %sSimulator, in any case", kind)
        .anyMatch(name -> name.equalsIgnoreCase(kind + "Simulator"));
  }

  /** Every kind whose accounts a person connects. */
  static Stream<String> connectedKinds() {
    return kinds()
        .filter(
            kind ->
                classesOf(kind).stream()
                    .anyMatch(type -> type.isAssignableTo(AccountConnector.class)));
  }

  @Test
  void thereAreKindsWhoseAccountsAreConnected() {
    assertThat(connectedKinds()).contains("mastodon").doesNotContain("telegram");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("connectedKinds")
  void hasAContractTestOfItsConnector(String kind) {
    assertThat(classesOf(kind))
        .filteredOn(type -> type.isAssignableTo(ConnectorContract.class))
        .as("contract tests of the connector of %s: a subclass of ConnectorContract", kind)
        .isNotEmpty()
        .allMatch(type -> type.getSimpleName().endsWith("Tests"))
        .noneMatch(type -> type.getModifiers().contains(JavaModifier.ABSTRACT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("connectedKinds")
  void canBeConnectedInTheSandbox(String kind) {
    SimulatedChannel channel = SimulatedChannel.of(kind);
    try (Simulator simulator = channel.start(Clock.systemUTC())) {
      assertThat(channel.settingsToConnect(simulator))
          .as("settings of an app that is registered at the simulator of %s", kind)
          .isNotEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void hasTemplates(String kind) throws IOException {
    Path folder = Path.of("templates", kind);
    assertThat(folder).as("templates of %s", kind).isDirectory();
    try (Stream<Path> templates = Files.list(folder)) {
      assertThat(templates).as("templates in %s", folder).isNotEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void hasAPageOfItsOwn(String kind) throws IOException {
    Path page = Path.of("docs", "channels", kind + ".md");
    assertThat(page).as("page of %s", kind).isRegularFile();
    assertThat(Files.readString(page)).as("text of %s", page).isNotBlank();
  }

  @Test
  void nothingIsLeftOfChannelsThatAreGone() throws IOException {
    try (Stream<Path> pages = Files.list(Path.of("docs", "channels"))) {
      assertThat(
              pages
                  .map(it -> it.getFileName().toString().replace(".md", ""))
                  .filter(name -> !name.equals("README")))
          .as("pages in docs/channels without a channel")
          .isSubsetOf(kinds().toList());
    }
  }
}
