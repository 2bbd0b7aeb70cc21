// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.running;

import java.util.List;
import java.util.Map;
import org.storycast.channel.Channel;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.PartProfile;
import org.storycast.channel.Post;
import org.storycast.format.CannotComposeException;
import org.storycast.format.Composed;
import org.storycast.format.Edition;
import org.storycast.format.PostComposer;
import org.storycast.story.Content;

/** Makes a post of headline and lead. */
public final class HeadlineComposer implements PostComposer {

  @Override
  public Composed compose(Edition edition, Channel channel, DeliveryKey key) {
    Content content = edition.stories().getFirst().content();
    if (content.headline().contains("#broken")) {
      throw new CannotComposeException("templates/recording/message.txt, line 1: no value", null);
    }
    PartProfile part = channel.profile().parts().getFirst();
    String text = content.headline() + "\n" + content.lead();
    return new Composed(
        new Post(
            Map.of(part.name(), text.strip()),
            content.address(),
            content.language(),
            List.of(),
            content.sections(),
            content.tags()),
        List.of(
            new Composed.Measured(
                part.name(),
                part.measure().lengthOf(text.strip()),
                part.limit(),
                part.measure().unit())),
        content.lead().isBlank() ? List.of("The story has no lead") : List.of());
  }
}
