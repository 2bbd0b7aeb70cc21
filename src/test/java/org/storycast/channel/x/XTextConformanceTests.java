// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** X's own cases for counting and extracting, through our measure. */
class XTextConformanceTests {

  private static final Logger log = LoggerFactory.getLogger(XTextConformanceTests.class);

  private static final Path CASES =
      Path.of(
          System.getProperty("conformance.dir", "../shared/conformance"),
          "twitter-text",
          "conformance");

  @Test
  void weighsAsXDoes() {
    agrees("validate.yml", "WeightedTweetsWithDiscountedEmojiCounterTest", this::weight);
    agrees("validate.yml", "UnicodeDirectionalMarkerCounterTest", this::weight);
  }

  /** The configuration of 2017 counts emoji sequences otherwise; today's own case is taken. */
  @Test
  void weighsAsTheConfigurationBeforeDid() {
    List<Map<String, Object>> today =
        cases("validate.yml", "WeightedTweetsWithDiscountedEmojiCounterTest");
    agrees(
        "validate.yml",
        "WeightedTweetsCounterTest",
        cases("validate.yml", "WeightedTweetsCounterTest").stream()
            .filter(it -> today.stream().noneMatch(other -> contradict(it, other)))
            .toList(),
        this::weight);
  }

  private static boolean contradict(Map<String, Object> one, Map<String, Object> other) {
    return one.get("text").equals(other.get("text"))
        && !one.get("expected").equals(other.get("expected"));
  }

  @Test
  void findsLinksAsXDoes() {
    agrees("extract.yml", "urls", (text, expected) -> XText.links(text).equals(expected));
    agrees("extract.yml", "urls_with_indices", links());
    agrees("extract.yml", "urls_with_directional_markers", links());
    agrees("extract.yml", "tco_urls_with_params", links());
  }

  @Test
  void findsCashtagsAsXDoes() {
    agrees("extract.yml", "cashtags", (text, expected) -> XText.cashtags(text).equals(expected));
    agrees(
        "extract.yml",
        "cashtags_with_indices",
        (text, expected) -> XText.cashtags(text).equals(named("cashtag", expected)));
  }

  private static BiPredicate<String, Object> links() {
    return (text, expected) -> XText.links(text).equals(named("url", expected));
  }

  private static List<Object> named(String name, Object entities) {
    return ((List<?>) entities)
        .stream()
            .map(it -> it instanceof Map<?, ?> entity ? (Object) entity.get(name) : it)
            .toList();
  }

  private boolean weight(String text, Object expected) {
    Map<?, ?> wanted = (Map<?, ?>) expected;
    return wanted.get("weightedLength").equals(XText.MEASURE.lengthOf(text))
        && wanted.get("valid").equals(XText.isAcceptable(text, XText.ORDINARY_LIMIT));
  }

  private static void agrees(String file, String section, BiPredicate<String, Object> agreement) {
    agrees(file, section, cases(file, section), agreement);
  }

  private static void agrees(
      String file,
      String section,
      List<Map<String, Object>> cases,
      BiPredicate<String, Object> agreement) {
    List<String> apart = new ArrayList<>();
    for (Map<String, Object> it : cases) {
      if (!agreement.test((String) it.get("text"), it.get("expected"))) {
        apart.add(it.get("description") + " " + it);
      }
    }
    log.info(
        "twitter-text {} {}: {} of {}", file, section, cases.size() - apart.size(), cases.size());
    assertThat(apart).as(section).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> cases(String file, String section) {
    assumeTrue(Files.isDirectory(CASES), () -> "There are no conformance cases in " + CASES);
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(10_000_000);
    try (Reader reader = Files.newBufferedReader(CASES.resolve(file))) {
      Map<String, Object> document = new Yaml(options).load(reader);
      Map<String, Object> tests = (Map<String, Object>) document.get("tests");
      return (List<Map<String, Object>>) tests.get(section);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
