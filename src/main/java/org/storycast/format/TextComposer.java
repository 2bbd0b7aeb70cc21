// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.PartProfile;

/** Makes the texts of a post. */
@Component
class TextComposer {

  /** Renders every part of a profile within its limit. */
  Texts compose(Manuscript manuscript, ChannelProfile profile, Templates templates) {
    Map<String, String> parts = new LinkedHashMap<>();
    List<Composed.Measured> measured = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    for (PartProfile part : profile.parts()) {
      refuseDigest(manuscript, part, templates);
      Typeset typeset = typeset(manuscript, part, templates);
      if (!typeset.text().isBlank()) {
        parts.put(part.name(), typeset.text());
        measured.add(
            new Composed.Measured(
                part.name(), typeset.length(), part.limit(), part.measure().unit()));
        remarks.addAll(typeset.remarks(part.name()));
        remarks.addAll(large(part, typeset));
        templates.demand(part.name(), typeset.text(), part.demands());
      } else if (part.equals(profile.parts().getFirst())) {
        throw new CannotComposeException(
            templates.pathOf(part.name()) + ": it renders nothing, and it is the main part", null);
      }
    }
    return new Texts(parts, measured, remarks);
  }

  private static void refuseDigest(Manuscript manuscript, PartProfile part, Templates templates) {
    if (manuscript.isDigest() && !templates.carriesDigests(part.name())) {
      throw new CannotComposeException(
          "%s: it carries one story, not a digest of %d; let it use \"stories\""
              .formatted(templates.pathOf(part.name()), manuscript.stories().size()),
          null);
    }
  }

  private static List<String> large(PartProfile part, Typeset typeset) {
    return typeset.length() >= part.large() && part.large() < part.limit()
        ? List.of(
            "The part \"%s\" has %d %s, close to the limit of %d"
                .formatted(part.name(), typeset.length(), part.measure().unit(), part.limit()))
        : List.of();
  }

  private static Typeset typeset(Manuscript manuscript, PartProfile part, Templates templates) {
    Typesetter typesetter =
        new Typesetter(
            part,
            manuscript,
            allowance -> part.finish().apply(templates.render(part.name(), manuscript, allowance)));
    return typesetter
        .set()
        .orElseThrow(
            () ->
                new CannotComposeException(
                    "%s: the part \"%s\" has %d %s at the least, and the limit is %d"
                        .formatted(
                            templates.pathOf(part.name()),
                            part.name(),
                            typesetter.shortestLength(),
                            part.measure().unit(),
                            part.limit()),
                    null));
  }

  /**
   * The texts of a post.
   *
   * @param parts by name; none is blank
   * @param measured their lengths
   * @param remarks what was left out
   */
  record Texts(Map<String, String> parts, List<Composed.Measured> measured, List<String> remarks) {}
}
