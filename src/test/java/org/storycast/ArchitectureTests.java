// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;

/** The rules of the house that a compiler does not know. Each was seen failing once. */
class ArchitectureTests {

  private static final String BASE = "org.storycast";
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);
  private static final JavaClasses ALL = new ClassFileImporter().importPackages(BASE);

  @Test
  void modulesKeepToTheirDependencies() {
    ApplicationModules.of(StorycastApplication.class).verify();
  }

  /** It would be found first, and what its module may use would be read from nowhere. */
  @Test
  void noTestHidesWhatAModuleSaysOfItself() throws IOException {
    Path main = Path.of("src", "main", "java");
    Path test = Path.of("src", "test", "java");
    try (Stream<Path> files = Files.walk(main)) {
      assertThat(files.filter(file -> file.endsWith("package-info.java")))
          .map(file -> test.resolve(main.relativize(file)))
          .filteredOn(Files::exists)
          .as("test package-infos that hide a module's own; delete them")
          .isEmpty();
    }
  }

  @Test
  void everyChannelSeesTheContractAndNothingElse() {
    assertThat(channelPackages())
        .allSatisfy(
            channel -> {
              ApplicationModule module = channel.getAnnotationOfType(ApplicationModule.class);
              assertThat(Set.of(module.allowedDependencies()))
                  .isSubsetOf(
                      channel.getRelativeName().equals("email")
                          ? Set.of("channel", "channel :: support", "mailing")
                          : Set.of("channel", "channel :: support"));
            });
  }

  @Test
  void nothingInAChannelIsPublic() {
    assertThat(channelPackages())
        .flatExtracting(channel -> List.copyOf(channel.getClassesInPackageTree()))
        .filteredOn(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
        .allMatch(type -> !type.getModifiers().contains(publicModifier()), "is not public");
  }

  private static com.tngtech.archunit.core.domain.JavaModifier publicModifier() {
    return com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
  }

  private static List<JavaPackage> channelPackages() {
    return MAIN.getPackage(BASE + ".channel").getSubpackages().stream()
        .filter(candidate -> !candidate.getRelativeName().equals("support"))
        .toList();
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(MAIN.getPackage(BASE).getSubpackagesInTree())
        .filteredOn(candidate -> !candidate.getClasses().isEmpty())
        .allMatch(candidate -> candidate.isAnnotatedWith(NullMarked.class), "is @NullMarked");
  }

  @Test
  void onlyTheClockKnowsWhatTimeItIs() {
    for (Class<?> type :
        List.of(
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class)) {
      noClasses()
          .should()
          .callMethod(type, "now")
          .because("time comes from an injected java.time.Clock, so that tests can set it")
          .check(MAIN);
    }
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .because("time comes from an injected java.time.Clock, so that tests can set it")
        .check(MAIN);
  }

  @Test
  void settingsAreRecords() {
    classes()
        .that()
        .areAnnotatedWith(ConfigurationProperties.class)
        .should()
        .beRecords()
        .because("settings are read once and never change")
        .check(MAIN);
  }

  @Test
  void controllersLiveWherePeopleComeIn() {
    classes()
        .that()
        .areMetaAnnotatedWith(Controller.class)
        .should()
        .resideInAnyPackage(
            BASE + ".api..", BASE + ".console..", BASE + ".site..", BASE + ".channel.support..")
        .because("these are the doors of the house")
        .allowEmptyShould(true)
        .check(MAIN);
  }

  @Test
  void nothingIsInjectedIntoFields() {
    noFields()
        .should()
        .beAnnotatedWith(Autowired.class)
        .because("what an object needs, its constructor says")
        .check(MAIN);
  }

  @Test
  void noEnumListsTheChannels() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .areEnums()
        .should(NamesNoChannel.rule(channelPackages().stream().map(JavaPackage::getRelativeName)))
        .because("adding a channel edits no existing line")
        .allowEmptyShould(true)
        .check(MAIN);
  }

  @Test
  void textIsLoweredInANamedLocale() {
    noClasses()
        .should()
        .callMethod(String.class, "toLowerCase")
        .orShould()
        .callMethod(String.class, "toUpperCase")
        .because("the machine's locale must not decide what a name is")
        .check(MAIN);
  }

  @Test
  void nobodyPrints() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("the log is where the service speaks")
        .check(MAIN);
  }

  @Test
  void noTestSleeps() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", java.time.Duration.class)
        .because("tests move a clock; what sleeps is slow and sometimes wrong")
        .check(ALL);
  }

  @Test
  void fewerThanHalfOfTheTypesArePublic() {
    List<JavaClass> types =
        MAIN.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .toList();
    long open = types.stream().filter(it -> it.getModifiers().contains(publicModifier())).count();
    assertThat(open).as("public of %d types", types.size()).isLessThan(types.size() / 2);
  }
}
