// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page that says what each channel can do is what the channels were seen to do. */
class ChannelTableTests {

  private static final Path PAGE = Path.of("docs", "channels", "README.md");
  private static final Path SEEN = Path.of("target", "channels-README.md");

  private static final String ABILITIES =
      """
      # Channels

      What is in these tables was seen: `ChannelTableTests` tries every channel against its \
      simulated platform and fails when this page says something else.

      ## What they can do

      | Channel | Carries | Edit | Remove | Numbers | Read back | Check | Replies | Digests |
      |---|---|---|---|---|---|---|---|---|\
      """;

  private static final String LIMITS =
      """

      ## Texts and limits

      As set without further settings; the channels' own pages say what can be changed.

      | Channel | Text | At most | Planned for |
      |---|---|---|---|\
      """;

  private static final String ENDS =
      """

      ## After an ambiguous end

      Each case happens at the irreversible call. *Reading back* is asked after the channel's \
      settling time; where the outcome is lost too, the delivery is found as it was. `on-doubt` is \
      the channel's policy: `HOLD` leaves it to a person, `RESEND` sends once more.

      | Channel | What happens | Outcome | Reading back | What follows |
      |---|---|---|---|---|\
      """;

  private record Rows(String abilities, List<String> limits, List<String> ends) {}

  @Test
  void saysWhatTheChannelsDo() throws IOException {
    String seen = page(ContractedChannels.all(ChannelTableTests::observe));
    Files.createDirectories(SEEN.getParent());
    Files.writeString(SEEN, seen);
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("%s; the channels do something else: look at it and cp %s %s", PAGE, SEEN, PAGE)
        .isEqualTo(seen);
  }

  private static Rows observe(PublisherContract contract) {
    ObservedChannel channel = new ObservedChannel(contract);
    return new Rows(channel.abilities(), channel.limits(), channel.ambiguousEnds());
  }

  private static String page(List<Rows> channels) {
    List<String> lines = new ArrayList<>(List.of(ABILITIES));
    channels.forEach(it -> lines.add(it.abilities()));
    lines.add(LIMITS);
    channels.forEach(it -> lines.addAll(it.limits()));
    lines.add(ENDS);
    channels.forEach(it -> lines.addAll(it.ends()));
    return String.join("\n", lines) + "\n";
  }
}
