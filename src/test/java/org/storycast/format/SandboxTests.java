// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.Channel;
import org.storycast.channel.PartProfile;
import org.storycast.channel.TextMeasure;

class SandboxTests {

  @TempDir Path folder;
  private final Channel pigeon =
      FakeChannels.channel(
          "pigeon", "pigeon", List.of(new PartProfile("note", 5000, TextMeasure.codePoints())));

  private String rendered(String extension, String template) {
    Desk desk = new Desk(this.folder, this.pigeon);
    desk.template("pigeon/note." + extension, template);
    return desk.compose(this.pigeon, Stories.aStory()).post().part("note");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{{ story.class }}",
        "{{ story.getClass() }}",
        "{{ ''.getClass() }}",
        "{{ ''.class.forName('java.lang.Runtime') }}",
        "{{ (1).TYPE }}",
        "{{ (1.0).MAX_VALUE }}",
        "{{ story.headline.bytes }}",
        "{{ story.headline.length }}",
        "{{ story.headline.CASE_INSENSITIVE_ORDER }}",
        "{{ story.tags.size }}",
        "{{ story.tags.get(0) }}",
        "{{ story.tags.stream() }}",
        "{{ story.html.content }}",
        "{{ story.size() }}",
        "{{ locale.class }}",
        "{{ locale.ENGLISH }}",
        "{{ template.engine }}",
        "{{ template.class.classLoader }}",
        "{{ _context.class }}",
        "{{ beans }}",
        "{{ i18n('messages', 'key') }}",
        "{{ range(1, 2000000000) }}",
        "{% for i in range(1, 2000000000) %}x{% endfor %}",
        "{% parallel %}x{% endparallel %}",
        "{% cache 'x' %}x{% endcache %}",
        "{% flush %}",
        "{% include '/etc/passwd' %}",
        "{% include '../secret.txt' %}",
        "{% include 'note.txt' %}",
        "{% import '/etc/passwd' %}",
        "{% extends '../../etc/passwd' %}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{{ story.sumary }}",
        "{{ sumary }}",
        "{{ story.headline | shout }}",
        "{{ story.headline",
        "{% for %}"
      })
  void refusesAndNamesFileAndLine(String escape) {
    assertThatThrownBy(() -> rendered("txt", "Bridge\n\n" + escape))
        .isInstanceOf(CannotComposeException.class)
        .message()
        .contains("note.txt")
        .containsPattern("line 3|includes itself");
  }

  @Test
  void namesTheValueThatIsNotThere() {
    assertThatThrownBy(() -> rendered("txt", "{{ story.headline }}\n{{ story.sumary }}"))
        .hasMessageContaining("note.txt, line 2: there is no value \"sumary\" here");
  }

  @Test
  void saysWhenAValueOfNothingIsAskedFor() {
    assertThatThrownBy(() -> rendered("txt", "{{ story.headline }}{{ story.picture.alt }}"))
        .hasMessageContaining("note.txt, line 1");
  }

  @Test
  void knowsLoops() {
    String template =
        "{% for p in story.paragraphs %}{{ loop.index }}/{{ loop.length }}{% if loop.first %}:{%"
            + " endif %}{% if not loop.last %}, {% endif %}{{ loop.revindex }}{% endfor %}{{"
            + " story.headline }}";
    assertThat(rendered("txt", template)).isEqualTo("0/2:, 11/20Bridge Opens");
  }

  @Test
  void knowsMacrosAndIncludesOfItsOwnFolder() {
    Desk desk = new Desk(this.folder, this.pigeon);
    desk.template("pigeon/shared/sign.txt", "{% macro bold(text) %}*{{ text }}*{% endmacro %}");
    desk.template(
        "pigeon/note.txt", "{% import 'shared/sign.txt' as sign %}{{ sign.bold(story.headline) }}");
    assertThat(desk.compose(this.pigeon, Stories.aStory()).post().part("note"))
        .isEqualTo("*Bridge Opens*");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{{ story.headline }}\n{% if story.byline is not empty %}\n{{ story.byline }}\n{% endif"
            + " %}\nend",
        "{# note #}\n{{ story.headline }}{% if story.byline is not empty %}\n{{ story.byline }}{%"
            + " endif %}\nend",
        "{% set a = 1 %} {% set b = 2 %}  \r\n{{ story.headline }}\r\n{{ story.byline }}\r\nend\r\n"
      })
  void dropsOnlyLinesThatHaveNothingButTags(String template) {
    assertThat(rendered("txt", template)).isEqualTo("Bridge Opens\nBy A. Writer\nend");
  }

  @Test
  void countsTheLinesOfTheFile() {
    assertThatThrownBy(
            () -> rendered("txt", "{# a #}\n{% set b = 1 %}\n{{ story.headline }}\n\n{{ c }}"))
        .hasMessageContaining("note.txt, line 5: there is no value \"c\" here");
  }

  @Test
  void escapesByTheExtension() {
    String template = "{{ story.headline }} {{ story.tags | join(' & ') }} {{ story.html | raw }}";
    assertThat(rendered("html", template))
        .startsWith("Bridge Opens bridges &amp; river traffic <p>");
  }

  @Test
  void escapesNothingInPlainText() {
    assertThat(rendered("txt", "{{ story.headline }} {{ story.tags | join(' & ') }}"))
        .isEqualTo("Bridge Opens bridges & river traffic");
  }
}
