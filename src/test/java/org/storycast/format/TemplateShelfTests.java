// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.storycast.channel.Channel;
import org.storycast.channel.PartProfile;
import org.storycast.channel.TextMeasure;

@ExtendWith(OutputCaptureExtension.class)
class TemplateShelfTests {

  @TempDir Path folder;
  @TempDir Path override;
  private final Channel pigeon = channel("pigeon");
  private final Channel owl = channel("owl");

  private static Channel channel(String kind) {
    return FakeChannels.channel(
        kind, kind, List.of(new PartProfile("note", 300, TextMeasure.codePoints())));
  }

  private Desk desk() {
    return new Desk(this.folder, this.override, this.pigeon, this.owl)
        .template("pigeon/note.txt", "one {{ story.headline }}")
        .template("owl/note.txt", "owl {{ story.headline }}");
  }

  private String note(Desk desk) {
    return desk.compose(this.pigeon, Stories.aStory()).post().part("note");
  }

  @Test
  void takesAChangeWithoutARestart() {
    Desk desk = desk();
    assertThat(note(desk)).isEqualTo("one Bridge Opens");
    desk.template("pigeon/note.txt", "two {{ story.headline }}");
    assertThat(note(desk)).isEqualTo("two Bridge Opens");
  }

  @Test
  void keepsTheOldTemplateWhenTheNewOneIsBroken(CapturedOutput output) {
    Desk desk = desk();
    note(desk);
    desk.template("pigeon/note.txt", "two\n{{ story.sumary }}");
    assertThat(note(desk)).isEqualTo("one Bridge Opens");
    assertThat(note(desk)).isEqualTo("one Bridge Opens");
    assertThat(output.getOut())
        .containsOnlyOnce("note.txt, line 2: there is no value \"sumary\" here");
    desk.template("pigeon/note.txt", "three {{ story.headline }}");
    assertThat(note(desk)).isEqualTo("three Bridge Opens");
  }

  @Test
  void noticesThatATemplateFailsOnAnAwkwardStoryOnly() {
    Desk desk = desk();
    note(desk);
    desk.template("pigeon/note.txt", "{{ story.headline }} {{ story.picture.alt }}");
    assertThat(note(desk)).isEqualTo("one Bridge Opens");
  }

  @Test
  void looksIntoTheOverrideFirst() {
    Desk desk = desk();
    Desk.write(this.override.resolve("pigeon/note.txt"), "mine {{ story.headline }}", 9);
    assertThat(note(desk)).isEqualTo("mine Bridge Opens");
  }

  @Test
  void readsUtf8Only() throws IOException {
    Desk desk = desk();
    Files.write(this.folder.resolve("pigeon/note.txt"), "é".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> note(desk))
        .isInstanceOf(CannotComposeException.class)
        .hasMessageContaining("note.txt is not in UTF-8");
  }

  @Test
  void refusesTwoTemplatesOfOnePart() {
    Desk desk = desk().template("pigeon/note.html", "x");
    assertThatThrownBy(() -> note(desk)).hasMessageContaining("remove one");
  }

  @Test
  void switchesOffOnlyTheChannelWhoseTemplateIsBroken() {
    Desk desk = desk().template("owl/note.txt", "{{ story.headline }}\n{{ sumary }}");
    desk.check.afterSingletonsInstantiated();
    assertThat(desk.channels.open()).extracting(Channel::id).containsExactly(this.pigeon.id());
    assertThat(desk.channels.off().get(this.owl.id()))
        .contains("note.txt, line 2: there is no value \"sumary\" here")
        .contains("with an ordinary story");
    assertThat(desk.studio.briefs).isEmpty();
  }

  @Test
  void switchesOffAChannelWithoutTemplate() throws IOException {
    Desk desk = desk();
    Files.delete(this.folder.resolve("owl/note.txt"));
    desk.check.afterSingletonsInstantiated();
    assertThat(desk.channels.off().get(this.owl.id())).contains("note.html or note.txt");
  }

  @Test
  void switchesAChannelOnAgainOnceItsTemplateIsMended() {
    Desk desk = desk().template("owl/note.txt", "{{ sumary }}");
    desk.check.afterSingletonsInstantiated();
    desk.check.lookAgain();
    assertThat(desk.channels.off()).containsKey(this.owl.id());
    desk.template("owl/note.txt", "{{ story.headline }}");
    desk.check.lookAgain();
    assertThat(desk.channels.find(this.owl.id())).contains(this.owl);
    assertThat(desk.channels.off()).isEmpty();
  }

  @Test
  void triesDigestsOnTemplatesThatCarryThem() {
    Desk desk =
        desk().template("owl/note.txt", "{{ story.headline }}{% for s in stories %}{% endfor %}");
    desk.check.afterSingletonsInstantiated();
    assertThat(desk.channels.off().get(this.owl.id())).contains("with a digest of three");
  }
}
