// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.storycast.channel.Channel;
import org.storycast.channel.Forms;
import org.storycast.channel.PartProfile;
import org.storycast.channel.TextMeasure;

/** What a text must say, from which length on it is remarked, and forms without a story. */
class DemandsTests {

  private static final PartProfile.Demand EXIT =
      new PartProfile.Demand("{{exit}}", "without it nobody gets out; write it");

  @TempDir Path folder;
  private final Channel pigeon =
      FakeChannels.channel(
          "pigeon",
          "pigeon",
          List.of(
              new PartProfile(
                  "note",
                  60,
                  TextMeasure.codePoints(),
                  40,
                  List.of(EXIT),
                  text -> text.replace("bird", "pigeon"))));

  private Desk desk(Channel channel, String template) {
    return new Desk(this.folder, channel).template("pigeon/note.txt", template);
  }

  @Test
  void switchesOffAChannelWhoseTemplateLacksWhatItMustSay() {
    Desk desk = desk(this.pigeon, "bird {{ story.headline }}");
    desk.check.afterSingletonsInstantiated();
    assertThat(desk.channels.off().get(this.pigeon.id()))
        .contains(Path.of("pigeon", "note.txt").toString())
        .contains("it lacks {{exit}}; without it nobody gets out; write it");
  }

  @Test
  void finishesATextBeforeItIsMeasured() {
    String template = "bird {{ story.headline }} {% verbatim %}{{exit}}{% endverbatim %}";
    Composed composed = desk(this.pigeon, template).compose(this.pigeon, Stories.aStory());
    assertThat(composed.post().part("note")).isEqualTo("pigeon Bridge Opens {{exit}}");
    assertThat(composed.measured()).extracting(Composed.Measured::length).containsExactly(28);
  }

  @Test
  void remarksOnATextThatIsNearItsLimit() {
    String template =
        "bird, and yet another bird {{ story.headline }} {% verbatim %}{{exit}}{% endverbatim %}";
    assertThat(desk(this.pigeon, template).compose(this.pigeon, Stories.aStory()).warnings())
        .contains("The part \"note\" has 52 code points, close to the limit of 60");
  }

  @Test
  void fillsInFormsAndTriesThemAtStartUp() {
    Forms.Form hello = new Forms.Form("hello", Map.of("name", "<Anna>"), List.of(EXIT));
    Channel polite = FakeChannels.withForms(this.pigeon, List.of(hello));
    Desk desk =
        desk(polite, "{% verbatim %}{{exit}}{% endverbatim %}")
            .template(
                "pigeon/hello.html",
                "<p dir={{ direction }} lang={{ language }}>{{ name }} {{ newsroom.name }}"
                    + " {% verbatim %}{{exit}}{% endverbatim %}</p>");
    desk.check.afterSingletonsInstantiated();
    assertThat(desk.channels.off()).isEmpty();
    assertThat(desk.forms.fill("pigeon", "hello", "ar", Map.of("name", "A & B")))
        .isEqualTo("<p dir=rtl lang=ar>A &amp; B The Steppe Courier {{exit}}</p>");
    assertThatThrownBy(() -> desk.forms.fill("owl", "hello", "en", Map.of()))
        .hasMessageContaining("owl/hello needs an open channel");
  }

  @Test
  void switchesOffAChannelWhoseFormIsBroken() {
    Forms.Form hello = new Forms.Form("hello", Map.of("name", "Anna"), List.of());
    Desk desk =
        desk(
                FakeChannels.withForms(this.pigeon, List.of(hello)),
                "{% verbatim %}{{exit}}{% endverbatim %}")
            .template("pigeon/hello.txt", "Dear\n{{ nme }}");
    desk.check.afterSingletonsInstantiated();
    assertThat(desk.channels.off().get(this.pigeon.id()))
        .contains("hello.txt, line 2: there is no value \"nme\" here");
  }
}
